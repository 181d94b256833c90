import CasewireStorage

/// What an endpoint is told of a session and a message: ids, states and addresses.
struct WebhookFact: Sendable {
    let session: Session
    let contact: Contact
    let number: String
    let message: Message?
    let files: Int

    /// - Parameter withText: also what was written, cards and numbers masked as in Creatio.
    func data(withText: Bool) -> JSONValue {
        var data: [String: JSONValue] = ["session": .object(sessionPart)]
        if let message { data["message"] = .object(part(of: message, withText: withText)) }
        return .object(data)
    }

    private var sessionPart: [String: JSONValue] {
        [
            "id": .text(session.id.rawValue), "ticket": .integer(Int64(session.ticket)),
            "state": .text(session.state.rawValue), "number": .text(number),
            "contact": .object([
                "id": .text(contact.id.rawValue), "phone": .text(contact.phone.e164),
            ]),
            "handoff": session.handoff.map { handoff in
                .object([
                    "at": .text(handoff.at.iso8601),
                    "reasons": .list(handoff.reasons.map { .text($0.rawValue) }),
                ])
            } ?? .null,
            "waiting_since": session.waitingSince.map { .text($0.iso8601) } ?? .null,
        ]
    }

    private func part(of message: Message, withText: Bool) -> [String: JSONValue] {
        var part: [String: JSONValue] = [
            "id": .text(message.id.rawValue), "position": .integer(Int64(message.position)),
            "direction": .text(message.direction.rawValue), "author": .text(message.author.rawValue),
            "state": .text(message.state.rawValue), "files": .integer(Int64(files)),
            "created_at": .text(message.createdAt.iso8601),
            "error": message.state.isFailure
                ? message.failure.map { failure in
                    .object(["code": failure.code.map { .text($0) } ?? .null, "text": .text(failure.text)])
                } ?? .null : .null,
        ]
        if withText { part["text"] = .text(PrivateMask.mask(message.text)) }
        return part
    }
}

extension Snapshot {
    func webhookFact(of session: Session.ID, message: Message.ID?) throws -> WebhookFact? {
        guard let found = try self.session(session), let contact = try contact(found.contact),
            let number = try rows("SELECT phone FROM number WHERE id = \(found.number)").first
        else { return nil }
        let message = try message.flatMap { try self.message($0) }
        let files = try message.map { try media(of: $0.id) } ?? 0
        return WebhookFact(
            session: found, contact: contact, number: try number["phone"], message: message, files: files)
    }

    private func media(of message: Message.ID) throws -> Int {
        try rows("SELECT COUNT(*) AS count FROM medium WHERE message_id = \(message)").first.map {
            try $0["count"]
        } ?? 0
    }
}
