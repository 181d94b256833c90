import Casewire

/// Bars of a chart as ready SVG: the page's stylesheet colours them, and each series has a pattern of its own, so that nobody
/// needs to tell colours apart.
struct ChartSVG {
    private(set) var parts: [String] = []
    let width: Int
    let height: Int

    /// As many series as have a pattern of their own.
    static let patterns = 4

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    mutating func bar(x: Double, y: Double, width: Double, height: Double, series: Int, title: String) {
        guard height > 0, width > 0 else { return }
        parts.append(
            "<rect class=\"series-\(series % Self.patterns)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
                + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"><title>\(Self.escaped(title))</title></rect>"
        )
    }

    mutating func text(_ text: String, x: Double, y: Double, anchor: String = "start") {
        parts.append(
            "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor)\">\(Self.escaped(text))</text>"
        )
    }

    mutating func line(fromX x1: Double, y y1: Double, toX x2: Double, y y2: Double) {
        parts.append(
            "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\"/>"
        )
    }

    /// - Parameter label: what the chart shows, for those who do not see it.
    func drawn(_ label: String) -> String {
        "<svg class=\"chart\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(Self.escaped(label))\">"
            + parts.joined() + "</svg>"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// At most one decimal.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
