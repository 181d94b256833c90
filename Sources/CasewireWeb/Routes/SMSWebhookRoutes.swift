import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What carriers call: a text came in, or something became of one of ours.
///
/// Nothing of a call is believed before its signature is checked, and success is answered only after the commit.
struct SMSWebhookRoutes {
    let services: Services
    let numbers: NumberDirectory
    private let refused = RefusedWebhooks()

    init(services: Services, numbers: NumberDirectory) {
        self.services = services
        self.numbers = numbers
    }

    func add(to group: some RouterMethods<WebContext>) {
        group.post("{provider}") { request, context in
            try await refused.noticing(services) { try await receiveText(request, context) }
        }
        group.post("{provider}/status") { request, context in
            try await refused.noticing(services) { try await receiveReceipt(request, context) }
        }
    }

    private func receiveText(_ request: Request, _ context: WebContext) async throws -> Response {
        let provider = try provider(in: context)
        let (number, form) = try await genuineForm(request, provider: provider, ourNumber: "To")
        guard let text = services.connections.webhooks(of: provider).inboundText(from: form) else {
            throw Problem.badRequest(
                "Fields that every text has are missing, such as MessageSid, From and To.")
        }
        _ = try await Intake(services: services).receive(text, on: number)
        return Self.emptyAnswer
    }

    private func receiveReceipt(_ request: Request, _ context: WebContext) async throws -> Response {
        let provider = try provider(in: context)
        let (number, form) = try await genuineForm(request, provider: provider, ourNumber: "From")
        let decoder = services.connections.webhooks(of: provider)
        guard let receipt = decoder.receipt(from: form, query: request.queryFields) else {
            throw Problem.badRequest(
                "Fields that every receipt has are missing, such as MessageSid and MessageStatus.")
        }
        try await Receipts(services: services).receive(receipt, on: number)
        return Response(status: .noContent)
    }

    private func provider(in context: WebContext) throws -> Number.ProviderKind {
        guard let provider = Number.ProviderKind(rawValue: try context.parameter("provider")) else {
            throw Problem.notFound
        }
        return provider
    }

    /// The form of a call that really comes from the carrier, and our number that it is about.
    private func genuineForm(_ request: Request, provider: Number.ProviderKind, ourNumber field: String)
        async throws
        -> (Number, FormBody)
    {
        let body = try await request.bytes()
        let form = FormBody(decoding: body)
        guard let phone = form[field] else { throw Problem.badRequest("The field \(field) is missing.") }
        guard let number = try await numbers.number(phone), number.provider == provider else {
            services.logger.warning(
                "A webhook came for a number that is not set up here.",
                metadata: [
                    "number": "\(PhoneNumber(e164: phone)?.masked ?? "?")",
                    "provider": "\(provider.rawValue)",
                ])
            throw Problem(
                .notFound, "No such number",
                "The number in \(field) is not set up in Casewire with this provider.")
        }
        let url = services.publicURL + (request.head.path ?? "/")
        let call = SignedCall(
            signature: request.headers[Self.signatureHeader(of: provider)] ?? "", url: url, body: body,
            contentType: request.headers[.contentType])
        if isGenuine(call, form: form, number: number) { return (number, form) }
        // The credentials may have been changed a moment ago.
        if let fresh = try await numbers.fresh(phone), fresh != number,
            isGenuine(call, form: form, number: fresh)
        {
            return (fresh, form)
        }
        throw refusal(of: call)
    }

    private struct SignedCall {
        let signature: String
        let url: String
        let body: [UInt8]
        let contentType: String?
    }

    private func isGenuine(_ call: SignedCall, form: FormBody, number: Number) -> Bool {
        let decoder = services.connections.webhooks(of: number.provider)
        guard decoder.account(in: form) == number.account, !call.signature.isEmpty else { return false }
        return decoder.verifier(secret: number.secret).isGenuine(
            signature: call.signature, url: call.url, body: call.body, contentType: call.contentType)
    }

    private func refusal(of call: SignedCall) -> Problem {
        let why = call.signature.isEmpty ? "It carries no signature." : "Its signature does not fit."
        services.logger.warning(
            """
            A carrier's webhook was refused. If it is really the carrier's, the account's token or CASEWIRE_PUBLIC_URL \
            is not what the carrier uses.
            """,
            metadata: ["checked_url": "\(call.url)", "reason": "\(why)"])
        return Problem(
            .forbidden, "Not signed by the carrier",
            "\(why) It was checked against the URL \(call.url). Compare CASEWIRE_PUBLIC_URL with the webhook address "
                + "at the carrier, and the account's token.")
    }

    /// Twilio: "Webhooks security", X-Twilio-Signature.
    private static func signatureHeader(of provider: Number.ProviderKind) -> HTTPField.Name {
        switch provider {
        case .twilio: twilioSignature
        }
    }

    private static let twilioSignature: HTTPField.Name =
        HTTPField.Name("X-Twilio-Signature") ?? .authorization

    /// No reply by this way (Twilio: "TwiML for Programmable SMS"); answers are sent on their own.
    private static var emptyAnswer: Response {
        Response(
            status: .ok, headers: [.contentType: "text/xml; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "<Response/>")))
    }
}
