import CasewireStorage

/// Takes in the texts of one number that the carrier has and a restored database lacks, in the order of time.
struct RestoredTexts: Sendable {
    /// One row of the carrier's list, with who wrote it.
    struct Listed: Sendable {
        let text: ListedText
        let isOurs: Bool
    }

    let number: Number
    let services: Services

    func take(_ listed: [Listed], into found: inout Restore.Comparison) async throws {
        let ids = listed.map(\.text.providerID)
        let known = try await services.database.read { [number] in try $0.known(ids, on: number.id) }
        var lastAnswer: [String: Timestamp] = [:]
        for entry in listed where entry.isOurs { lastAnswer[entry.text.to] = entry.text.createdAt }
        for entry in listed where !known.contains(entry.text.providerID) {
            if entry.isOurs {
                try await adopt(entry.text, into: &found)
            } else if services.clock.now() - entry.text.createdAt >= BackfillTexts.grace {
                let isAnswered = lastAnswer[entry.text.from].map { $0 >= entry.text.createdAt } ?? false
                let outcome = try await Intake(services: services).receive(
                    InboundText(entry.text), on: number, sentAt: entry.text.createdAt, isAnswered: isAnswered)
                guard case .kept = outcome else { continue }
                found.received += 1
                if isAnswered { found.answered += 1 }
            }
        }
    }

    private func adopt(_ text: ListedText, into found: inout Restore.Comparison) async throws {
        let now = services.clock.now()
        let random = services.random
        let decoder = services.connections.webhooks(of: number.provider)
        let adoption = try await services.database.write { [number] transaction in
            try transaction.adopt(
                text, on: number.id, at: now, random: random, words: decoder.words(forErrorCode:))
        }
        switch adoption {
        case .known: break
        case .matched: found.matched += 1
        case .added(let session):
            found.adopted += 1
            if !found.sessions.contains(where: { $0.id == session.id }) { found.sessions.append(session) }
        }
    }
}

/// What became of a text of ours that only the carrier knew.
enum Adoption: Sendable {
    case known
    /// It is a message that waited to be sent, or whose outcome was not known.
    case matched
    /// It was written after the backup; now it is a message of this session.
    case added(Restore.SessionToCheck)
}

extension Transaction {
    /// Makes a text that left us and that this database does not know a message of its contact's session.
    ///
    /// Who wrote it is lost, so it counts as the system's (purpose `restored`): the agent neither repeats nor disowns it.
    func adopt(
        _ text: ListedText, on number: Number.ID, at now: Timestamp, random: any RandomSource,
        words: (String) -> String
    ) throws -> Adoption {
        guard let phone = PhoneNumber(e164: text.to) ?? PhoneNumber(parsing: text.to) else { return .known }
        let contact = try contact(behind: phone, newID: random.identifier(), at: now)
        guard try !has(providerID: text.providerID, on: number) else { return .known }
        try holdReceipts(of: text.providerID)
        if let message = try pendingMessage(text.body, to: contact.id, on: number) {
            try execute(
                """
                UPDATE message SET state = 'sending', provider_id = \(text.providerID), error_text = NULL,
                    called_at = COALESCE(called_at, \(text.createdAt))
                WHERE id = \(message) AND state IN ('queued', 'sending', 'unknown') AND provider_id IS NULL
                """)
            try settle(message, as: text, at: now, random: random, words: words)
            return .matched
        }
        let session =
            try newestSession(with: contact.id, on: number)
            ?? beginSession(with: contact.id, on: number, after: nil, id: random.identifier(), at: now)
        let id: Message.ID = random.identifier()
        let position = try nextPosition(in: session.id, at: now)
        let size = Segments(of: text.body)
        try execute(
            """
            INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text, state,
                purpose, provider_id, encoding, segments, called_at, is_late, created_at)
            VALUES (\(id), \(session.id), \(number), \(contact.id), \(position), 'out', 'system', \(text.body),
                'sending', 'restored', \(text.providerID), \(size.encoding.rawValue), \(size.count),
                \(text.createdAt), 0, \(text.createdAt))
            """)
        try settle(id, as: text, at: now, random: random, words: words)
        try noteAnswered(session.id, upTo: position)
        try record(
            .state, "A text sent after the backup was found in the carrier's list.",
            details: ["carrier id": text.providerID], in: session.id, at: now)
        // A session of which nothing else is known may have a case already, which only a person can tell.
        if session.position > 0 { try requestSync(of: session.id, at: now, random: random) }
        return .added(
            Restore.SessionToCheck(
                id: session.id, ticket: session.ticket,
                words: session.position > 0
                    ? "Texts of ours were found that were written after the backup."
                    : "It begins with a text of ours. Look in Creatio for a case of this customer."))
    }

    /// The oldest message of this wording that a customer may or may not have got.
    private func pendingMessage(_ body: String, to contact: Contact.ID, on number: Number.ID) throws
        -> Message.ID?
    {
        try rows(
            """
            SELECT message.id FROM message JOIN session ON session.id = message.session_id
            WHERE message.contact_id = \(contact) AND message.number_id = \(number) AND message.text = \(body)
                AND message.state IN ('queued', 'sending', 'unknown') AND message.provider_id IS NULL
            ORDER BY session.ticket, message.position LIMIT 1
            """
        ).first.map { try $0["id"] }
    }

    /// Moves an adopted message to where the carrier has it.
    private func settle(
        _ id: Message.ID, as text: ListedText, at now: Timestamp, random: any RandomSource,
        words: (String) -> String
    ) throws {
        guard let message = try message(id) else { return }
        let receipt = Receipt(
            providerID: text.providerID, messageID: nil, status: text.status, errorCode: text.errorCode)
        try apply(receipt, to: message, words: text.errorCode.map(words), at: now, random: random)
        try applyEarlyReceipts(of: text.providerID, to: id, at: now, random: random, words: words)
    }
}
