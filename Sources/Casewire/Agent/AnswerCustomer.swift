import CasewireStorage
import Foundation

/// One turn of the agent: reads the session, decides once, and keeps the decision if nothing changed meanwhile.
package struct AnswerCustomer: Job {
    package static let kind = "agent.answer"
    package let session: Session.ID

    package var lane: String? { "turn/\(session.rawValue)" }
    package var coalescingKey: String? { "turn/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        try await services.requireSending()
        let started = services.clock.now()
        let read = try await services.database.read { [session] snapshot in
            try snapshot.turnContext(of: session).map {
                (context: $0, bar: try snapshot.turnBar(for: $0, at: started))
            }
        }
        guard let (context, bar) = read else { return }
        let decision: TurnDecision
        if let bar {
            decision = TurnDecision(bar, in: context)
        } else {
            let index = try await services.knowledge.index(in: services.database)
            decision = try await TurnDecision.make(context, index: index, services: services, at: started)
        }
        services.pass(.turnDecided)
        let now = services.clock.now()
        let random = services.random
        try await services.database.write { transaction in
            try transaction.keep(decision, of: context, started: started, at: now, random: random)
        }
    }
}

/// What a turn read before it decided.
package struct TurnContext: Sendable {
    package enum Purpose: Sendable, Hashable {
        /// What is decided is done.
        case answer
        /// A person sees it, and decides.
        case draft
    }

    package let purpose: Purpose
    package let session: Session
    package let organization: OrganizationSettings
    package let agent: AgentSettings
    package let rules: KnowledgeRules
    /// What the customer wrote about before, newest first.
    package let memory: [EarlierSession]
    /// All messages, oldest first.
    package let messages: [Message]
    /// The customer's messages that no turn has answered yet.
    package let new: [Message]
    package let counts: HandoffCounts
    /// The position up to which texts were answered before: it names the turn, however often it is tried.
    package let answered: Int

    /// The first text of the agent in a session says who answers; a draft is a person's to send.
    package var isFirstAnswer: Bool { purpose == .answer && !messages.contains { $0.author == .agent } }
    /// Whether the customer has said so little that a rep would have to ask first what it is about.
    var lacksFacts: Bool { messages.count { $0.author == .customer && SmallTalk($0.text) == nil } < 2 }
}

extension Snapshot {
    /// All that a turn needs, or nil when there is nothing for the agent to answer.
    func turnContext(of id: Session.ID) throws -> TurnContext? {
        guard let row = try rows("SELECT * FROM session WHERE id = \(id)").first else { return nil }
        let session = try Session(row: row)
        guard session.state == .agent, try !isSuppressed(session.contact) else { return nil }
        let messages = try messages(in: id)
        let answered: Int = try row["answered_position"]
        let new = messages.filter { $0.position > answered && $0.author == .customer }
        guard !new.isEmpty else { return nil }
        let agent = try agentSettings()
        return TurnContext(
            purpose: .answer, session: session, organization: try organization(), agent: agent,
            rules: try knowledgeRules(), memory: try memory(of: session, for: agent),
            messages: messages,
            new: new,
            counts: try Self.decodeCounts(try row["counts"]), answered: answered)
    }
}

extension Snapshot {
    private static func decodeCounts(_ json: String) throws -> HandoffCounts {
        json == "{}" ? HandoffCounts() : try JSONDecoder().decode(HandoffCounts.self, from: Data(json.utf8))
    }
}

extension Transaction {
    private static func encoded(_ counts: HandoffCounts) throws -> String {
        String(decoding: try JSONEncoder().encode(counts), as: UTF8.self)
    }

    /// Keeps a turn's decision only if the session is as the turn read it; else only the timeline gets it.
    func keep(
        _ decision: TurnDecision, of context: TurnContext, started: Timestamp, at now: Timestamp,
        random: any RandomSource
    ) throws {
        let session = context.session
        try holdConversation(with: session.contact)
        var details = decision.details
        details["milliseconds"] = "\((now - started).inMilliseconds)"
        let stillOpen = try execute(
            """
            UPDATE session SET answered_position = position, language = \(decision.language),
                counts = \(try Self.encoded(decision.counts))
            WHERE id = \(session.id) AND state = 'agent' AND position = \(session.position)
            """)
        guard try stillOpen == 1 && !isSuppressed(session.contact) else {
            details["dropped"] = "A text came, a person took over, or the customer opted out meanwhile."
            return try record(.turn, "A draft was dropped.", details: details, in: session.id, at: now)
        }
        try record(.turn, decision.title, details: details, in: session.id, at: now)
        try forgetActionResults(of: session.id)
        if let question = decision.unanswered {
            let position = context.new.map(\.position).max() ?? session.position
            try keep(question, position: position, in: session.id, at: now, random: random)
        }
        var current = session
        current.language = decision.language
        switch decision.outcome {
        case .reply(let text):
            if let warning = LinkShortener.warning(about: text) {
                try record(.state, warning, details: ["by": "agent"], in: session.id, at: now)
            }
            try queue(NewMessage(author: .agent, text: text), in: current, at: now, random: random)
            try requestSync(of: session.id, at: now, random: random)
        case .handOff(let reasons, let first):
            if let first {
                try queue(NewMessage(author: .agent, text: first), in: current, at: now, random: random)
            }
            try handOff(
                current, because: reasons, by: nil, notifies: decision.notifies, at: now, random: random)
        case .resolve(let text):
            if let text {
                try queue(NewMessage(author: .agent, text: text), in: current, at: now, random: random)
            }
            try resolve(session.id, because: "The matter is settled.", by: "agent", at: now, random: random)
        case .silent: break
        }
    }
}
