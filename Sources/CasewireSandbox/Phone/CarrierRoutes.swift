import FoundationEssentials
package import Hummingbird
import NIOCore

/// The addresses by which a script acts as the phone and sets up the carrier.
///
/// - `POST /sandbox/texts {"from", "to"?, "body", "media"?}` → 201 `{"sid"}`: a phone sends a text. `to` may be left
///   out when there is one number. `media` are URLs or `data:` URLs.
/// - `GET /sandbox/texts?phone=&number=&since=&limit=` → `{"items": […]}` in order, also what did not arrive.
///   `since` is an instant or the `position` of a text already seen.
/// - `GET`/`POST /sandbox/numbers {"number", "sms_url"?, "sms_fallback_url"?, "sender_type"?, "registration"?}`.
/// - `POST /sandbox/webhooks/retry` → `{"retried"}`: calls the webhooks again that got no success answer.
/// - `GET`/`DELETE /sandbox/alerts`: webhooks that went wrong.
package struct CarrierRoutes: Sendable {
    private let network: CarrierNetwork

    package init(network: CarrierNetwork) {
        self.network = network
    }

    package func add(to router: some RouterMethods<SandboxContext>) {
        router.post("/sandbox/texts") { request, _ in try await receive(request) }
        router.get("/sandbox/texts") { request, _ in try texts(request) }
        router.get("/sandbox/numbers") { _, _ in
            try SandboxJSON.response(Items(items: network.store.numbers.map(NumberItem.init)))
        }
        router.post("/sandbox/numbers") { request, _ in try await setUp(request) }
        router.post("/sandbox/webhooks/retry") { _, _ in
            try SandboxJSON.response(["retried": network.deliverMissed()])
        }
        router.get("/sandbox/alerts") { _, _ in try SandboxJSON.response(Items(items: network.store.alerts)) }
        router.delete("/sandbox/alerts") { _, _ in
            network.store.clearAlerts()
            return Response(status: .noContent)
        }
        router.get("/sandbox/media/:sid/:media") { _, context in try file(context) }
    }

    private struct TextOrder: Decodable {
        let from: String
        let to: String?
        let body: String?
        let media: [String]?
    }

    private func receive(_ request: Request) async throws -> Response {
        let order = try await SandboxJSON.body(TextOrder.self, of: request, limit: 8_000_000)
        let message = try receive(
            from: order.from, to: order.to, body: order.body ?? "", media: order.media ?? [])
        return try SandboxJSON.response(["sid": message.sid], status: .created)
    }

    /// Takes a text of a phone, or throws a `SandboxProblem` in words.
    func receive(from phone: String, to number: String?, body: String, media: [String]) throws
        -> CarrierMessage
    {
        guard
            PhoneNumberShape.isE164(phone) || PhoneNumberShape.isShortCode(phone)
                || PhoneNumberShape.isAlphanumericSender(phone)
        else {
            throw SandboxProblem("from is no phone number: write it with country code, as +15557650001.")
        }
        let numbers = network.store.numbers
        guard let to = number ?? (numbers.count == 1 ? numbers.first?.number : nil) else {
            throw SandboxProblem("to is missing, and there are several numbers.")
        }
        guard let known = network.store.number(to) else {
            throw SandboxProblem("The carrier has no number \(to).", status: .notFound)
        }
        guard phone != to else { throw SandboxProblem("from and to are the same number.") }
        guard body.utf16.count <= MessageForm.bodyLimit else {
            throw SandboxProblem("A text has at most \(MessageForm.bodyLimit) characters.")
        }
        guard !body.isEmpty || !media.isEmpty else { throw SandboxProblem("body is missing.") }
        guard media.count <= MessageForm.mediaLimit else {
            throw SandboxProblem("A text has at most \(MessageForm.mediaLimit) files.")
        }
        let files = try media.map { source in
            guard let file = CarrierMedia(sid: "ME" + network.identifiers.hex(32), source: source) else {
                throw SandboxProblem("media holds http URLs or data: URLs in Base64 of at most 5 MB.")
            }
            return file
        }
        return network.receive(from: phone, on: known, body: body, media: files)
    }

    private func texts(_ request: Request) throws -> Response {
        let query = FormFields(decoding: request.uri.query ?? "")
        func given(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : Self.address($0) } }
        var position = 0
        var start: Date?
        if let since = query["since"], !since.isEmpty {
            if let number = Int(since) {
                position = number
            } else if let date = Date(sandboxTimestamp: since) {
                start = date
            } else {
                throw SandboxProblem("since is neither an ISO 8601 time nor the position of a text.")
            }
        }
        let limit = query["limit"].flatMap { Int($0) } ?? 10_000
        let found = network.store.texts(
            phone: given("phone"), number: given("number"), after: position, limit: max(1, limit))
        let items = found.filter { $0.createdAt >= start ?? .distantPast }.map { message in
            TextItem(message, media: message.media.map { "/sandbox/media/\(message.sid)/\($0.sid)" })
        }
        return try SandboxJSON.response(Items(items: items))
    }

    /// A plus that a query carried as it is has become a space; it is put back.
    static func address(_ text: String) -> String {
        text.hasPrefix(" ") ? "+" + text.dropFirst() : text
    }

    private struct NumberOrder: Decodable {
        let number: String
        let sms_url: String?
        let sms_fallback_url: String?
        let sender_type: String?
        let registration: String?
    }

    private func setUp(_ request: Request) async throws -> Response {
        let order = try await SandboxJSON.body(NumberOrder.self, of: request)
        guard PhoneNumberShape.isE164(order.number) || PhoneNumberShape.isShortCode(order.number) else {
            throw SandboxProblem("number is neither E.164 nor a short code.")
        }
        for url in [order.sms_url, order.sms_fallback_url].compactMap({ $0 }) where !url.isEmpty {
            guard WebhookAddress(url) != nil else { throw SandboxProblem("\(url) is no http URL.") }
        }
        let now = network.clock.now
        let known = network.store.number(order.number)
        var number =
            known ?? CarrierNumber(sid: "PN" + network.identifiers.hex(32), number: order.number, at: now)
        if let url = order.sms_url { number.smsURL = url }
        if let url = order.sms_fallback_url { number.smsFallbackURL = url }
        if let name = order.sender_type {
            number.senderType = try Self.choice(name, "sender_type")
        }
        if let name = order.registration {
            number.registration = try Self.choice(name, "registration")
        }
        number.updatedAt = now
        let kept: CarrierNumber
        if known == nil || order.sender_type != nil || order.registration != nil {
            kept = network.add(number)
        } else {
            network.store.put(number)
            kept = number
        }
        return try SandboxJSON.response(NumberItem(kept), status: known == nil ? .created : .ok)
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ field: String
    ) throws -> Choice {
        guard let choice = Choice(rawValue: name) else {
            throw SandboxProblem(
                "\(field) is one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return choice
    }

    private func file(_ context: SandboxContext) throws -> Response {
        guard let message = context.parameters.get("sid").flatMap(network.store.message),
            let file = message.media.first(where: { $0.sid == context.parameters.get("media") })
        else { throw SandboxProblem("There is no such file.", status: .notFound) }
        if let url = file.url { return Response(status: .temporaryRedirect, headers: [.location: url]) }
        return Response(
            status: .ok,
            headers: [.contentType: file.contentType, .contentSecurityPolicy: "default-src 'none'; sandbox"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.content ?? Data())))
    }
}

/// A text as `/sandbox/texts` lists it.
private struct TextItem: Encodable {
    let position: Int
    let at: String
    let direction: String
    let from: String
    let to: String
    let body: String
    let sid: String
    let status: String
    let segments: Int
    let error_code: Int?
    let media: [String]

    init(_ message: CarrierMessage, media: [String]) {
        position = message.position
        at = message.createdAt.sandboxTimestamp
        direction = message.direction == .inbound ? "from_phone" : "to_phone"
        from = message.from ?? ""
        to = message.to
        body = message.body
        sid = message.sid
        status = message.status.rawValue
        segments = message.segments
        error_code = message.errorCode
        self.media = media
    }
}

/// A number as `/sandbox/numbers` lists it.
private struct NumberItem: Encodable {
    let number: String
    let sid: String
    let sender_type: String
    let registration: String
    let sms_url: String
    let sms_fallback_url: String

    init(_ number: CarrierNumber) {
        self.number = number.number
        sid = number.sid
        sender_type = number.senderType.rawValue
        registration = number.registration.rawValue
        sms_url = number.smsURL
        sms_fallback_url = number.smsFallbackURL
    }
}
