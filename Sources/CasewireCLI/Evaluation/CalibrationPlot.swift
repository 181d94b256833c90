/// How often answers of a score are right, drawn: a bar for each tenth of the scale, as high as its share of right ones.
struct CalibrationPlot {
    private struct Bin {
        var count = 0
        var right = 0
    }

    private let bins: [Bin]
    private let threshold: Double

    private static let binCount = 10
    private static let (width, height, margin) = (420, 320, 44)

    init(_ scores: [(score: Double, isRight: Bool)], threshold: Double) {
        var bins = [Bin](repeating: Bin(), count: Self.binCount)
        for (score, isRight) in scores {
            let place = max(0, min(Self.binCount - 1, Int(score * Double(Self.binCount))))
            bins[place].count += 1
            if isRight { bins[place].right += 1 }
        }
        self.bins = bins
        self.threshold = threshold
    }

    /// A picture of its own, in SVG.
    var svg: String {
        let (left, bottom) = (Self.margin, Self.height - Self.margin)
        let (across, up) = (Self.width - 2 * Self.margin, Self.height - 2 * Self.margin)
        let step = across / Self.binCount
        var parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(Self.height)\" role=\"img\" "
                + "font-family=\"sans-serif\" font-size=\"11\">",
            "<title>Right answers by score</title>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        ]
        for (place, bin) in bins.enumerated() where bin.count > 0 {
            let tall = up * bin.right / bin.count
            let x = left + place * step
            parts.append(
                "<rect x=\"\(x + 2)\" y=\"\(bottom - tall)\" width=\"\(step - 4)\" height=\"\(tall)\" fill=\"#3b6fb6\">"
                    + "<title>\(bin.right) of \(bin.count) right</title></rect>")
            parts.append(
                "<text x=\"\(x + step / 2)\" y=\"\(bottom - tall - 4)\" text-anchor=\"middle\">\(bin.count)</text>"
            )
        }
        let bar = left + Int(threshold * Double(step * Self.binCount))
        parts += [
            "<line x1=\"\(left)\" y1=\"\(bottom)\" x2=\"\(left + across)\" y2=\"\(bottom)\" stroke=\"#333\"/>",
            "<line x1=\"\(left)\" y1=\"\(bottom)\" x2=\"\(left)\" y2=\"\(bottom - up)\" stroke=\"#333\"/>",
            "<line x1=\"\(bar)\" y1=\"\(bottom)\" x2=\"\(bar)\" y2=\"\(bottom - up)\" stroke=\"#b63b3b\" "
                + "stroke-dasharray=\"4 3\"/>",
            "<text x=\"\(left)\" y=\"\(bottom + 16)\" text-anchor=\"middle\">0</text>",
            "<text x=\"\(left + step * Self.binCount)\" y=\"\(bottom + 16)\" text-anchor=\"middle\">1</text>",
            "<text x=\"\(left + across / 2)\" y=\"\(bottom + 32)\" text-anchor=\"middle\">score (dashed: threshold)</text>",
            "<text x=\"\(left - 6)\" y=\"\(bottom - up + 4)\" text-anchor=\"end\">100 %</text>",
            "<text x=\"\(left)\" y=\"\(bottom - up - 14)\">share of right answers; above each bar, messages</text>",
            "</svg>",
        ]
        return parts.joined(separator: "\n") + "\n"
    }
}
