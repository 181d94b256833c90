package import Casewire
import Crypto
import Foundation

/// Reads what Kannel's smsbox calls: texts by `get-url` or `post-url`, receipts by `dlr-url` (User's Guide, "SMS services").
///
/// Nothing is signed, so the key in the path is what shows that it is Kannel.
package struct KannelWebhooks: WebhookDecoder {
    package init() {}

    package var methods: Set<String> { ["GET", "POST"] }

    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
        guard let key = call.key, let own = number.further["key"]?.value,
            own.utf8.count >= KannelCarrier.shortestKey
        else { return false }
        return key.utf8.isEqual(inConstantTime: Array(own.utf8))
    }

    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        switch call.address {
        case .texts: try text(call)
        case .receipts: try receipt(call)
        }
    }

    private func text(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        let query = call.query
        guard let from = query["from"] ?? call.header("X-Kannel-From"),
            let to = query["to"] ?? call.header("X-Kannel-To")
        else {
            throw UnreadableWebhook(
                "The address lacks from=%p and to=%P; see docs/providers.md for the whole.")
        }
        let isPost = call.method == "POST"
        guard let bytes = isPost ? call.body : KannelQuery(call.queryBytes)["text"] else {
            throw UnreadableWebhook("The address lacks text=%b.")
        }
        let coding = query["coding"] ?? call.header("X-Kannel-Coding")
        let charset = (isPost ? Self.charset(call.contentType) : nil) ?? query["charset"]
        let body = KannelText.decode(bytes, charset: charset, coding: coding)
        let time = query["time"] ?? call.header("X-Kannel-Time") ?? ""
        let text = InboundText(
            providerID: query["id"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.id(from, to, time, bytes),
            from: PhoneNumber(carrierSpelling: from)?.e164 ?? from,
            to: PhoneNumber(carrierSpelling: to)?.e164 ?? to, body: body)
        return WebhookContent(number: text.to, event: .text(text))
    }

    private func receipt(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        let query = call.query
        guard let message = query["message"], !message.isEmpty, let number = query["number"],
            let status = query["status"]
        else { throw UnreadableWebhook("The address lacks message, number or status.") }
        let word = Self.words[status] ?? "type \(status)"
        let reply = query["reply"] ?? ""
        let isFailure = word == "undelivered" || word == "failed"
        return WebhookContent(
            number: PhoneNumber(carrierSpelling: number)?.e164 ?? number,
            event: .receipt(
                Receipt(
                    providerID: message, messageID: message, status: word,
                    errorCode: isFailure ? KannelErrorText.code(in: reply) : nil)))
    }

    /// Kannel: "Delivery reports", the values of `%d`.
    private static let words = [
        "1": "delivered", "2": "undelivered", "4": "queued", "8": "sent", "16": "failed",
    ]

    /// Where the address has no id: the same for every try of one text, as its time is that of its arrival.
    private static func id(_ from: String, _ to: String, _ time: String, _ text: [UInt8]) -> String {
        var hash = SHA256()
        for part in [Array(from.utf8), Array(to.utf8), Array(time.utf8), text] {
            hash.update(data: part)
            hash.update(data: [0])
        }
        return "kannel-" + hash.finalize().hexadecimal.prefix(32)
    }

    private static func charset(_ contentType: String?) -> String? {
        guard let contentType, let start = contentType.lowercased().range(of: "charset=") else { return nil }
        let name = contentType[start.upperBound...].prefix { $0 != ";" }
        return name.trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
    }

    package func words(forErrorCode code: String) -> String { KannelErrorText.words(for: code) }

    /// A gateway answers nothing by itself.
    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool { false }
}

/// A query whose values are bytes, since a text comes in the encoding that it came over the air in.
struct KannelQuery {
    private let fields: [(name: String, value: [UInt8])]

    init(_ bytes: some Sequence<UInt8>) {
        fields = Array(bytes).split(separator: UInt8(ascii: "&")).map { field in
            let parts = field.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (
                String(decoding: Self.decoded(parts[0]), as: UTF8.self),
                parts.count > 1 ? Self.decoded(parts[1]) : []
            )
        }
    }

    subscript(name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "+") {
                result.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: "%"), index + 1 < bytes.endIndex,
                let high = digit(bytes[index]), let low = digit(bytes[index + 1])
            {
                result.append(high << 4 | low)
                index += 2
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// A text's bytes in the character sets that Kannel names by `%C`.
enum KannelText {
    /// Never fails: what is invalid becomes U+FFFD, and an unknown set is read as UTF-8, or else as Latin-1.
    static func decode(_ bytes: [UInt8], charset: String?, coding: String?) -> String {
        switch (charset ?? "").uppercased().replacing("_", with: "-") {
        case "UTF-16BE", "UTF-16", "UCS-2", "ISO-10646-UCS-2": return utf16(bytes)
        case "UTF-8", "US-ASCII", "ASCII": return String(decoding: bytes, as: UTF8.self)
        case "ISO-8859-1", "LATIN1", "ISO-8859-15", "WINDOWS-1252": return latin1(bytes)
        case "" where coding == "2": return utf16(bytes)
        default: return String(validating: bytes, as: UTF8.self) ?? latin1(bytes)
        }
    }

    private static func utf16(_ bytes: [UInt8]) -> String {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        return String(decoding: units.first == 0xFEFF ? units.dropFirst() : units[...], as: UTF16.self)
    }

    private static func latin1(_ bytes: [UInt8]) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }
}
