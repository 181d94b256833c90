/// A row's identifier, as Creatio shows it: lower case, with hyphens, without braces.
package struct GUID: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// Reads a GUID in either case; nil when the text is not one.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 36 else { return nil }
        var place = 0
        for byte in text.utf8 {
            switch place {
            case 8, 13, 18, 23:
                guard byte == UInt8(ascii: "-") else { return nil }
            default:
                guard Self.isHexadecimal(byte) else { return nil }
            }
            place += 1
        }
        self.text = text.lowercased()
    }

    /// A GUID that this program spells out itself.
    package init(known text: StaticString) {
        self.text = text.description
        precondition(GUID(self.text) != nil, "\(text) is not a GUID.")
    }

    /// What Creatio answers for an empty lookup.
    package static let zero = GUID(known: "00000000-0000-0000-0000-000000000000")

    package var description: String { text }

    package static func < (left: GUID, right: GUID) -> Bool { left.text < right.text }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102) || (byte >= 65 && byte <= 70)
    }
}
