import Foundation

/// A customer's answer to how they were served: 1 (poor) to 5 (great), with what they wrote behind it.
package struct SatisfactionScore: Sendable, Hashable {
    package let score: Int
    package let comment: String?

    /// Nil for a text that is something else. "2 more things" and "4521" are; "4/5", "5 stars!" and "2, too slow" are not.
    package init?(_ text: String) {
        // A digit on a keycap emoji is a digit.
        let plain = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\u{FE0F}" && $0 != "\u{20E3}" }))
        let pattern =
            #/^\s*([1-5])(?:\s*\/\s*5)?(?:\s*(?:stars?|points?|sterne?|punkte?|estrellas?|estrelas?|puntos?|pontos?|étoiles?))?\s*(?:$|[.,;:!\n–—-]+\s*(.*)$)/#
            .ignoresCase().dotMatchesNewlines()
        guard let match = plain.wholeMatch(of: pattern), let score = Int(match.output.1) else { return nil }
        // "2.5" is no whole number, and "5-2" no score.
        let comment = match.output.2.map(String.init)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard comment.first?.isNumber != true else { return nil }
        self.score = score
        self.comment = comment.isEmpty ? nil : String(comment.prefix(Self.longestComment))
    }

    init(score: Int, comment: String?) {
        self.score = score
        self.comment = comment
    }

    private static let longestComment = 1000
}
