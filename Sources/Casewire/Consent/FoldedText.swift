import Foundation

/// Words for comparing: without case, accents, punctuation or width.
enum FoldedText {
    /// All letters and digits of a text run together: `OPT-OUT!` is `optout`, `Arrêt` is `arret`.
    static func key(of text: some StringProtocol) -> String {
        var key = String.UnicodeScalarView()
        for scalar in folded(String(text)).unicodeScalars where isWordScalar(scalar) {
            key.append(scalar)
        }
        return String(key)
    }

    /// The words of each clause. A clause ends at punctuation or a line's end; an apostrophe joins (`don't` is `dont`).
    static func clauses(of text: some StringProtocol, atCommas: Bool = true) -> [[String]] {
        var clauses: [[String]] = []
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func endWord() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in folded(String(text)).unicodeScalars {
            if isWordScalar(scalar) {
                word.append(scalar)
            } else if !"'’‘ʼ`´".unicodeScalars.contains(scalar) {
                endWord()
                if clauseEnds.contains(scalar), atCommas || scalar != ",", !words.isEmpty {
                    clauses.append(words)
                    words = []
                }
            }
        }
        endWord()
        return words.isEmpty ? clauses : clauses + [words]
    }

    private static let clauseEnds = Set(".,!?;:\n\r()\"“”…–—。，！？".unicodeScalars)

    private static func folded(_ text: String) -> String {
        let lower = text.lowercased()
        guard lower.utf8.contains(where: { $0 >= 0x80 }) else { return lower }
        var bare = String.UnicodeScalarView()
        for scalar in lower.decomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.properties.canonicalCombiningClass == .notReordered {
            if scalar == "ß" {
                bare.append(contentsOf: "ss".unicodeScalars)
            } else {
                bare.append(scalar)
            }
        }
        return String(bare)
    }

    private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return UInt8(scalar.value).isASCIILetter || UInt8(scalar.value).isASCIIDigit }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
