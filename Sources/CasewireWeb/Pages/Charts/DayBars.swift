/// A bar a day, of one series or several on top of each other.
struct DayBars {
    struct Series {
        let name: String
        /// One for each day.
        let counts: [Int]
    }

    let days: [String]
    let series: [Series]
    /// Written after each figure, as ` %`.
    var unit = ""
    /// What the scale ends at; nil for the largest day.
    var ceiling: Int?

    private static let (width, height, left, bottom, top) = (640, 200, 44.0, 24.0, 12.0)

    func svg(_ label: String) -> String {
        var chart = ChartSVG(width: Self.width, height: Self.height)
        let scale =
            ceiling
            ?? Self.rounded(days.indices.map { day in series.reduce(0) { $0 + $1.counts[day] } }.max() ?? 0)
        let (across, up) = (Double(Self.width) - Self.left, Double(Self.height) - Self.bottom - Self.top)
        let floor = Self.top + up
        for share in [0.0, 0.5, 1.0] {
            let y = floor - up * share
            chart.line(fromX: Self.left, y: y, toX: Double(Self.width), y: y)
            let figure = Double(scale) * share
            if figure == figure.rounded() {
                chart.text("\(Int(figure))\(unit)", x: Self.left - 6, y: y + 4, anchor: "end")
            }
        }
        let step = across / Double(max(days.count, 1))
        for (place, day) in days.enumerated() {
            var y = floor
            for (index, one) in series.enumerated() {
                let tall = up * Double(one.counts[place]) / Double(scale)
                y -= tall
                chart.bar(
                    x: Self.left + Double(place) * step + step * 0.1, y: y, width: step * 0.8, height: tall,
                    series: index,
                    title: "\(day), \(one.name): \(one.counts[place])\(unit)")
            }
        }
        if let first = days.first, let last = days.last {
            chart.text(first, x: Self.left, y: Double(Self.height) - 6)
            if days.count > 1 {
                chart.text(last, x: Double(Self.width), y: Double(Self.height) - 6, anchor: "end")
            }
        }
        return chart.drawn(label)
    }

    /// The next even figure of one digit and zeros, so that the half of it is whole.
    static func rounded(_ highest: Int) -> Int {
        var magnitude = 1
        while magnitude * 10 <= highest { magnitude *= 10 }
        return [2, 4, 6, 8, 10].map { $0 * magnitude }.first { $0 >= highest } ?? 20 * magnitude
    }
}
