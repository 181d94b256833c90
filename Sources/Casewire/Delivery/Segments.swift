/// How a text travels: its encoding, and how many segments the carrier will count and charge.
///
/// A segment is 140 octets. Longer texts are sent in several, each of which begins with a header of six octets that tells
/// the phone how to join them (3GPP TS 23.040, section 9.2.3.24.1).
package struct Segments: Hashable, Sendable, Encodable {
    package enum Encoding: String, Hashable, Sendable, Codable {
        case gsm7 = "GSM-7"
        case ucs2 = "UCS-2"

        /// Units in a text of one segment: 1120 bits.
        package var unitsAlone: Int { self == .gsm7 ? 160 : 70 }
        /// Units in each of several segments; the header takes seven septets or three UTF-16 units.
        package var unitsJoined: Int { self == .gsm7 ? 153 : 67 }
    }

    /// GSM-7 where every scalar is in its tables, else UCS-2 for the whole text.
    package let encoding: Encoding
    /// Septets, or UTF-16 units.
    package let units: Int
    /// The number of segments; an empty text is one.
    package let count: Int

    /// Counts greedily: what takes two units (an escape and its character, a surrogate pair) is never cut in two.
    package init(of text: String) {
        if let septets = Self.septets(of: text) {
            encoding = .gsm7
            units = septets
        } else {
            encoding = .ucs2
            units = text.utf16.count
        }
        count = units <= encoding.unitsAlone ? 1 : Self.fill(text, in: encoding)
    }

    private enum CodingKeys: String, CodingKey {
        case encoding, units
        case count = "segments"
    }

    /// Nil where a scalar is not in the GSM alphabet.
    private static func septets(of text: String) -> Int? {
        var sum = 0
        for scalar in text.unicodeScalars {
            guard let septets = GSM7.septets(of: scalar) else { return nil }
            sum += septets
        }
        return sum
    }

    /// The number of joined segments that hold the scalars whole.
    private static func fill(_ text: String, in encoding: Encoding) -> Int {
        let limit = encoding.unitsJoined
        var segments = 1
        var used = 0
        for scalar in text.unicodeScalars {
            let units = encoding == .gsm7 ? GSM7.septets(of: scalar) ?? 1 : UTF16.width(scalar)
            if used + units > limit {
                segments += 1
                used = 0
            }
            used += units
        }
        return segments
    }
}
