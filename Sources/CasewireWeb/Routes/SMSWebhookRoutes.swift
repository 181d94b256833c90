import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What carriers call: a text came in, or something became of one of ours.
///
/// Nothing of a call is believed before it is known to be the carrier's, and success is answered only after the commit.
struct SMSWebhookRoutes {
    let services: Services
    let numbers: NumberDirectory
    private let refused = RefusedWebhooks()

    init(services: Services, numbers: NumberDirectory) {
        self.services = services
        self.numbers = numbers
    }

    func add(to group: some RouterMethods<WebContext>) {
        // A carrier whose calls are not signed has a secret in the path.
        for path: RouterPath in ["{provider}", "{provider}/{key}"] {
            for method in [HTTPRequest.Method.get, .post] {
                group.on(path, method: method) { request, context in
                    try await refused.noticing(services) {
                        try await receive(request, context, at: .texts)
                    }
                }
            }
        }
        for path: RouterPath in ["{provider}/status", "{provider}/{key}/status"] {
            for method in [HTTPRequest.Method.get, .post] {
                group.on(path, method: method) { request, context in
                    try await refused.noticing(services) {
                        try await receive(request, context, at: .receipts)
                    }
                }
            }
        }
    }

    private func receive(_ request: Request, _ context: WebContext, at address: WebhookCall.Address)
        async throws -> Response
    {
        let kind = Number.ProviderKind(rawValue: try context.parameter("provider"))
        guard services.connections.carrier(of: kind) != nil else { throw Problem.notFound }
        let decoder = services.connections.webhooks(of: kind)
        guard decoder.methods.contains(request.method.rawValue) else {
            throw Problem.wrongMethod(request.method, allowed: decoder.methods.sorted())
        }
        let call = try await call(request, context, at: address)
        let content: WebhookContent
        do throws(UnreadableWebhook) {
            content = try decoder.read(call)
        } catch {
            throw Problem.badRequest(error.reason)
        }
        let number = try await genuineNumber(of: content, in: call, kind: kind, decoder: decoder)
        switch content.event {
        case .text(let text):
            if let mark = WebhookProbe.mark(in: text, to: number) {
                try await services.database.write { try $0.noteProbe(mark, of: number.id) }
            } else {
                _ = try await Intake(services: services).receive(text, on: number)
            }
        case .part(let part): _ = try await Intake(services: services).receive(part, on: number)
        case .receipt(let receipt): try await Receipts(services: services).receive(receipt, on: number)
        case .other: break
        }
        return Self.response(decoder.answer(to: content.event))
    }

    private func call(_ request: Request, _ context: WebContext, at address: WebhookCall.Address) async throws
        -> WebhookCall
    {
        let headers = request.headers
        return WebhookCall(
            method: request.method.rawValue, address: address,
            url: services.publicURL + (request.head.path ?? "/"), key: context.parameters.get("key"),
            body: try await request.bytes(), receivedAt: services.clock.now()
        ) { name in
            HTTPField.Name(name).flatMap { headers[$0] }
        }
    }

    /// Our number that a call is about, if the call really comes from its carrier.
    private func genuineNumber(
        of content: WebhookContent, in call: WebhookCall, kind: Number.ProviderKind,
        decoder: any WebhookDecoder
    ) async throws -> Number {
        guard let phone = content.number, let number = try await numbers.number(phone),
            number.provider == kind
        else {
            services.logger.warning(
                "A webhook came for a number that is not set up here.",
                metadata: [
                    "number": "\(content.number.flatMap(PhoneNumber.init(e164:))?.masked ?? "?")",
                    "provider": "\(kind.rawValue)",
                ])
            throw Problem(
                .notFound, "No such number",
                "The number that this is about is not set up in Casewire with this provider.")
        }
        if decoder.isGenuine(call, for: number) { return number }
        // The credentials may have been changed a moment ago.
        if let fresh = try await numbers.fresh(phone), fresh != number, decoder.isGenuine(call, for: fresh) {
            return fresh
        }
        throw refusal(of: call)
    }

    private func refusal(of call: WebhookCall) -> Problem {
        // An address with a secret in it is not shown.
        guard call.key == nil else {
            services.logger.warning(
                "A carrier's webhook was refused: the key in its address is not this number's.")
            return Problem(
                .forbidden, "Not from the carrier", "The key in the address is not the one of this number.")
        }
        services.logger.warning(
            """
            A carrier's webhook was refused. If it is really the carrier's, the account's token or CASEWIRE_PUBLIC_URL \
            is not what the carrier uses.
            """,
            metadata: ["checked_url": "\(call.url)"])
        return Problem(
            .forbidden, "Not signed by the carrier",
            "Its signature is missing or does not fit. It was checked against the URL \(call.url). Compare "
                + "CASEWIRE_PUBLIC_URL with the webhook address at the carrier, and the account's token.")
    }

    private static func response(_ answer: WebhookAnswer) -> Response {
        guard let type = answer.contentType else {
            return Response(
                status: answer.body.isEmpty ? .noContent : .ok,
                body: .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        return Response(
            status: .ok, headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
    }
}
