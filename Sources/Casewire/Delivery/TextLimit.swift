/// What a carrier takes in one call: so many UTF-16 units, and so many segments where it counts those.
package struct TextLimit: Sendable, Hashable {
    package let units: Int
    package let segments: Int?

    package init(units: Int, segments: Int? = nil) {
        self.units = units
        self.segments = segments
    }

    /// Twilio's, which others are near.
    package static let usual = TextLimit(units: 1600)

    /// A text in parts that each fit, cut at sentences.
    package func parts(of text: String) -> [String] {
        guard let segments else { return Segments.parts(of: text, limit: units) }
        let size = Segments(of: text)
        guard size.count > segments || text.utf16.count > units else { return [text] }
        // A character of the extension table is one unit here and two septets there.
        let fitting = segments * size.encoding.unitsJoined
        let limit = size.encoding == .gsm7 && size.units > text.utf16.count ? fitting / 2 : fitting
        return Segments.parts(of: text, limit: max(2, min(units, limit)))
    }
}
