package import Casewire
import Foundation

/// Reads Vonage's webhooks: those of the Messages API (JSON), and of the SMS API (form, JSON or query), whose long texts come
/// in parts.
package struct VonageWebhooks: WebhookDecoder {
    package init() {}

    package var methods: Set<String> { ["GET", "POST"] }

    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
        guard
            let signature = VonageSignature(
                secret: number.further["signature_secret"], now: call.receivedAt)
        else { return false }
        if let authorization = call.header("Authorization"), authorization.hasPrefix("Bearer ") {
            // A token says nothing of a query, so only a body can be believed.
            return !call.body.isEmpty
                && signature.isGenuine(
                    token: authorization.dropFirst(7), body: call.body, account: number.account)
        }
        let method = number.further["signature_method"].map(\.value) ?? "sha256"
        guard let method = VonageSignature.Method(rawValue: method) else { return false }
        return signature.isGenuine(fields: VonageFields(call).values, method: method)
    }

    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        let fields = VonageFields(call)
        return fields["message_uuid"] != nil
            ? try message(fields, call) : try shortMessage(fields, call)
    }

    // MARK: Messages API

    /// Vonage: "Messages API webhooks", inbound message and message status, channel SMS.
    private func message(_ fields: VonageFields, _ call: WebhookCall) throws(UnreadableWebhook)
        -> WebhookContent
    {
        guard let id = fields["message_uuid"], let from = fields["from"], let to = fields["to"] else {
            throw UnreadableWebhook("The message lacks message_uuid, from or to.")
        }
        if let status = fields["status"] {
            let code = fields["error.title"]
            return WebhookContent(
                number: Self.e164(from),
                event: .receipt(
                    Receipt(
                        providerID: id, messageID: fields["client_ref"] ?? call.query["message"],
                        status: Self.messageWords[status] ?? status, errorCode: code)))
        }
        let media = Self.media(fields)
        guard let text = fields["text"] ?? media?.caption ?? media.map({ _ in "" }) else {
            return WebhookContent(number: Self.e164(to), event: .other)
        }
        return WebhookContent(
            number: Self.e164(to),
            event: .text(
                InboundText(
                    providerID: id, from: Self.e164(from), to: Self.e164(to), body: text,
                    media: media.map { [$0.medium] } ?? [])))
    }

    /// The file of a message that is one: each kind is an object of its own name, with an address and sometimes words.
    private static func media(_ fields: VonageFields) -> (medium: InboundText.Media, caption: String?)? {
        guard let kind = fields["message_type"], ["image", "audio", "video", "file", "vcard"].contains(kind),
            let url = fields["\(kind).url"]
        else { return nil }
        let medium = InboundText.Media(url: url, contentType: kind == "vcard" ? "text/vcard" : "\(kind)/*")
        return (medium, fields["\(kind).caption"])
    }

    private static let messageWords = [
        "submitted": "sent", "rejected": "failed", "undeliverable": "undelivered",
    ]

    // MARK: SMS API

    /// Vonage: "SMS API webhooks", inbound SMS and delivery receipt.
    private func shortMessage(_ fields: VonageFields, _ call: WebhookCall) throws(UnreadableWebhook)
        -> WebhookContent
    {
        guard let id = fields["messageId"], let phone = fields["msisdn"], let to = fields["to"] else {
            throw UnreadableWebhook("The message lacks messageId, msisdn or to.")
        }
        let ours = Self.e164(to)
        if let status = fields["status"] {
            let code = fields["err-code"]
            return WebhookContent(
                number: ours,
                event: .receipt(
                    Receipt(
                        providerID: id, messageID: fields["client-ref"] ?? call.query["message"],
                        status: Self.shortWords[status] ?? status, errorCode: code == "0" ? nil : code)))
        }
        guard let text = fields["text"] else { return WebhookContent(number: ours, event: .other) }
        let inbound = InboundText(providerID: id, from: Self.e164(phone), to: ours, body: text)
        guard fields["concat"] == "true" else { return WebhookContent(number: ours, event: .text(inbound)) }
        guard let reference = fields["concat-ref"], let total = fields["concat-total"].flatMap({ Int($0) }),
            let index = fields["concat-part"].flatMap({ Int($0) }), (1...255).contains(total),
            (1...total).contains(index)
        else { throw UnreadableWebhook("The part lacks concat-ref, concat-total or concat-part.") }
        return WebhookContent(
            number: ours,
            event: .part(TextPart(reference: reference, total: total, index: index, text: inbound)))
    }

    private static let shortWords = [
        "accepted": "sent", "buffered": "queued", "failed": "undelivered", "expired": "undelivered",
        "rejected": "failed",
    ]

    /// Vonage spells numbers without the plus.
    private static func e164(_ text: String) -> String { PhoneNumber(carrierSpelling: text)?.e164 ?? text }

    package func words(forErrorCode code: String) -> String { VonageErrorText.words(for: code) }

    /// Vonage answers on its short codes alone (Vonage: "Opt-out keywords").
    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool {
        guard sender == .shortCode else { return false }
        let word = body.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
        return switch keyword {
        case .optOut: ["STOP", "END", "QUIT", "CANCEL", "UNSUBSCRIBE"].contains(word)
        case .optIn: ["START", "JOIN"].contains(word)
        case .help: word == "HELP"
        }
    }
}

/// A call's fields by name, whichever way they came; those of objects within are named `outer.inner`.
struct VonageFields {
    private(set) var values: [String: String] = [:]

    init(_ call: WebhookCall) {
        if call.method == "GET" {
            add(call.query)
        } else if (call.contentType ?? "").lowercased().hasPrefix("application/json") {
            let object = try? JSONDecoder().decode([String: VonageValue].self, from: Data(call.body))
            for (name, value) in object ?? [:] { add(value, named: name) }
        } else {
            add(FormBody(decoding: call.body))
        }
    }

    subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Of a name that comes twice, the first counts for everything, the signature among it.
    private mutating func add(_ form: FormBody) {
        for field in form.fields where values[field.name] == nil { values[field.name] = field.value }
    }

    private mutating func add(_ value: VonageValue, named name: String) {
        switch value {
        case .text(let text): values[name] = text
        case .object(let inner): for (key, value) in inner { add(value, named: "\(name).\(key)") }
        case .other: break
        }
    }
}

/// A JSON value as far as it is looked at: texts, numbers and flags as text, and objects of them.
private enum VonageValue: Decodable {
    case text(String)
    case object([String: VonageValue])
    case other

    init(from decoder: any Decoder) throws {
        if let object = try? [String: VonageValue](from: decoder) {
            self = .object(object)
            return
        }
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "true" : "false")
        } else if let number = try? container.decode(Int64.self) {
            self = .text("\(number)")
        } else {
            self = .other
        }
    }
}
