/// Punctuation that only looks better: each has a stand-in that the GSM alphabet holds.
package enum SmartPunctuation {
    /// With stand-ins for all look-alikes where that saves segments, else the text as it is.
    ///
    /// Letters keep their accents: a name is not punctuation.
    package static func simplifiedIfShorter(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        let now = Segments(of: text)
        guard now.encoding == .ucs2 else { return text }
        let simple = simplified(text)
        return Segments(of: simple).count < now.count ? simple : text
    }

    /// With stand-ins for all look-alikes. Takes text in NFC, since a lone accent has none.
    package static func simplified(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII && scalar != "`" {
                result.unicodeScalars.append(scalar)
            } else if let standIn = standIn(for: scalar) {
                result += standIn
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func standIn(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "«", "»", "“", "”", "„", "‟", "″", "‶", "〃", "❝", "❞", "〝", "〞", "＂": "\""
        case "‘", "’", "‚", "‛", "′", "‵", "`", "´", "ʹ", "ʻ", "ʼ", "ʽ", "ˈ", "ˊ", "ˋ", "❛", "❜", "＇": "'"
        case "‹", "〈", "⟨": "<"
        case "›", "〉", "⟩": ">"
        case "‐", "‑", "‒", "–", "—", "―", "⁃", "−", "﹣", "•", "‣", "∙", "·", "●", "▪", "◦": "-"
        case "…": "..."
        case "‥": ".."
        case "‼": "!!"
        case "⁇": "??"
        case "⁈": "?!"
        case "⁉": "!?"
        case "½": "1/2"
        case "⅓": "1/3"
        case "⅔": "2/3"
        case "¼": "1/4"
        case "¾": "3/4"
        case "⅛": "1/8"
        case "⁄", "∕": "/"
        case "‗": "_"
        case "、": ","
        case "。": "."
        case "\u{A0}", "\u{1680}", "\u{2000}"..."\u{200A}", "\u{202F}", "\u{205F}", "\u{3000}": " "
        case "\u{200B}", "\u{2060}", "\u{FEFF}", "\u{AD}": ""
        case "\u{FF01}"..."\u{FF5E}":
            Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
        default: smallCapitals[scalar]
        }
    }

    private static let smallCapitals: [Unicode.Scalar: String] = [
        "ᴀ": "A", "ʙ": "B", "ᴄ": "C", "ᴅ": "D", "ᴇ": "E", "ꜰ": "F", "ɢ": "G", "ʜ": "H", "ɪ": "I", "ᴊ": "J",
        "ᴋ": "K",
        "ʟ": "L", "ᴍ": "M", "ɴ": "N", "ᴏ": "O", "ᴘ": "P", "ʀ": "R", "ꜱ": "S", "ᴛ": "T", "ᴜ": "U", "ᴠ": "V",
        "ᴡ": "W",
        "ʏ": "Y", "ᴢ": "Z",
    ]
}
