/// Whether a text has the shape of a phone number or sender, judged by its characters alone.
package enum PhoneNumberShape {
    /// E.164: a plus and 7 to 15 digits, the first no zero (ITU-T E.164).
    package static func isE164(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == UInt8(ascii: "+") && (7...15).contains(digits.count)
            && digits.first != UInt8(ascii: "0") && digits.allSatisfy(isDigit)
    }

    package static func isShortCode(_ text: String) -> Bool {
        (3...8).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }

    /// 1 to 11 letters, digits and spaces, among them a letter.
    package static func isAlphanumericSender(_ text: String) -> Bool {
        (1...11).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || isDigit($0) || $0 == " ")
            }
            && text.unicodeScalars.contains { $0.properties.isAlphabetic }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }
}
