import Foundation

/// Plain text for a phone, made from plain text, HTML, Markdown or a mixture.
package enum PlainText {
    /// Markup becomes what it shows, code stays as it is, control characters go, white space is tidied; NFC.
    package static func from(_ draft: String) -> String {
        var pieces: [String] = []
        for block in MarkdownText.blocks(of: clean(draft)) {
            switch block {
            case .code(let code): pieces.append(code)
            case .prose(let prose): pieces.append(MarkdownText.plain(HTMLText.plain(prose)))
            }
        }
        return tidy(composed(clean(pieces.joined(separator: "\n"))))
    }

    /// Line ends become one line feed and tabs a space; other controls and invisible characters are dropped.
    ///
    /// Joiners and variation selectors stay, since emoji are made of them.
    private static func clean(_ text: String) -> String {
        guard text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A) || $0 >= 0x7F }) else { return text }
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n":
                if !afterReturn { result.append("\n") }
            case "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": result.append("\n")
            case "\t": result.append(" ")
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": break
            case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{FFFC}": break
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break  // Directions.
            default:
                if !scalar.properties.isNoncharacterCodePoint { result.append(scalar) }
            }
            afterReturn = scalar == "\r"
        }
        return String(result)
    }

    /// In NFC, so that a letter and its accent are one character of the GSM alphabet where it has them.
    private static func composed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x300 }) else { return text }
        return text.precomposedStringWithCanonicalMapping
    }

    /// One space between words, none at the ends of lines, one empty line between paragraphs at most.
    private static func tidy(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let tidied = line.split(separator: " ").joined(separator: " ")
            if tidied.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(tidied)
        }
        return String(lines.joined(separator: "\n").trimmingSpaces())
    }
}
