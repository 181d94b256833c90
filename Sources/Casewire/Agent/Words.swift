import Foundation

/// A text as lists of normalised words: lower case, no accents, one list for each clause.
///
/// `I don’t want THIS, s'il vous plaît!` becomes `[["i", "dont", "want", "this"], ["s", "il", "vous", "plait"]]`. English
/// contractions stay one word (`dont`, `im`), possessives and elisions are cut (`person's` is `person`, `s`). Chinese and
/// Japanese are written without spaces: each character is a word there.
package struct Words: Sendable, Hashable {
    /// The words between two pauses (`.`, `,`, `!`, a line's end, a bracket), never empty.
    package let clauses: [[String]]

    /// - Parameter limit: characters of the text that are looked at; texts are short, pasted pages are not.
    package init(_ text: String, limit: Int = 2000) {
        var clauses: [[String]] = []
        var clause: [String] = []
        var word = String.UnicodeScalarView()
        var pendingApostrophe = false

        func finishWord() {
            if !word.isEmpty { clause.append(String(word)) }
            word = String.UnicodeScalarView()
            pendingApostrophe = false
        }
        func finishClause() {
            finishWord()
            if !clause.isEmpty { clauses.append(clause) }
            clause = []
        }

        var suffix = String.UnicodeScalarView()  // What follows an apostrophe inside a word.
        func joinOrCut() {
            guard pendingApostrophe else { return }
            pendingApostrophe = false
            if Self.joinedSuffixes.contains(String(suffix)) {
                word.append(contentsOf: suffix)
            } else {
                let rest = suffix
                finishWord()
                word = rest
            }
            suffix = String.UnicodeScalarView()
        }

        for scalar in text.unicodeScalars.prefix(limit) {
            switch Self.kind(of: scalar) {
            case .letter:
                if pendingApostrophe {
                    Self.appendFolded(scalar, to: &suffix)
                } else {
                    Self.appendFolded(scalar, to: &word)
                }
            case .ideograph:
                joinOrCut()
                finishWord()
                word.append(scalar)
                finishWord()
            case .mark:
                break
            case .apostrophe:
                joinOrCut()
                if !word.isEmpty { pendingApostrophe = true }
            case .space:
                joinOrCut()
                finishWord()
            case .pause:
                joinOrCut()
                finishClause()
            }
        }
        joinOrCut()
        finishClause()
        self.clauses = clauses
    }

    /// All words in their order.
    package var all: [String] { clauses.flatMap(\.self) }

    /// One word or phrase in the same normal form, as tables are compared with.
    package static func fold(_ text: String) -> String {
        Words(text).all.joined(separator: " ")
    }

    private static let joinedSuffixes: Set<String> = ["t", "d", "ll", "ve", "re", "m"]

    private enum Kind { case letter, ideograph, mark, apostrophe, space, pause }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .letter
        case 0x27, 0x2018, 0x2019, 0x02BC, 0x60, 0xB4: return .apostrophe
        case 0x20, 0x09, 0xA0, 0x2D, 0x2010, 0x2011, 0x2F, 0x5F, 0x40, 0x23, 0x26: return .space
        case 0x22, 0x201C, 0x201D, 0xAB, 0xBB: return .space
        case 0x300...0x36F: return .mark
        case 0x200B...0x200D, 0xFE0F: return .mark
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x323AF:
            return .ideograph
        case 0..<0x80: return .pause
        default:
            let properties = scalar.properties
            return properties.isAlphabetic || properties.numericType != nil ? .letter : .pause
        }
    }

    private static func appendFolded(_ scalar: Unicode.Scalar, to word: inout String.UnicodeScalarView) {
        if scalar.value < 0x80 {
            let lower = scalar.value | 0x20
            let isUpper = scalar.value >= 0x41 && scalar.value <= 0x5A
            word.append(isUpper ? Unicode.Scalar(UInt8(lower)) : scalar)
            return
        }
        for lower in scalar.properties.lowercaseMapping.unicodeScalars {
            if let plain = Self.withoutAccent(lower) {
                word.append(contentsOf: plain.unicodeScalars)
            } else if let base = Self.canonicalBase(lower) {
                word.append(base)
            } else if !(0x300...0x36F).contains(lower.value) {
                word.append(lower)
            }
        }
    }

    /// The letter below the accents of a Latin (Vietnamese, Turkish, Romanian, …) or Greek one; nil for others.
    private static func canonicalBase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x100...0x24F, 0x370...0x3FF, 0x1E00...0x1FFF:
            String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first
        default: nil
        }
    }

    /// The base letters of an accented lower-case Latin letter; nil where it has none.
    private static func withoutAccent(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0xE0...0xE5, 0x101, 0x103, 0x105: "a"
        case 0xE7, 0x107, 0x10D: "c"
        case 0xE8...0xEB, 0x113, 0x117, 0x119, 0x11B: "e"
        case 0xEC...0xEF, 0x12B, 0x12F: "i"
        case 0xF1, 0x144, 0x148: "n"
        case 0xF2...0xF6, 0xF8, 0x14D, 0x151: "o"
        case 0xF9...0xFC, 0x16B, 0x16F, 0x171: "u"
        case 0xFD, 0xFF: "y"
        case 0x15B, 0x161: "s"
        case 0x17A, 0x17C, 0x17E: "z"
        case 0xDF: "ss"
        case 0xE6: "ae"
        case 0x153: "oe"
        case 0x111: "d"
        case 0x131: "i"
        case 0x142: "l"
        default: nil
        }
    }
}
