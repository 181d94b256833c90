import Casewire
import CasewirePages

/// How the agent and people do, drawn from what was counted of each day.
struct AnalyticsPage: Page {
    static let template = "pages/analytics"

    /// A figure of the whole span, and what it was in the span before.
    struct Tile: Sendable {
        let name: String
        let figure: String
        let before: String
    }

    struct Span: Sendable {
        let label: String
        let address: String
        let isCurrent: Bool
    }

    let frame: PageFrame
    let spans: [Span]
    let from: String
    let to: String
    let problem: String?
    let timezone: String
    let countedAt: MomentLabel?
    let tiles: [Tile]
    let charts: [AnalyticsChart]
    let isEmpty: Bool

    init(_ report: FigureReport, asked: FigureQuery, problem: String? = nil, frame: PageFrame) {
        self.frame = frame
        self.problem = say(told: problem)
        from = report.days.first?.day.name ?? ""
        to = report.days.last?.day.name ?? ""
        timezone = report.timezone
        countedAt = report.countedAt.map { MomentLabel($0) }
        spans = [7, 30, 90].map { days in
            Span(
                label: say("\(days) days"), address: "/analytics?days=\(days)",
                isCurrent: asked.isUpToToday && report.days.count == days)
        }
        tiles = Self.tiles(report)
        charts = AnalyticsChart.all(report)
        isEmpty = report.total(.sessions, "started") == 0 && report.total(.texts, "customer") == 0
    }

    private static func tiles(_ report: FigureReport) -> [Tile] {
        let delivered = { (total: (FigureTopic, String) -> Int) -> Double? in
            let settled =
                total(.delivery, "delivered") + total(.delivery, "undelivered") + total(.delivery, "failed")
            return settled > 0 ? Double(total(.delivery, "delivered")) / Double(settled) : nil
        }
        let cost = { (total: (FigureTopic, String) -> Int) -> String in
            let hundredths = (total(.segments, "cost_millionths") + 5_000) / 10_000
            let fraction = String(100 + hundredths % 100).dropFirst()
            return "\(hundredths / 100).\(fraction) \(report.currency)"
        }
        let counted = { (name: String, topic: FigureTopic, key: String) in
            Tile(
                name: name, figure: "\(report.total(topic, key))",
                before: say("\(report.totalBefore(topic, key)) before"))
        }
        return [
            counted(say("Sessions"), .sessions, "started"),
            Tile(
                name: say("Kept by the agent"), figure: share(report.containment),
                before: say("\(share(report.containmentBefore)) before")),
            counted(say("Handed off"), .sessions, "handed_off"),
            counted(say("Not in the knowledge"), .handoffs, HandoffReason.insufficientKnowledge.rawValue),
            Tile(
                name: say("Delivered"), figure: share(delivered(report.total)),
                before: say("\(share(delivered(report.totalBefore))) before")),
            counted(say("Segments sent"), .segments, "sent"),
            Tile(
                name: say("Estimated cost"), figure: cost(report.total),
                before: say("\(cost(report.totalBefore)) before")),
        ]
    }

    static func share(_ part: Double?) -> String {
        part.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
    }
}

/// What somebody asked to see: the last so many days, or from one day to another.
struct FigureQuery: Sendable {
    let from: String?
    let to: String?
    let days: Int?

    init(_ fields: FormBody) {
        let word = { (name: String) in fields[name].flatMap { $0.isEmpty ? nil : $0 } }
        from = word("from")
        to = word("to")
        days = word("days").flatMap { Int($0) }.map { min(max($0, 1), FigureReport.mostDays) }
    }

    var isUpToToday: Bool { from == nil && to == nil }
}
