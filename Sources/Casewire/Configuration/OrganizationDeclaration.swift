import Foundation

/// What somebody entered for the organization: in a setup file, a request or a form. All three are checked here.
package struct OrganizationDeclaration: Sendable {
    /// Nil where there are problems with what was entered; nothing of it is taken then.
    package let entry: Setup.Organization
    package let problems: [SettingProblem]

    /// Limits and quiet hours are declared apart (`TextLimitsEntry`).
    package static let keys = ["name", "timezone", "language", "contact", "policy_version", "segment_prices"]

    private static let longestName = 100
    private static let longestContact = 160
    private static let longestVersion = 60

    /// - Parameter value: an object with some of the keys; what is not named stays as it is, and an empty text or `null` takes
    ///   away what was set.
    package init(_ value: JSONValue) {
        let notes = SettingNotes()
        let section = SettingSection(value, named: "organization", keys: Self.keys, notes: notes)
        var entry = Setup.Organization()
        entry.name = section.filledText("name", longest: Self.longestName)
        entry.timezone = section.timezone("timezone")
        entry.language = Self.language(section)
        entry.contact = section.text("contact", longest: Self.longestContact)
        entry.policyVersion = section.text("policy_version", longest: Self.longestVersion)
        entry.prices = Self.prices(section)
        self.entry = entry
        problems = notes.problems
    }

    /// A BCP 47 tag such as `en` or `pt-BR`.
    private static func language(_ section: SettingSection) -> String? {
        guard let tag = section.filledText("language", longest: 35) else { return nil }
        guard tag.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil else {
            section.problem("language", "“\(tag)” is no language; write it such as en or pt-BR.")
            return nil
        }
        return tag
    }

    /// `{currency: USD, US: 0.0083, GB: 0.04}`: what a segment costs, by country. Taken away, the usual ones hold.
    private static func prices(_ section: SettingSection) -> SegmentPrices? {
        guard section.has("segment_prices") else { return nil }
        let countries = Locale.Region.isoRegions.map(\.identifier).filter {
            $0.count == 2 && $0.allSatisfy(\.isLetter)
        }
        guard let table = section.section("segment_prices", keys: ["currency"] + countries.sorted()) else {
            return SegmentPrices()
        }
        let currency = table.text("currency", longest: 3) ?? "USD"
        guard currency.count == 3, currency.allSatisfy({ $0.isASCII && $0.isUppercase }) else {
            table.problem("currency", "must be three capital letters, such as USD.")
            return nil
        }
        var prices = SegmentPrices(currency: currency, millionths: [:])
        for country in countries {
            guard let price = table.number(country, in: 0...100) else { continue }
            prices.millionths[country] = Int((price * 1_000_000).rounded())
        }
        return prices
    }
}

extension SettingSection {
    /// An IANA time zone.
    func timezone(_ key: String) -> String? {
        guard let name = filledText(key, longest: 100) else { return nil }
        guard TimeZone(identifier: name) != nil else {
            problem(key, "“\(name)” is not known; write it such as America/New_York.")
            return nil
        }
        return name
    }
}

extension OrganizationSettings {
    /// As a setup file would say it; what is not set is `null`.
    package var declared: JSONValue {
        var table: [String: JSONValue] = ["currency": .text(segmentPrices.currency)]
        for (country, millionths) in segmentPrices.millionths {
            table[country] = .number(Double(millionths) / 1_000_000)
        }
        return .object([
            "name": .text(name), "timezone": .text(timezone), "language": .text(language),
            "contact": contact.map(JSONValue.text) ?? .null,
            "policy_version": policyVersion.map(JSONValue.text) ?? .null,
            "segment_prices": .object(table),
        ])
    }
}
