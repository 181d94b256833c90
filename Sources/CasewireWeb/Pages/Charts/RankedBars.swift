/// A lying bar for each name, with its count written beside it.
struct RankedBars {
    let rows: [(name: String, count: Int)]

    private static let (width, row, names) = (640, 26, 250.0)

    func svg(_ label: String) -> String {
        var chart = ChartSVG(width: Self.width, height: max(1, rows.count) * Self.row)
        let most = max(1, rows.map(\.count).max() ?? 1)
        let room = Double(Self.width) - Self.names - 60
        for (place, row) in rows.enumerated() {
            let y = Double(place * Self.row)
            let wide = room * Double(row.count) / Double(most)
            chart.text(Self.shortened(row.name), x: Self.names - 8, y: y + 17, anchor: "end")
            chart.bar(
                x: Self.names, y: y + 4, width: wide, height: Double(Self.row) - 8, series: 0,
                title: "\(row.name): \(row.count)")
            chart.text("\(row.count)", x: Self.names + wide + 6, y: y + 17)
        }
        return chart.drawn(label)
    }

    /// What fits in front of a bar.
    private static func shortened(_ name: String) -> String {
        name.count <= 38 ? name : String(name.prefix(37)) + "…"
    }
}
