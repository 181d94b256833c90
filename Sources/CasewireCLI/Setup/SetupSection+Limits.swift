import Casewire

extension SetupSection {
    /// `{answers_per_contact_hour: 30, countries: [US, CA], blocked_numbers: ["+1…"]}`.
    func textLimits(_ key: String) -> TextLimitsEntry? {
        guard let section = section(key, keys: TextLimitsEntry.keys) else { return nil }
        func count(_ key: String) -> Int? { section.number(key, in: 1...1_000_000_000).map { Int($0) } }
        var entry = TextLimitsEntry()
        entry.answersPerContactHour = count("answers_per_contact_hour")
        entry.segmentsPerDay = count("segments_per_day")
        entry.newContactsPerDay = count("new_contacts_per_day")
        entry.newCasesPerDay = count("new_cases_per_day")
        entry.countries = section.texts("countries")
        entry.blockedNumbers = section.texts("blocked_numbers")
        for problem in entry.problems { section.problem(problem) }
        return entry
    }

    /// `{from: "21:00", to: "08:00", reps: false}`.
    func quietHours(_ key: String) -> QuietHours? {
        guard let section = section(key, keys: ["from", "to", "reps"]) else { return nil }
        guard let from = section.text("from").flatMap(QuietHours.minutes),
            let to = section.text("to").flatMap(QuietHours.minutes)
        else {
            section.problem("\(section.name) needs from and to as HH:MM, such as 21:00 and 08:00.")
            return nil
        }
        return QuietHours(from: from, to: to, holdsReps: section.flag("reps") ?? false)
    }
}
