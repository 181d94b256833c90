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
        let outcome: Outcome = try await services.database.write { [services] transaction in
            let agent = try transaction.agentSettings()
            guard let sender = PhoneNumber(e164: text.from) ?? PhoneNumber(parsing: text.from) else {
                return try transaction.keepStray(text, on: number.id, id: random.identifier(), at: now)
            }
            let contact = try transaction.contact(behind: sender, newID: random.identifier(), at: now)
            guard try !transaction.has(providerID: text.providerID, on: number.id) else { return .repeated }
            let session = try transaction.session(
                for: text, from: contact.id, on: number.id, newID: random.identifier(), sentAt: sentAt,
                at: now)
            let message: Message.ID = random.identifier()
            let position = try transaction.insertInbound(
                text, id: message, in: session, createdAt: sentAt ?? now, isLate: sentAt != nil, at: now)
            if text.unreadMedia > 0 {
                try transaction.record(
                    .state, "A text that came late has \(text.unreadMedia) attachments, kept at the carrier.",
                    details: ["carrier id": text.providerID], in: session.id, at: now)
            }
            transaction.announce(.session(session.id))

            let isForAgent = try transaction.settleConsent(
                of: text, in: session, organization: try transaction.organization(), sentAt: sentAt,
                isAnswered: isAnswered, at: now, random: random)
            if isAnswered { try transaction.noteAnswered(session.id, upTo: position) }
            try transaction.follow(
                session, isForAgent: isForAgent && !isAnswered, autopilot: number.autopilot,
                notifies: !isAnswered, agent: agent, at: now, random: random)
            services.pass(.receiveBeforeCommit)
            return .kept(session.id)
        }
        services.pass(.receiveAfterCommit)
        return outcome
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
        // Thanks after the end belong to the conversation, but do not open it again.
        if Self.isClosing(text.body) { return newest }
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

    /// Settles opt-out, opt-in and help before the agent sees the text. False when nothing is left for it to answer.
    ///
    /// Twilio answers its own keywords by itself on most senders, so a confirmation of ours would be a second one; what it does
    /// not recognise (free text, keywords of other languages) is confirmed by us, once.
    ///
    /// A text that came late counts at the moment at which it was written: what the customer said after it stands.
    func settleConsent(
        of text: InboundText, in session: Session, organization: OrganizationSettings, sentAt: Timestamp?,
        isAnswered: Bool, at now: Timestamp, random: any RandomSource
    ) throws -> Bool {
        func entry(_ kind: ConsentEntry.Kind, source: String) -> ConsentEntry {
            ConsentEntry(
                kind: kind, number: session.number, source: source, wording: text.body, at: sentAt ?? now)
        }
        if let sentAt, try hasConsent(of: session.contact, after: sentAt) {
            return try keepOvertaken(
                text, entry: { entry($0, source: $1) }, of: session.contact,
                acceptsYes: isSuppressed(session.contact))
        }
        let carrierSource = text.handledKeyword == nil ? "keyword" : "carrier"
        let isSuppressed = try isSuppressed(session.contact)
        let keyword =
            ConsentKeyword.match(text.body, acceptsYes: isSuppressed)
            ?? text.handledKeyword.flatMap { ConsentKeyword.match($0) }
        switch keyword {
        case .optOut:
            if !isSuppressed && !isAnswered && text.handledKeyword == nil
                && !ConsentKeyword.isAnsweredByTwilio(text.body)
            {
                try confirmOptOut(in: session, organization: organization, at: now, random: random)
            }
            try record(entry(.optOut, source: carrierSource), of: session.contact)
            try record(.consent, "The customer opted out of texts.", in: session.id, at: now)
            return false
        case .optIn where isSuppressed:
            try record(entry(.optIn, source: carrierSource), of: session.contact)
            try record(.consent, "The customer opted in again.", in: session.id, at: now)
            return false
        case .help:
            return false
        case .optIn, nil: break
        }
        if RevocationText.isRevocation(text.body) {
            if !isSuppressed {
                if !isAnswered {
                    try confirmOptOut(in: session, organization: organization, at: now, random: random)
                }
                try record(entry(.optOut, source: "free_text"), of: session.contact)
                try record(.consent, "The customer asked for no more texts.", in: session.id, at: now)
            }
            return false
        }
        return !isSuppressed
    }

    /// Keeps the words of a text after which the customer decided anew; they change nothing any more.
    private func keepOvertaken(
        _ text: InboundText, entry: (ConsentEntry.Kind, String) -> ConsentEntry, of contact: Contact.ID,
        acceptsYes: Bool
    ) throws -> Bool {
        switch ConsentKeyword.match(text.body, acceptsYes: acceptsYes) {
        case .optOut: try keep(entry(.optOut, "keyword"), of: contact)
        case .optIn: try keep(entry(.optIn, "keyword"), of: contact)
        case .help: break
        case nil:
            guard RevocationText.isRevocation(text.body) else { return !acceptsYes }
            try keep(entry(.optOut, "free_text"), of: contact)
        }
        return false
    }

    /// The customer has an answer to all texts up to this one.
    func noteAnswered(_ session: Session.ID, upTo position: Int) throws {
        try execute(
            "UPDATE session SET answered_position = \(position) WHERE id = \(session) AND answered_position < \(position)"
        )
    }

    /// The one text that follows an opt-out.
    private func confirmOptOut(
        in session: Session, organization: OrganizationSettings, at now: Timestamp, random: any RandomSource
    ) throws {
        let wording = AgentPhrases.optedOut(
            organization: organization.name, language: session.language ?? organization.language)
        try queue(
            NewMessage(author: .system, text: wording, purpose: "consent"), in: session, at: now,
            random: random)
    }

    /// Enqueues what a text brings about: a turn of the agent, people's work, and the case.
    func follow(
        _ session: Session, isForAgent: Bool, autopilot: Bool, notifies: Bool, agent: AgentSettings,
        at now: Timestamp, random: any RandomSource
    ) throws {
        switch session.state {
        case .agent where !autopilot:
            try handOff(
                session, because: [.autopilotOff], by: nil, notifies: notifies, at: now, random: random)
        case .agent where isForAgent:
            try enqueue(
                AnswerCustomer(session: session.id), at: now + .seconds(agent.burstSeconds),
                latest: now + AgentSettings.longestBurst, now: now, id: random.identifier())
        case .agent, .handedOff, .resolved: break
        }
        if session.state == .agent {
            try enqueue(
                ResolveIdle(session: session.id), at: now + .seconds(agent.resolveAfterMinutes * 60),
                now: now,
                id: random.identifier())
        }
        try requestSync(of: session.id, at: now, random: random)
    }
}
