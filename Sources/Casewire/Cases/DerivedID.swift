import Crypto

/// GUIDs made from a name, so that the same thing gets the same id on every node and every try (RFC 9562, version 8).
package enum DerivedID {
    package static func make(_ name: String) -> String {
        var bytes = Array(SHA256.hash(data: Array("casewire/\(name)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }
        func group(_ range: Range<Int>) -> String { digits[range].joined() }
        return [group(0..<4), group(4..<6), group(6..<8), group(8..<10), group(10..<16)].joined(
            separator: "-")
    }

    /// Whether a text is a GUID with hyphens, in either case.
    package static func isGUID(_ text: String) -> Bool {
        text.wholeMatch(of: #/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/#) != nil
    }
}
