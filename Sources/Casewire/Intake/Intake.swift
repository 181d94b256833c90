import CasewireStorage

/// Takes in what carriers' webhooks bring, each in one transaction.
package struct Intake: Sendable {
    /// What became of an inbound text. All but `unknownNumber` are success to the carrier.
    package enum Outcome: Sendable, Hashable {
        case kept(Session.ID)
        /// The same carrier's id was taken in before.
        case repeated
        /// Not from a phone number, so it cannot be answered; kept where an operator sees it.
        case stray
        /// A part of a text whose other parts are not there yet.
        case waiting
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Keeps a text from a customer and has it answered.
    ///
    /// - Parameters:
    ///   - sentAt: when the customer sent it, where that is known and earlier than now; it is then marked late.
    ///   - isAnswered: whether the customer has an answer already, so that none is to follow.
    package func receive(
        _ text: InboundText, on number: Number, sentAt: Timestamp? = nil, isAnswered: Bool = false
    ) async throws -> Outcome {
        let random = services.random
        let now = services.clock.now()
        let settlement = ConsentSettlement(
            number: number, decoder: services.connections.webhooks(of: number.provider),
            vault: services.vault, now: now, random: random)
        let outcome = try await services.database.write { [services] transaction in
            let outcome = try transaction.takeIn(
                text, by: settlement, sentAt: sentAt, isAnswered: isAnswered)
            if case .kept = outcome { services.pass(.receiveBeforeCommit) }
            return outcome
        }
        services.pass(.receiveAfterCommit)
        return outcome
    }

    /// Keeps one part of a long text, and takes the text in once all parts are there.
    package func receive(_ part: TextPart, on number: Number) async throws -> Outcome {
        let random = services.random
        let now = services.clock.now()
        let settlement = ConsentSettlement(
            number: number, decoder: services.connections.webhooks(of: number.provider),
            vault: services.vault, now: now, random: random)
        return try await services.database.write { transaction in
            try transaction.keepPart(part, by: settlement)
        }
    }
}

extension Snapshot {
    /// Whether a text was taken in before, under the carrier's id.
    func has(providerID: String, on number: Number.ID) throws -> Bool {
        try !rows("SELECT 1 AS yes FROM message WHERE number_id = \(number) AND provider_id = \(providerID)")
            .isEmpty
    }
}

extension Transaction {
    /// Keeps a text, settles what it says about consent, and enqueues what it brings about.
    func takeIn(
        _ text: InboundText, by settlement: ConsentSettlement, sentAt: Timestamp? = nil,
        isAnswered: Bool = false
    ) throws -> Intake.Outcome {
        let (number, now, random) = (settlement.number, settlement.now, settlement.random)
        let agent = try agentSettings()
        let organization = try organization()
        guard let sender = PhoneNumber(e164: text.from) ?? PhoneNumber(parsing: text.from) else {
            return try keepStray(text, on: number.id, id: random.identifier(), at: now)
        }
        // What a blocked sender says of texts holds all the same, should the number be unblocked.
        if organization.textLimits.blocks(sender) && !ConsentSettlement.isOptOut(text) {
            return try keepStray(
                text, on: number.id, because: "The number is blocked.", id: random.identifier(), at: now)
        }
        let newID: Contact.ID = random.identifier()
        let contact = try contact(behind: sender, newID: newID, at: now)
        guard try !has(providerID: text.providerID, on: number.id) else { return .repeated }
        try restoreSuppression(of: contact, vault: settlement.vault, at: now)
        let newSession: Session.ID = random.identifier()
        let session = try session(
            for: text, from: contact.id, on: number.id, newID: newSession, sentAt: sentAt, at: now)
        let message: Message.ID = random.identifier()
        let position = try insertInbound(
            text, id: message, in: session, createdAt: sentAt ?? now, isLate: sentAt != nil, at: now)
        try keepMedia(text.media, of: message, in: session, at: now, random: random)
        if session.id == newSession {
            try tell(.sessionStarted, of: session.id, at: now, random: random)
        }
        try tell(.messageReceived, of: session.id, message: message, at: now, random: random)
        if text.unreadMedia > 0 {
            try record(
                .state, "A text that came late has \(text.unreadMedia) attachments, kept at the carrier.",
                details: ["carrier id": text.providerID], in: session.id, at: now)
        }
        announce(.session(session.id))
        let isForAgent = try settlement.settle(
            text, in: session, of: organization, sentAt: sentAt, isAnswered: isAnswered, with: self)
        if organization.quietHours != nil { try release(textsTo: contact.id, on: number.id, at: now) }
        var current = session
        if contact.id == newID {
            try count(.contacts, of: contact.id.rawValue, at: now)
            let limit = organization.textLimits.newContactsPerDay
            if try used(.contacts, at: now) > limit {
                try holdBack(session, limit: limit, at: now, random: random)
                current = try self.session(session.id) ?? session
            }
        }
        if isAnswered { try noteAnswered(session.id, upTo: position) }
        if session.state == .resolved, let score = SatisfactionScore(text.body) {
            _ = try takeScore(score, in: session, at: sentAt ?? now, random: random)
        }
        try wake(session.id, because: "Woken by a new text.", at: now, random: random)
        if isForAgent && !isAnswered && !Self.isClosing(text.body) {
            try beginWaiting(in: session.id, at: now, random: random)
        }
        try follow(
            current, isForAgent: isForAgent && !isAnswered, on: number,
            notifies: !isAnswered, agent: agent, at: now, random: random)
        return .kept(session.id)
    }

    /// Keeps a text that cannot belong to a session, once.
    func keepStray(
        _ text: InboundText, on number: Number.ID,
        because reason: String = "The sender is not a phone number that can be answered.", id: String,
        at now: Timestamp
    ) throws -> Intake.Outcome {
        let kept = try execute(
            """
            INSERT INTO stray_text (id, number_id, provider_id, sender, text, reason, received_at)
            VALUES (\(id), \(number), \(text.providerID), \(text.from), \(text.body), \(reason), \(now))
            ON CONFLICT (number_id, provider_id) DO NOTHING
            """)
        return kept == 1 ? .stray : .repeated
    }

    /// The session that a text belongs to: the open one, a resolved one within its reopen window, or a new one.
    ///
    /// The window is measured at the moment at which the customer wrote: a text that came late was written in time.
    func session(
        for text: InboundText, from contact: Contact.ID, on number: Number.ID, newID: Session.ID,
        sentAt: Timestamp?, at now: Timestamp
    ) throws -> Session {
        guard let newest = try newestSession(with: contact, on: number) else {
            return try beginSession(with: contact, on: number, after: nil, id: newID, at: now)
        }
        guard newest.state == .resolved else { return newest }
        guard (sentAt ?? now) - (newest.resolvedAt ?? newest.updatedAt) < AgentSettings.reopenWindow else {
            return try beginSession(with: contact, on: number, after: newest.id, id: newID, at: now)
        }
        // Thanks after the end, and the score that was asked for, belong to the conversation but do not open it again.
        if Self.isClosing(text.body) { return newest }
        if SatisfactionScore(text.body) != nil, try awaitsScore(newest.id, at: sentAt ?? now) {
            return newest
        }
        guard try move(newest.id, from: [.resolved], to: .agent, at: now) else { return newest }
        try record(.state, "Reopened by a new text.", in: newest.id, at: now)
        return try session(newest.id) ?? newest
    }

    /// Only thanks, a reaction or a goodbye.
    private static func isClosing(_ text: String) -> Bool {
        switch SmallTalk(text) {
        case .thanks, .reaction, .acknowledgement, .goodbye: true
        case .greeting, .identityQuestion, .yes, .no, nil: false
        }
    }

    /// One new contact too many for a day: people have the session, and nothing is sent.
    private func holdBack(_ session: Session, limit: Int, at now: Timestamp, random: any RandomSource) throws
    {
        guard
            try handOff(
                session, because: [.limitReached], by: nil, notifies: false, at: now, random: random)
        else { return }
        try record(
            .state,
            "More than \(limit) new numbers wrote today, so the agent does not answer new ones until 00:00 UTC.",
            in: session.id, at: now)
    }

    /// The customer has an answer to all texts up to this one.
    func noteAnswered(_ session: Session.ID, upTo position: Int) throws {
        try execute(
            "UPDATE session SET answered_position = \(position) WHERE id = \(session) AND answered_position < \(position)"
        )
    }

    /// Enqueues what a text brings about: a turn of the agent, people's work, and the case.
    func follow(
        _ session: Session, isForAgent: Bool, on number: Number, notifies: Bool, agent: AgentSettings,
        at now: Timestamp, random: any RandomSource
    ) throws {
        var answerWait = Duration.zero
        switch session.state {
        case .agent where !number.autopilot:
            try handOff(
                session, because: [.autopilotOff], by: nil, notifies: notifies, at: now, random: random)
            try assist(session, isForAgent: isForAgent, on: number, agent: agent, at: now, random: random)
        case .agent where isForAgent:
            // A text and its answer go to Creatio together.
            answerWait = .seconds(agent.burstSeconds)
            try enqueue(
                AnswerCustomer(session: session.id), at: now + .seconds(agent.burstSeconds),
                latest: now + AgentSettings.longestBurst, now: now, id: random.identifier())
        case .handedOff:
            try assist(session, isForAgent: isForAgent, on: number, agent: agent, at: now, random: random)
        case .agent, .resolved: break
        }
        if session.state == .agent {
            try enqueue(
                ResolveIdle(session: session.id), at: now + .seconds(agent.resolveAfterMinutes * 60),
                now: now,
                id: random.identifier())
        }
        try requestSync(of: session.id, after: answerWait, at: now, random: random)
    }

    /// Has an answer drafted for the person who has the session, where the number is set so.
    ///
    /// Not for machines, and not more often than a customer would be answered: a model may cost something.
    private func assist(
        _ session: Session, isForAgent: Bool, on number: Number, agent: AgentSettings, at now: Timestamp,
        random: any RandomSource
    ) throws {
        guard number.assist, isForAgent, session.handoff?.reasons.contains(.automaticReplies) != true,
            try texts(from: session.contact, since: now - .seconds(3600))
                <= organization().textLimits.answersPerContactHour
        else { return }
        try requestDraft(of: session.id, after: .seconds(agent.burstSeconds), at: now, random: random)
    }

    private func texts(from contact: Contact.ID, since moment: Timestamp) throws -> Int {
        try rows(
            """
            SELECT COUNT(*) AS count FROM session JOIN message ON message.session_id = session.id
            WHERE session.contact_id = \(contact) AND session.updated_at > \(moment)
                AND message.author = 'customer' AND message.created_at > \(moment)
            """
        ).first.map { try $0["count"] } ?? 0
    }
}
