import CasewireStorage

/// Writes what the agent would answer, for the person who has the session. Nothing of it is ever sent by itself.
package struct DraftReply: Job {
    package static let kind = "agent.draft"
    package let session: Session.ID

    package var lane: String? { "turn/\(session.rawValue)" }
    package var coalescingKey: String? { Self.key(of: session) }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        let started = services.clock.now()
        let context = try await services.database.read { [session] in try $0.draftContext(of: session) }
        guard let context else { return }
        let index = try await services.knowledge.index(in: services.database)
        let decision = try await TurnDecision.draft(context, index: index, services: services)
        let (now, random) = (services.clock.now(), services.random)
        try await services.database.write { transaction in
            try transaction.keep(draft: decision, of: context, started: started, at: now, random: random)
        }
    }

    static func key(of session: Session.ID) -> String { "draft/\(session.rawValue)" }
}

extension Snapshot {
    /// All that a draft needs, or nil where people do not have the session or no text of the customer's waits for them.
    func draftContext(of id: Session.ID) throws -> TurnContext? {
        guard let session = try session(id), session.state == .handedOff,
            try !isSuppressed(session.contact)
        else { return nil }
        let messages = try messages(in: id)
        let answered = messages.last { $0.author == .rep || $0.author == .agent }?.position ?? 0
        let new = messages.filter { $0.position > answered && $0.author == .customer }
        guard !new.isEmpty else { return nil }
        var agent = try agentSettings()
        // A person has it: what the agent cannot answer is said at once, whatever customers are asked elsewhere.
        (agent.level, agent.triggers) = (.quick, nil)
        return TurnContext(
            purpose: .draft, session: session, organization: try organization(), agent: agent,
            rules: try knowledgeRules(), memory: try memory(of: session, for: agent), messages: messages,
            new: new,
            counts: HandoffCounts(), answered: answered)
    }
}

extension Transaction {
    /// Asks for a draft of the answer to what the customer wrote, after a wait for the rest of a burst.
    func requestDraft(
        of session: Session.ID, after wait: Duration, at now: Timestamp, random: any RandomSource
    )
        throws
    {
        try enqueue(
            DraftReply(session: session), at: now + wait, latest: now + AgentSettings.longestBurst, now: now,
            id: random.identifier())
    }

    /// Keeps a draft in the place of the one before, unless somebody wrote meanwhile.
    fileprivate func keep(
        draft decision: TurnDecision, of context: TurnContext, started: Timestamp, at now: Timestamp,
        random: any RandomSource
    ) throws {
        let id = context.session.id
        try holdConversation(with: context.session.contact)
        let position = context.new.map(\.position).max() ?? context.session.position
        guard try self.session(id)?.state == .handedOff, try !isAnsweredOrContinued(id, after: position)
        else { return }
        var details = decision.details
        details["milliseconds"] = "\((now - started).inMilliseconds)"
        let draft = AnswerDraft(decision, at: now)
        try execute(
            """
            INSERT INTO draft (session_id, position, text, reason, sources, created_at)
            VALUES (\(id), \(position), \(draft.text), \(draft.reason), \(draft.sources.joined(separator: "\n")), \(now))
            ON CONFLICT (session_id) DO UPDATE SET position = excluded.position, text = excluded.text,
                reason = excluded.reason, sources = excluded.sources, created_at = excluded.created_at
            """)
        try record(
            .turn,
            draft.text == nil
                ? "Drafted no answer: \(draft.reason)." : "Drafted an answer; nothing was sent.",
            details: details, in: id, at: now)
        try forgetActionResults(of: id)
        if let question = decision.unanswered {
            try keep(question, position: position, in: id, at: now, random: random)
        }
        announce(.session(id))
    }
}
