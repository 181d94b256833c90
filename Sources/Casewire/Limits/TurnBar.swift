import CasewireStorage

/// Why the agent must not answer, whatever the customer wrote: the session goes to people instead.
enum TurnBar: Sendable, Hashable {
    case answers(of: Int)
    case segments(of: Int)
    case country(String)
    case loop(LoopWatch.Finding)

    /// For the timeline: what was reached, and when it passes.
    var words: String {
        switch self {
        case .answers(let limit):
            "The agent has answered this customer \(limit) times within an hour, which is the limit. It passes by itself."
        case .segments(let limit):
            "The organization's \(limit) segments a day are used up. The agent answers again after 00:00 UTC."
        case .country(let obstacle): obstacle
        case .loop(let finding): finding.words
        }
    }

    var reason: HandoffReason {
        switch self {
        case .answers, .segments, .country: .limitReached
        case .loop(.automatic), .loop(.machine), .loop(.endless): .automaticReplies
        case .loop(.impatient): .frustration
        }
    }

    /// Whether the customer is told: not a machine, which would answer, and not where texts cost what must not be spent.
    var notifies: Bool {
        switch self {
        case .answers, .loop(.machine), .loop(.endless), .loop(.impatient): true
        case .segments, .country, .loop(.automatic): false
        }
    }
}

extension Snapshot {
    /// What keeps the agent from answering now; nil where nothing does.
    func turnBar(for context: TurnContext, at now: Timestamp) throws -> TurnBar? {
        let limits = context.organization.textLimits
        if let phone = try contact(context.session.contact)?.phone, let obstacle = limits.obstacle(to: phone)
        {
            return .country(obstacle)
        }
        if try used(.segments, at: now) >= limits.segmentsPerDay {
            return .segments(of: limits.segmentsPerDay)
        }
        // What was before people had the session is theirs to judge: they handed it back.
        let since = context.session.handoff?.at
        if try answers(to: context.session.contact, since: max(since ?? Self.always, now - .seconds(3600)))
            >= limits.answersPerContactHour
        {
            return .answers(of: limits.answersPerContactHour)
        }
        let own = context.messages.filter { $0.createdAt > since ?? Self.always }
        return LoopWatch.finding(in: own, level: context.agent.level).map { .loop($0) }
    }

    private static let always = Timestamp(milliseconds: 0)

    /// Texts of the agent to a contact since a moment, on any of our numbers.
    private func answers(to contact: Contact.ID, since moment: Timestamp) throws -> Int {
        try rows(
            """
            SELECT COUNT(*) AS count FROM session JOIN message ON message.session_id = session.id
            WHERE session.contact_id = \(contact) AND session.updated_at > \(moment)
                AND message.author = 'agent' AND message.created_at > \(moment)
            """
        ).first.map { try $0["count"] } ?? 0
    }
}

extension TurnDecision {
    /// The session goes to people, without a word of the agent.
    init(_ bar: TurnBar, in context: TurnContext) {
        self.init(
            outcome: .handOff([bar.reason], first: nil), title: "Fell silent: \(bar.reason.words).",
            details: ["why": bar.words],
            language: context.session.language ?? context.organization.language, counts: context.counts,
            notifies: bar.notifies)
    }
}
