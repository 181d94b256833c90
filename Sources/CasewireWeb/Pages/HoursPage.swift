import Casewire
import CasewirePages

/// When people answer: the week, days off, and what customers are told while it is closed.
struct HoursPage: Page {
    static let template = "pages/hours"

    struct DayPart: Sendable {
        let name: String
        let shifts: [ShiftPart]
        let problem: String?
    }

    struct ShiftPart: Sendable {
        let id: String
        let from: String
        let to: String
        let fromLabel: String
        let toLabel: String
    }

    let frame: PageFrame
    let formToken: String
    let isAlways: Bool
    let zone: SettingField
    let days: [DayPart]
    let holidays: SettingField
    let note: String?
    let saved: String?
    let hasProblems: Bool
    let problems: [String]
    let state: HoursState

    init(
        _ form: HoursForm, state: HoursState, saved: String?, zones: [String], frame: PageFrame,
        formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.state = state
        self.saved = SettingOutcome.words(saved, labels: ["agent.hours": say("hours")])
        isAlways = form.isAlways
        let entered = form.form
        zone = entered.field("hours.timezone", say("Time zone"), .names(zones))
        holidays = entered.field(
            "hours.holidays", say("Days off"), .area(rows: 4), hint: say("one a line, such as 2026-12-25"))
        note = say(told: entered.declared?.warning(about: "agent.hours"))
        days = HoursForm.week.map { day, name in
            DayPart(
                name: name,
                shifts: (1...form.columns).map { column in
                    let key = "\(day.rawValue).\(column)"
                    return ShiftPart(
                        id: key, from: entered.values["\(key).from"] ?? "",
                        to: entered.values["\(key).to"] ?? "",
                        fromLabel: column == 1 ? say("from") : say("and from"), toLabel: say("to"))
                }, problem: form.problem(on: day))
        }
        hasProblems = !entered.problems.isEmpty
        problems = entered.problems(besides: [zone, holidays]).filter { !$0.contains("hours.shifts[") }
    }
}

/// How it stands now, in words.
struct HoursState: Sendable {
    let words: String
    let isOpen: Bool
    /// What customers get at a handoff while it is closed; nil where it never is.
    let notice: String?

    init(_ agent: AgentSettings, organization: OrganizationSettings, at now: Timestamp) {
        guard let hours = agent.hours else {
            words = say("People answer at all hours, so nobody is told that you are closed.")
            (isOpen, notice) = (true, nil)
            return
        }
        func spoken(_ moment: Timestamp) -> String {
            "\(hours.spoken(moment, language: PageLanguage.current?.language ?? "en")) (\(hours.timezone))"
        }
        func told(at moment: Timestamp) -> String {
            HandoffNotice(organization: organization, agent: agent, language: nil, at: moment).text
        }
        switch hours.state(at: now) {
        case .open(let end):
            words =
                end.map { say("Open now, until \(spoken($0)).") }
                ?? say("Open now, and for two weeks at least.")
            isOpen = true
            notice = end.map(told)
        case .closed(let opening):
            words =
                opening.map { say("Closed now; opens \(spoken($0)).") }
                ?? say(
                    "Closed for two weeks at least. Customers are told what they are told while you are open."
                )
            isOpen = false
            notice = opening.map { _ in told(at: now) }
        }
    }
}
