package import CasewireStorage

extension Transaction {
    /// Ends a session. False when it was resolved already.
    @discardableResult
    package func resolve(
        _ session: Session.ID, because reason: String, by who: String, at now: Timestamp,
        random: any RandomSource
    ) throws -> Bool {
        guard try move(session, from: [.agent, .handedOff], to: .resolved, at: now) else { return false }
        try record(.state, "Resolved.", details: ["reason": reason, "by": who], in: session, at: now)
        if let resolved = try self.session(session) {
            try askForScore(of: resolved, at: now, random: random)
        }
        try tell(.sessionResolved, of: session, at: now, random: random)
        try requestSync(of: session, at: now, random: random)
        return true
    }

    /// A person answers now: no notice. Also from `resolved`, which reopens the session.
    @discardableResult
    package func takeOver(_ session: Session, by who: String, at now: Timestamp, random: any RandomSource)
        throws -> Bool
    {
        switch session.state {
        case .handedOff: return false
        case .agent:
            return try handOff(
                session, because: [.operator], by: who, notifies: false, at: now, random: random)
        case .resolved:
            guard try reopen(session, by: who, at: now, random: random) else { return false }
            return try handOff(
                session, because: [.operator], by: who, notifies: false, at: now, random: random)
        }
    }

    /// The agent answers again from the next text on.
    package func handBack(_ session: Session.ID, by who: String, at now: Timestamp, random: any RandomSource)
        throws -> Bool
    {
        guard try move(session, from: [.handedOff], to: .agent, at: now) else { return false }
        try execute("UPDATE session SET answered_position = position, counts = '{}' WHERE id = \(session)")
        try record(.state, "Handed back to the agent.", details: ["by": who], in: session, at: now)
        try requestSync(of: session, at: now, random: random)
        return true
    }

    /// Opens a resolved session again. False when it is not resolved, or another session is open with the contact.
    package func reopen(_ session: Session, by who: String, at now: Timestamp, random: any RandomSource)
        throws -> Bool
    {
        guard try openSession(with: session.contact, on: session.number) == nil,
            try move(session.id, from: [.resolved], to: .agent, at: now)
        else { return false }
        try record(.state, "Reopened.", details: ["by": who], in: session.id, at: now)
        try requestSync(of: session.id, at: now, random: random)
        return true
    }

    /// Queues what a person wrote; taking over or reopening the session first where needed.
    package func reply(
        _ text: String, in session: Session, by who: String, purpose: String? = nil, at now: Timestamp,
        random: any RandomSource
    ) throws -> Message.ID {
        if session.state != .handedOff { try takeOver(session, by: who, at: now, random: random) }
        let message = try queue(
            NewMessage(author: .rep, text: text, purpose: purpose), in: session, at: now, random: random)
        try requestSync(of: session.id, at: now, random: random)
        return message
    }
}
