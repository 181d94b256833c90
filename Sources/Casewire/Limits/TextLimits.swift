/// What keeps costs and harm small when somebody abuses a number of ours: far above what an ordinary team needs.
package struct TextLimits: Sendable, Hashable, Codable {
    /// Answers of the agent to one contact within an hour.
    package var answersPerContactHour = 60
    /// Segments of the whole organization a day. Beyond it the agent is silent; people go on.
    package var segmentsPerDay = 100_000
    /// Numbers that never wrote before, a day. The agent does not answer further ones.
    package var newContactsPerDay = 25_000
    /// Cases that are made in Creatio a day. Further ones wait for the next day.
    package var newCasesPerDay = 25_000
    /// Countries (ISO 3166) whose numbers are texted; empty for all.
    package var countries: [String] = []
    /// Numbers from which nothing comes in and to which nothing goes out.
    package var blockedNumbers: [PhoneNumber] = []

    package init() {}

    package func blocks(_ phone: PhoneNumber) -> Bool { blockedNumbers.contains(phone) }

    /// Why nothing is sent to a number, in words with what to do; nil where nothing is in the way.
    package func obstacle(to phone: PhoneNumber) -> String? {
        if blocks(phone) { return "The number is blocked. Take it off blocked_numbers to text it." }
        guard !countries.isEmpty, let country = phone.countryOrMain, !countries.contains(country) else {
            return nil
        }
        return
            "Texts to \(country) are not allowed. Add it to the countries under limits to text this number."
    }
}

/// What a setup file or a request says of the limits; what it does not name is left as it is.
package struct TextLimitsEntry: Sendable, Hashable, Decodable {
    package var answersPerContactHour: Int?
    package var segmentsPerDay: Int?
    package var newContactsPerDay: Int?
    package var newCasesPerDay: Int?
    package var countries: [String]?
    package var blockedNumbers: [String]?

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case answersPerContactHour = "answers_per_contact_hour"
        case segmentsPerDay = "segments_per_day"
        case newContactsPerDay = "new_contacts_per_day"
        case newCasesPerDay = "new_cases_per_day"
        case countries
        case blockedNumbers = "blocked_numbers"
    }

    package static let keys = [
        "answers_per_contact_hour", "segments_per_day", "new_contacts_per_day", "new_cases_per_day",
        "countries",
        "blocked_numbers",
    ]

    /// What is wrong with it, in words.
    package var problems: [String] {
        var problems: [String] = []
        for (key, value) in zip(
            Self.keys, [answersPerContactHour, segmentsPerDay, newContactsPerDay, newCasesPerDay])
        where value.map({ !(1...Self.highest).contains($0) }) ?? false {
            problems.append("limits.\(key) must be from 1 to \(Self.highest).")
        }
        for country in countries ?? [] where !Self.isCountry(country) {
            problems.append("limits.countries: “\(country)” is no country code such as US.")
        }
        for number in blockedNumbers ?? [] where PhoneNumber(parsing: number) == nil {
            problems.append(
                "limits.blocked_numbers: “\(number)” is no phone number; write it such as +15551230001.")
        }
        return problems
    }

    package func applied(to old: TextLimits) -> TextLimits {
        var new = old
        if let answersPerContactHour { new.answersPerContactHour = answersPerContactHour }
        if let segmentsPerDay { new.segmentsPerDay = segmentsPerDay }
        if let newContactsPerDay { new.newContactsPerDay = newContactsPerDay }
        if let newCasesPerDay { new.newCasesPerDay = newCasesPerDay }
        if let countries { new.countries = countries.map { $0.uppercased() } }
        if let blockedNumbers { new.blockedNumbers = blockedNumbers.compactMap { PhoneNumber(parsing: $0) } }
        return new
    }

    private static let highest = 1_000_000_000

    private static func isCountry(_ text: String) -> Bool {
        text.utf8.count == 2 && text.utf8.allSatisfy(\.isASCIILetter)
    }
}
