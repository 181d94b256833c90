import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// What scripts do with a session.
struct SessionActionRoutes {
    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .post("sessions", may: .answer, use: start),
            .post("sessions/preview", may: .answer, use: preview),
            .post("sessions/bulk", may: .answer, use: bulk),
            .post("sessions/{id}/handoff", may: .answer, use: handOff),
            .post("sessions/{id}/take-over", may: .answer, use: takeOver),
            .post("sessions/{id}/hand-back", may: .answer, use: handBack),
            .post("sessions/{id}/resolve", may: .answer, use: resolve),
            .post("sessions/{id}/reopen", may: .answer, use: reopen),
            .post("sessions/{id}/resync", may: .answer, use: resync),
            .post("sessions/{id}/case-contact", may: .answer, use: chooseContact),
            .post("sessions/{id}/assign", may: .answer, use: assign),
            .post("sessions/{id}/snooze", may: .answer, use: snooze),
            .post("sessions/{id}/wake", may: .answer, use: wake),
            .post("sessions/{id}/replies", may: .answer, use: reply),
            .post("sessions/{id}/notes", may: .answer, use: note),
        ]
    }

    private var actions: SessionActions { SessionActions(services: services) }

    /// `{"phone": "+1…", "text": "…", "consent": {"source": "web form", "wording"?: "…"}, "number"?: "+1…"}`.
    private func start(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            struct Consent: Decodable {
                let source: String
                let wording: String?
            }
            let phone: String
            let text: String
            let consent: Consent?
            let number: String?
        }
        let body = try await request.json(Body.self)
        guard let consent = body.consent else {
            throw Problem.invalid(
                "Say in consent.source how the customer agreed to texts: nobody is texted first without that."
            )
        }
        let id = try await StartConversation(services: services).run(
            to: body.phone, from: body.number, text: body.text,
            consent: .init(source: consent.source, wording: consent.wording), by: context.callerName,
            key: try idempotencyKey(of: request).map { "\(context.key.id)/\($0)" })
        return try JSONResponse.make(try await services.sessionView(id), status: .created)
    }

    /// `{"phone": "+1…", "text"?: "…", "number"?: "+1…"}`: what a first text would meet. Nothing is sent or kept.
    private func preview(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let phone: String
            let text: String?
            let number: String?
        }
        let body = try await request.json(Body.self)
        let preview = try await StartConversation(services: services).preview(
            to: body.phone, from: body.number, text: body.text ?? "")
        return try JSONResponse.make(StartPreviewView(preview))
    }

    /// `{"ids": ["…"], "action": "resolve"}`, or `"assign"` with `"operator": "…"` or null; at most 100 sessions. Each is on its
    /// own: what one refuses is said, the others are done.
    private func bulk(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let ids: [String]
            let action: String
            let `operator`: String?
        }
        struct Answer: Encodable {
            struct Refused: Encodable {
                let id: String
                let reason: String
            }
            let done: [String]
            let refused: [Refused]
        }
        let body = try await request.json(Body.self)
        let action: BulkActions.Action
        switch body.action {
        case "resolve": action = .resolve
        case "assign": action = .assign(try await services.assignee(body.operator ?? ""))
        default: throw Problem.invalid("“action” is resolve or assign.")
        }
        let outcome = try await BulkActions(services: services).run(
            action, on: body.ids.map { Session.ID(rawValue: $0.lowercased()) }, by: context.callerName)
        return try JSONResponse.make(
            Answer(
                done: outcome.done.map(\.rawValue),
                refused: outcome.refused.map { .init(id: $0.id.rawValue, reason: $0.reason) }))
    }

    private func handOff(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.handOff(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    private func takeOver(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.takeOver(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    private func handBack(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.handBack(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    private func resolve(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.resolve(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    private func reopen(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.reopen(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    private func resync(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.resync(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    /// `{"contact": "…"}`, the GUID of one of the candidates that the session's case lists.
    private func chooseContact(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let contact: String }
        let contact = try await request.json(Body.self).contact
        try await actions.chooseContact(contact, for: try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    /// `{"operator": "…"}`, an email address; `null` takes the assignment away.
    private func assign(_ request: Request, _ context: KeyContext) async throws -> Response {
        let email = try await request.json(Assignment.self).email
        let assignee = try await services.assignee(email ?? "")
        try await actions.assign(try context.sessionID(), to: assignee, by: context.callerName)
        return try await answer(context)
    }

    /// `{"until": "2026-11-30T14:00:00Z"}`, or `{"for": "hour"}`, `"tomorrow"` or `"monday"`.
    private func snooze(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let until: String?
            let `for`: String?
        }
        let body = try await request.json(Body.self)
        let time =
            body.until.map { Timestamp(iso8601: $0).map { SnoozeTime.at($0) } }
            ?? body.for.flatMap { SnoozeTime(word: $0) }
        guard let time else {
            throw Problem.invalid("Say “until”, a time in ISO 8601, or “for”: hour, tomorrow or monday.")
        }
        try await actions.snooze(try context.sessionID(), until: time, by: context.callerName)
        return try await answer(context)
    }

    private func wake(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.wake(try context.sessionID(), by: context.callerName)
        return try await answer(context)
    }

    /// `{"text": "…"}`; the same `Idempotency-Key` within a day gives the same message, sent once.
    private func reply(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let text: String }
        let key = try idempotencyKey(of: request)
        let text = try await request.json(Body.self).text
        let id = try await actions.reply(
            text, in: try context.sessionID(), by: context.callerName,
            key: key.map { "\(context.key.id)/\($0)" })
        guard let message = try await services.database.read({ try $0.message(id) }) else {
            throw Problem.notFound
        }
        return try JSONResponse.make(MessageView(message), status: .created)
    }

    private func idempotencyKey(of request: Request) throws -> String? {
        let key = request.headers[Self.idempotencyKey]
        if let key, key.isEmpty || key.utf8.count > 255 {
            throw Problem.badRequest("“Idempotency-Key” has from 1 to 255 characters.")
        }
        return key
    }

    private func note(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let text: String }
        let text = try await request.json(Body.self).text
        try await actions.note(text, on: try context.sessionID(), by: context.callerName)
        return Response(status: .noContent)
    }

    private struct Assignment: Decodable {
        let email: String?

        private enum CodingKeys: String, CodingKey { case email = "operator" }

        /// The key must be there: an empty body is a mistake, not a wish.
        init(from decoder: any Decoder) throws {
            email = try decoder.container(keyedBy: CodingKeys.self).decode(String?.self, forKey: .email)
        }
    }

    private func answer(_ context: KeyContext) async throws -> Response {
        try JSONResponse.make(try await services.sessionView(try context.sessionID()))
    }

    private static let idempotencyKey: HTTPField.Name = HTTPField.Name("Idempotency-Key") ?? .ifMatch
}

extension Services {
    /// The operator with an email address; nobody for an empty one.
    func assignee(_ email: String) async throws -> Operator.ID? {
        guard !email.isEmpty else { return nil }
        guard let found = try await database.read({ try $0.findOperator(email: email) }) else {
            throw Problem.invalid("No operator signs in with this email address.")
        }
        return found.id
    }
}
