import Casewire
import CasewirePages

/// One drawing with the table behind it.
struct AnalyticsChart: Sendable {
    struct Key: Sendable {
        let name: String
        let pattern: Int
    }

    struct TableRow: Sendable {
        let name: String
        let cells: [String]
    }

    let topic: String
    let title: String
    let words: String
    let svg: String
    /// Names of series, where there are several.
    let keys: [Key]
    let headings: [String]
    let rows: [TableRow]
    let csv: String
    let isEmpty: Bool
    let link: Link?

    struct Link: Sendable {
        let label: String
        let address: String
    }

    static func all(_ report: FigureReport) -> [AnalyticsChart] {
        [
            byDay(
                report, .texts, title: say("Texts"), words: say("By who wrote them."),
                names: [
                    ("customer", say("Customers")), ("agent", say("Agent")), ("rep", say("Reps")),
                    ("system", "Casewire"),
                ]),
            containment(report),
            ranked(
                report, .handoffs, title: say("Why sessions were handed off"),
                words: say("A session may have two reasons."),
                link: Link(label: say("Knowledge"), address: "/knowledge")
            ) { say(told: HandoffReason(rawValue: $0)?.words ?? $0) },
            ranked(
                report, .firstAnswer, title: say("Wait for the first answer"),
                words: say("From the customer's first text, by sessions."),
                keepsZeros: true
            ) { say(told: AnswerTime(rawValue: $0)?.words ?? $0) },
            ranked(
                report, .peopleAnswer, title: say("Wait for a person"),
                words: say("From the handoff to the first answer of a rep."),
                keepsZeros: true
            ) { say(told: AnswerTime(rawValue: $0)?.words ?? $0) },
            ranked(
                report, .delivery, title: say("Delivery"), words: say("Where the texts that were sent are.")
            ) {
                say(told: MessageState(rawValue: $0)?.words ?? $0)
            },
            ranked(
                report, .failures, title: say("Why texts were not delivered"),
                words: say("By the carrier's code.")
            ) { $0 },
            byDay(
                report, .segments, title: say("Segments"),
                words: say("Each is paid for; long texts and emoji take several."),
                names: [("sent", say("Segments sent"))]),
            ranked(
                report, .scores, title: say("Satisfaction"),
                words: say("What customers answered when they were asked, from 1 to 5."),
                keepsZeros: true
            ) { $0 },
        ]
    }

    private static func byDay(
        _ report: FigureReport, _ topic: FigureTopic, title: String, words: String,
        names: [(key: String, name: String)]
    ) -> AnalyticsChart {
        let days = report.days.map(\.day.name)
        let series = names.map { name in
            DayBars.Series(name: name.name, counts: report.days.map { $0[topic, name.key] })
        }
        return AnalyticsChart(
            topic, report, title: title, words: words,
            svg: DayBars(days: days, series: series).svg(say("\(title) by day")),
            keys: series.count > 1 ? series.enumerated().map { Key(name: $1.name, pattern: $0) } : [],
            headings: [say("Day")] + series.map(\.name),
            rows: days.enumerated().map { place, day in
                TableRow(name: day, cells: series.map { "\($0.counts[place])" })
            }, isEmpty: series.allSatisfy { $0.counts.allSatisfy { $0 == 0 } })
    }

    private static func containment(_ report: FigureReport) -> AnalyticsChart {
        let shares = report.days.map { day in
            FigureReport.containment(
                started: day[.sessions, "started"], handedOff: day[.sessions, "handed_off"])
        }
        let bars = DayBars(
            days: report.days.map(\.day.name),
            series: [
                DayBars.Series(
                    name: say("Kept by the agent"), counts: shares.map { Int((($0 ?? 0) * 100).rounded()) })
            ],
            unit: " %", ceiling: 100)
        return AnalyticsChart(
            .sessions, report, title: say("Kept by the agent"),
            words: say("Sessions of each day that were never handed off."),
            svg: bars.svg(say("Share of sessions that were never handed off, by day")), keys: [],
            headings: [say("Day"), say("Sessions"), say("Handed off"), say("Kept")],
            rows: zip(report.days, shares).map { day, share in
                TableRow(
                    name: day.day.name,
                    cells: [
                        "\(day[.sessions, "started"])", "\(day[.sessions, "handed_off"])",
                        AnalyticsPage.share(share),
                    ])
            }, isEmpty: shares.allSatisfy { $0 == nil })
    }

    private static func ranked(
        _ report: FigureReport, _ topic: FigureTopic, title: String, words: String, link: Link? = nil,
        keepsZeros: Bool = false, spoken: (String) -> String
    ) -> AnalyticsChart {
        let names = report.names(of: topic).map { name in
            (name: spoken(name), count: report.total(topic, name), before: report.totalBefore(topic, name))
        }
        let shown =
            keepsZeros ? names : names.filter { $0.count > 0 || $0.before > 0 }.sorted { $0.count > $1.count }
        return AnalyticsChart(
            topic, report, title: title, words: words,
            svg: RankedBars(rows: shown.map { ($0.name, $0.count) }).svg(title), keys: [],
            headings: ["", say("Count"), say("Before")],
            rows: shown.map { TableRow(name: $0.name, cells: ["\($0.count)", "\($0.before)"]) },
            isEmpty: names.allSatisfy { $0.count == 0 }, link: link)
    }

    private init(
        _ topic: FigureTopic, _ report: FigureReport, title: String, words: String, svg: String, keys: [Key],
        headings: [String], rows: [TableRow], isEmpty: Bool, link: Link? = nil
    ) {
        self.topic = topic.rawValue
        self.title = title
        self.words = words
        self.svg = svg
        self.keys = keys
        self.headings = headings
        self.rows = rows
        self.isEmpty = isEmpty
        self.link = link
        csv =
            "/analytics.csv?topic=\(topic.rawValue)&from=\(report.days.first?.day.name ?? "")"
            + "&to=\(report.days.last?.day.name ?? "")"
    }
}
