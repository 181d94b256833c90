import Casewire

/// What a threshold gains and costs, as lines of a drawing: right answers and rightful handoffs, over the scale from 0 to 1.
struct TradeOffPlot: Sendable {
    struct Row: Sendable {
        let threshold: String
        let answered: String
        let handedOff: String
    }

    /// Points of the two lines, as SVG's `polyline` takes them.
    let answered: String
    let handedOff: String
    /// Where the threshold stands.
    let bar: Int
    /// The same in figures, for every tenth of the scale.
    let rows: [Row]
    let answeredNow: String
    let handedOffNow: String

    private static let (left, top, width, height) = (40, 12, 360, 200)

    /// Nil where there were too few examples to try anything.
    init?(_ tradeOff: TradeOff, threshold: Double) {
        guard
            let now = tradeOff.points.min(by: {
                abs($0.threshold - threshold) < abs($1.threshold - threshold)
            })
        else { return nil }
        func line(_ share: (TradeOff.Point) -> Double) -> String {
            tradeOff.points.map { point in
                let x = Self.left + Int((point.threshold * Double(Self.width)).rounded())
                let y = Self.top + Int(((1 - share(point)) * Double(Self.height)).rounded())
                return "\(x),\(y)"
            }.joined(separator: " ")
        }
        answered = line(\.answered)
        handedOff = line(\.handedOff)
        bar = Self.left + Int((threshold * Double(Self.width)).rounded())
        rows = tradeOff.points.enumerated().filter { $0.offset % 4 == 0 }.map { _, point in
            Row(
                threshold: ScoreWords.two(point.threshold), answered: Self.percent(point.answered),
                handedOff: Self.percent(point.handedOff))
        }
        answeredNow = Self.percent(now.answered)
        handedOffNow = Self.percent(now.handedOff)
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
