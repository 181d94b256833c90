import Casewire
import CasewirePages

/// The week as a table of days, read from the kept shifts or from what was typed.
struct HoursForm: Sendable {
    var form: SettingForm
    let isAlways: Bool
    /// Shifts that a day can have here.
    let columns: Int
    /// The day of each shift that is declared, in their order.
    private(set) var shiftDays: [BusinessHours.Day] = []
    private var shifts: [JSONValue] = []

    static var week: [(BusinessHours.Day, String)] {
        [
            (.mon, say("Monday")), (.tue, say("Tuesday")), (.wed, say("Wednesday")), (.thu, say("Thursday")),
            (.fri, say("Friday")),
            (.sat, say("Saturday")), (.sun, say("Sunday")),
        ]
    }

    private static let fewestColumns = 2
    private static let mostColumns = 10

    init(_ hours: BusinessHours?, timezone: String, declared: DeclaredSettings?) {
        var values = [
            "hours.timezone": hours?.timezone ?? timezone,
            "hours.holidays": (hours?.holidays ?? []).joined(separator: "\n"),
        ]
        var most = Self.fewestColumns
        for (day, _) in Self.week {
            let shifts = (hours?.shifts ?? []).filter { $0.days.contains(day) }.sorted { $0.from < $1.from }
            most = max(most, min(shifts.count, Self.mostColumns))
            for (place, shift) in shifts.enumerated() {
                values["\(day.rawValue).\(place + 1).from"] = QuietHours.time(shift.from)
                values["\(day.rawValue).\(place + 1).to"] = QuietHours.time(shift.to)
            }
        }
        form = SettingForm("agent", kept: .null, declared: declared)
        form.values = values
        isAlways = hours == nil
        columns = most
    }

    init(typed body: FormBody) {
        form = SettingForm("agent", typed: body)
        isAlways = form.values["always"] == "yes"
        let values = form.values
        columns =
            (Self.fewestColumns...Self.mostColumns).last { values["mon.\($0).from"] != nil }
            ?? Self.fewestColumns
        for (day, _) in Self.week {
            for column in 1...columns {
                let (from, to) = (
                    text("\(day.rawValue).\(column).from"), text("\(day.rawValue).\(column).to")
                )
                guard !from.isEmpty || !to.isEmpty else { continue }
                shiftDays.append(day)
                shifts.append(
                    .object([
                        "days": .list([.text(day.rawValue)]), "from": .text(from), "to": .text(to),
                    ]))
            }
        }
    }

    private func text(_ name: String) -> String { (form.values[name] ?? "").filter { !$0.isWhitespace } }

    /// `{"hours": …}`, a shift for each day and column, so that a problem names its day.
    var declaration: JSONValue {
        guard !isAlways else { return .object(["hours": .null]) }
        return .object([
            "hours": .object([
                "timezone": form.text("hours.timezone") ?? .text("UTC"), "shifts": .list(shifts),
                "holidays": .list(form.lines("hours.holidays").map(JSONValue.text)),
            ])
        ])
    }

    func problem(on day: BusinessHours.Day) -> String? {
        for (place, shiftDay) in shiftDays.enumerated() where shiftDay == day {
            let setting = "agent.hours.shifts[\(place + 1)]"
            if let problem = form.problems.first(where: { $0.setting.hasPrefix(setting) }) {
                return SettingForm.sentence(say(told: problem.words))
            }
        }
        return nil
    }
}
