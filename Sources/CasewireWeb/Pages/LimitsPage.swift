import Casewire
import CasewirePages

/// The limits against abuse and quiet hours, to look at and to change.
struct LimitsPage: Page {
    static let template = "pages/limits"

    struct CountPart: Sendable {
        let name: String
        let title: String
        let value: String
        /// What was used today, where it is counted over a day.
        let used: String?
        let reached: String?
    }

    let frame: PageFrame
    let formToken: String
    let counts: [CountPart]
    let countries: String
    let blockedNumbers: String
    let quietFrom: String
    let quietTo: String
    let quietReps: Bool
    let timezone: String
    let isSaved: Bool
    let problem: String?

    init(
        _ organization: OrganizationSettings, uses: [LimitUse], entry: LimitsForm?, isSaved: Bool,
        frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.isSaved = isSaved
        let limits = organization.textLimits
        let form = entry ?? LimitsForm(organization)
        let daily: [DailyUse: HealthPage.LimitPart] = Dictionary(
            uses.map { ($0.kind, HealthPage.LimitPart($0)) }
        ) { $1 }
        func used(_ kind: DailyUse) -> String? { uses.first { $0.kind == kind }.map { "\($0.used)" } }
        counts = [
            CountPart(
                name: "answers_per_contact_hour",
                title: say("Answers of the agent to one customer within an hour"),
                value: form.values["answers_per_contact_hour"] ?? "\(limits.answersPerContactHour)",
                used: nil, reached: nil),
            CountPart(
                name: "segments_per_day", title: say("Segments a day, beyond which the agent is silent"),
                value: form.values["segments_per_day"] ?? "\(limits.segmentsPerDay)",
                used: used(.segments), reached: daily[.segments]?.reached),
            CountPart(
                name: "new_contacts_per_day", title: say("New numbers a day that the agent answers"),
                value: form.values["new_contacts_per_day"] ?? "\(limits.newContactsPerDay)",
                used: used(.contacts), reached: daily[.contacts]?.reached),
            CountPart(
                name: "new_cases_per_day", title: say("New cases in Creatio a day"),
                value: form.values["new_cases_per_day"] ?? "\(limits.newCasesPerDay)", used: used(.cases),
                reached: daily[.cases]?.reached),
        ]
        countries = form.values["countries"] ?? ""
        blockedNumbers = form.values["blocked_numbers"] ?? ""
        quietFrom = form.values["quiet_from"] ?? ""
        quietTo = form.values["quiet_to"] ?? ""
        quietReps = form.values["quiet_reps"] != nil
        timezone = organization.timezone
        problem = say(told: form.problem)
    }
}

/// What stands in the form's fields, and what was wrong with it.
struct LimitsForm: Sendable {
    var values: [String: String]
    var problem: String?

    static let fields =
        ["quiet_from", "quiet_to", "quiet_reps"] + TextLimitsEntry.keys

    init(values: [String: String]) { self.values = values }

    init(_ organization: OrganizationSettings) {
        let limits = organization.textLimits
        values = [
            "countries": limits.countries.joined(separator: ", "),
            "blocked_numbers": limits.blockedNumbers.map(\.e164).joined(separator: "\n"),
        ]
        guard let quiet = organization.quietHours else { return }
        values["quiet_from"] = QuietHours.time(quiet.from)
        values["quiet_to"] = QuietHours.time(quiet.to)
        if quiet.holdsReps { values["quiet_reps"] = "yes" }
    }

    /// What it asks for; a count that is no number is told as one that is out of range.
    var entry: TextLimitsEntry {
        var entry = TextLimitsEntry()
        func count(_ name: String) -> Int? { values[name].map { Int($0) ?? 0 } }
        func list(_ name: String) -> [String] {
            (values[name] ?? "").split { $0.isNewline || ",;".contains($0) }
                .map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        }
        entry.answersPerContactHour = count("answers_per_contact_hour")
        entry.segmentsPerDay = count("segments_per_day")
        entry.newContactsPerDay = count("new_contacts_per_day")
        entry.newCasesPerDay = count("new_cases_per_day")
        entry.countries = list("countries")
        entry.blockedNumbers = list("blocked_numbers")
        return entry
    }

    /// Both times left empty are no quiet hours.
    var quiet: SetLimits.QuietEntry {
        let (from, to) = (values["quiet_from"] ?? "", values["quiet_to"] ?? "")
        guard !from.isEmpty || !to.isEmpty else { return .none }
        return SetLimits.QuietEntry(from: from, to: to, reps: values["quiet_reps"] != nil)
    }
}
