/// Where a text came from, by its spelling: only a phone may be answered.
///
/// Short codes and alphanumeric senders are machines or cannot be texted at all; other channels have rules of their own.
package enum SenderAddress: Hashable, Sendable {
    case phone(PhoneNumber)
    /// Three to six digits.
    case shortCode(String)
    /// One to eleven characters with a letter among them (3GPP TS 23.040, section 9.1.2.5: eleven septets).
    case alphanumeric(String)
    /// Such as `whatsapp:+15550001000`: `scheme` is `whatsapp`, `address` the rest.
    case otherChannel(scheme: String, address: String)

    /// Reads an address as carriers spell it. Nil where it is none of these.
    package init?(_ text: String) {
        let text = text.trimmingSpaces()
        if let number = PhoneNumber(e164: String(text)) {
            self = .phone(number)
        } else if (3...6).contains(text.utf8.count), text.utf8.allSatisfy(\.isASCIIDigit) {
            self = .shortCode(String(text))
        } else if let channel = Self.channel(of: text) {
            self = channel
        } else if Self.isAlphanumericSender(text) {
            self = .alphanumeric(String(text))
        } else {
            return nil
        }
    }

    /// The customer's number, where the sender is a phone.
    package var phone: PhoneNumber? {
        if case .phone(let number) = self { number } else { nil }
    }

    private static func channel(of text: Substring) -> SenderAddress? {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        let scheme = text[..<colon].lowercased()
        let address = text[text.index(after: colon)...]
        guard scheme.utf8.allSatisfy(\.isASCIILetter), !address.isEmpty else { return nil }
        // RFC 3966 and RFC 5724: these two are phone numbers, spelled as addresses of the web.
        guard scheme != "tel", scheme != "sms" else { return nil }
        return .otherChannel(scheme: scheme, address: String(address))
    }

    private static func isAlphanumericSender(_ text: Substring) -> Bool {
        guard text.unicodeScalars.count <= 11, text.unicodeScalars.contains(where: \.properties.isAlphabetic)
        else { return false }
        // Accented letters of the GSM alphabet occur in senders; a plus sign or bracket among digits is a number's.
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || " -_&.'".unicodeScalars.contains(scalar)
        }
    }
}

extension UInt8 {
    var isASCIILetter: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
}

extension StringProtocol {
    /// Without white space and line ends at both ends.
    func trimmingSpaces() -> SubSequence {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest.drop(while: \.isWhitespace)
    }
}
