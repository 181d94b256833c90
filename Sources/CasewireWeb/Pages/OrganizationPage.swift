import Casewire
import CasewirePages
import Foundation

/// Who answers the texts: name, time zone, language, and what a segment costs.
struct OrganizationPage: Page {
    static let template = "pages/organization"

    let frame: PageFrame
    let formToken: String
    let fields: [SettingField]
    let prices: [SettingField]
    let saved: String?
    let hasProblems: Bool
    let problems: [String]

    static var labels: [String: String] {
        [
            "organization.name": say("name"), "organization.timezone": say("time zone"),
            "organization.language": say("language"), "organization.contact": say("contact"),
            "organization.policy_version": say("texting policy"),
            "organization.segment_prices": say("prices"),
        ]
    }

    init(_ form: SettingForm, saved: String?, frame: PageFrame, formToken: String) {
        self.frame = frame
        self.formToken = formToken
        self.saved = SettingOutcome.words(saved, labels: Self.labels)
        let zone = form.values["timezone"] ?? "UTC"
        var zones = TimeZone.knownTimeZoneIdentifiers.sorted()
        if !zones.contains(zone) { zones.insert(zone, at: 0) }
        fields = [
            form.field("name", say("Name"), hint: say("customers read it in the first text")),
            form.field("timezone", say("Time zone"), .names(zones)),
            form.field(
                "language", say("Language"),
                hint: say("such as en or pt-BR; spoken where the customer's is not known")),
            form.field(
                "contact", say("How else customers reach people"),
                hint: say("an address, a page or a number; HELP is answered with it")),
            form.field(
                "policy_version", say("Version of your texting policy"),
                hint: say("kept with each consent; empty for none")),
        ]
        prices = [
            form.field("segment_prices.currency", say("Currency"), hint: say("three letters, such as USD")),
            Self.table(form),
        ]
        hasProblems = !form.problems.isEmpty
        problems = form.problems(besides: fields + prices).filter { !$0.contains("segment_prices.") }
    }

    /// One line a country; what is wrong with any of them stands beside it.
    private static func table(_ form: SettingForm) -> SettingField {
        let wrong = form.problems.filter {
            $0.setting.hasPrefix("organization.segment_prices") && !$0.setting.hasSuffix(".currency")
        }
        return SettingField(
            "prices", label: say("Price of a segment"),
            hint: say("a country and a price a line, such as US 0.0083"),
            kind: .area(rows: 4), value: form.values["prices"] ?? lines(form.values),
            problem: wrong.isEmpty
                ? nil : wrong.map { $0.setting + " " + say(told: $0.words) }.joined(separator: " "),
            note: say(told: form.declared?.warning(about: "organization.segment_prices")))
    }

    private static func lines(_ values: [String: String]) -> String {
        values.filter { $0.key.hasPrefix("segment_prices.") && !$0.key.hasSuffix(".currency") }
            .map { "\($0.key.dropFirst("segment_prices.".count)) \($0.value)" }.sorted()
            .joined(separator: "\n")
    }
}

extension SettingForm {
    /// What the organization's form declares.
    var organization: JSONValue {
        var entries: [String: JSONValue] = [:]
        for name in ["name", "timezone", "language", "contact", "policy_version"] {
            entries[name] = text(name)
        }
        var table: [String: JSONValue] = ["currency": text("segment_prices.currency") ?? .text("USD")]
        for line in lines("prices") {
            let parts = line.split { $0.isWhitespace || ":=".contains($0) }
            // A line of another shape is named as it is, and refused.
            if parts.count == 2 {
                table[parts[0].uppercased()] = .text(String(parts[1]))
            } else {
                table[line] = .text("")
            }
        }
        entries["segment_prices"] = .object(table)
        return .object(entries)
    }
}
