/// How a text is cut for the air: its encoding, its length and how many segments it takes.
///
/// 3GPP TS 23.038 has the GSM 7-bit alphabet and its extension table, TS 23.040 the header of a segment of
/// several: 160 or 153 septets, 70 or 67 UTF-16 units.
package struct TextSegments: Sendable, Equatable {
    package enum Encoding: String, Sendable, Codable {
        case gsm7 = "GSM-7"
        case ucs2 = "UCS-2"
    }

    package let encoding: Encoding
    /// Septets in GSM-7, UTF-16 units in UCS-2.
    package let units: Int
    /// At least 1, also for an empty text.
    package let count: Int

    package init(_ text: String) {
        let scalars = text.unicodeScalars
        let isPlain = scalars.allSatisfy { Self.basic.contains($0) || Self.extended.contains($0) }
        encoding = isPlain ? .gsm7 : .ucs2
        let costs = scalars.map { scalar in
            isPlain ? (Self.extended.contains(scalar) ? 2 : 1) : (scalar.value > 0xFFFF ? 2 : 1)
        }
        units = costs.reduce(0, +)
        count = units <= (isPlain ? 160 : 70) ? 1 : Self.segments(costs, room: isPlain ? 153 : 67)
    }

    /// Fills segment after segment; what takes two units is never cut in the middle.
    private static func segments(_ costs: [Int], room: Int) -> Int {
        var count = 1
        var used = 0
        for cost in costs {
            if used + cost > room {
                count += 1
                used = 0
            }
            used += cost
        }
        return count
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)

    /// The text with look-alikes of the GSM alphabet in place of some other characters, as `SmartEncoded` asks.
    package static func smartEncoded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let plain = lookAlikes[scalar] {
                result.append(contentsOf: plain.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static let lookAlikes: [Unicode.Scalar: String] = [
        "\u{2018}": "'", "\u{2019}": "'", "\u{201B}": "'", "\u{00B4}": "'", "\u{0060}": "'", "\u{2032}": "'",
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{201F}": "\"", "\u{00AB}": "\"",
        "\u{00BB}": "\"", "\u{2033}": "\"", "\u{2010}": "-", "\u{2011}": "-", "\u{2013}": "-",
        "\u{2014}": "-", "\u{2015}": "-", "\u{2022}": "-", "\u{2026}": "...", "\u{00A0}": " ",
        "\u{2002}": " ", "\u{2003}": " ", "\u{2009}": " ", "\u{202F}": " ", "\u{3000}": " ", "\u{0009}": " ",
        "\u{200B}": "", "\u{2060}": "", "\u{FEFF}": "", "\u{00BC}": "1/4", "\u{00BD}": "1/2",
        "\u{00BE}": "3/4",
    ]
}
