import Casewire

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
                report, .texts, title: "Texts", words: "By who wrote them.",
                names: [
                    ("customer", "Customers"), ("agent", "Agent"), ("rep", "Reps"), ("system", "Casewire"),
                ]),
            containment(report),
            ranked(
                report, .handoffs, title: "Why sessions were handed off",
                words: "A session may have two reasons.",
                link: Link(label: "Knowledge", address: "/knowledge")
            ) { HandoffReason(rawValue: $0)?.words ?? $0 },
            ranked(
                report, .firstAnswer, title: "Wait for the first answer",
                words: "From the customer's first text, by sessions.",
                keepsZeros: true
            ) { AnswerTime(rawValue: $0)?.words ?? $0 },
            ranked(
                report, .peopleAnswer, title: "Wait for a person",
                words: "From the handoff to the first answer of a rep.",
                keepsZeros: true
            ) { AnswerTime(rawValue: $0)?.words ?? $0 },
            ranked(report, .delivery, title: "Delivery", words: "Where the texts that were sent are.") {
                MessageState(rawValue: $0)?.words ?? $0
            },
            ranked(report, .failures, title: "Why texts were not delivered", words: "By the carrier's code.")
            { $0 },
            byDay(
                report, .segments, title: "Segments",
                words: "Each is paid for; long texts and emoji take several.",
                names: [("sent", "Segments sent")]),
            ranked(
                report, .scores, title: "Satisfaction",
                words: "What customers answered when they were asked, from 1 to 5.",
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
            svg: DayBars(days: days, series: series).svg("\(title) by day"),
            keys: series.count > 1 ? series.enumerated().map { Key(name: $1.name, pattern: $0) } : [],
            headings: ["Day"] + series.map(\.name),
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
                    name: "Kept by the agent", counts: shares.map { Int((($0 ?? 0) * 100).rounded()) })
            ],
            unit: " %", ceiling: 100)
        return AnalyticsChart(
            .sessions, report, title: "Kept by the agent",
            words: "Sessions of each day that were never handed off.",
            svg: bars.svg("Share of sessions that were never handed off, by day"), keys: [],
            headings: ["Day", "Sessions", "Handed off", "Kept"],
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
            headings: ["", "Count", "Before"],
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
