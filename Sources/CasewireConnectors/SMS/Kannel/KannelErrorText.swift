import Foundation

/// What the carrier behind Kannel says of a text that did not arrive, in words.
///
/// `%A` holds the carrier's own reply: an SMPP receipt (`id:… stat:UNDELIV err:005`, SMPP 3.4 appendix B) or `NACK/` with an
/// SMPP command status (section 5.1.3).
enum KannelErrorText {
    /// A short code for a reply; nil where it says nothing.
    static func code(in reply: String) -> String? {
        let reply = reply.prefix(300)
        if let state = value("stat:", in: reply) {
            let number = value("err:", in: reply)
            return number.map { "\(state) \($0)" } ?? state
        }
        if reply.hasPrefix("NACK/") {
            let status = reply.dropFirst(5).prefix { $0 != "/" }
            guard status.hasPrefix("0x"), let number = Int(status.dropFirst(2), radix: 16) else {
                return "NACK"
            }
            return "NACK \(number)"
        }
        return nil
    }

    static func words(for code: String) -> String {
        if let words = table[code] { return words }
        if let state = code.split(separator: " ").first, let words = table[String(state)] {
            return "\(words) (\(code))"
        }
        return "The carrier behind Kannel gives the code \(code). Ask it what that means."
    }

    private static func value(_ name: String, in reply: Substring) -> String? {
        guard let start = reply.range(of: name) else { return nil }
        let value = reply[start.upperBound...].prefix { !$0.isWhitespace }
        return value.isEmpty ? nil : String(value)
    }

    private static let table = [
        "UNDELIV": "The carrier could not deliver the text. The phone may be off or out of range.",
        "EXPIRED": "The text waited too long for the phone and was dropped.",
        "REJECTD": "The carrier rejected the text. Check the sender and the route with the carrier.",
        "DELETED": "The carrier deleted the text.",
        "UNKNOWN": "The carrier does not know what became of the text.",
        "NACK": "The carrier refused the text.",
        "NACK 10": "The carrier does not accept our number as a sender.",
        "NACK 11": "The customer's number is not valid. Correct it on the contact.",
        "NACK 20": "The carrier's queue was full. Send the text again later.",
        "NACK 69": "The carrier refused the text. Ask it for the reason.",
        "NACK 88": "The carrier takes texts more slowly than they are sent. Send it again later.",
    ]
}
