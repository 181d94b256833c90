/// The tokens and cookie sessions that are good at the moment.
struct SignIns: Sendable {
    private var tokens: [String: CreatioTime] = [:]
    private var sessions: [String: Session] = [:]

    /// A person's sign-in, carried by the `.ASPXAUTH` cookie.
    struct Session: Sendable, Equatable {
        let ticket: String
        let user: CreatioUser
        /// What the `BPMCSRF` header of a write has to be.
        let csrf: String
        let loader: String
        var lastUsed: CreatioTime
    }

    /// At most so many are kept; the oldest make room.
    private static let limit = 10_000

    mutating func issueToken(_ token: String, until end: CreatioTime) {
        if tokens.count >= Self.limit, let oldest = tokens.min(by: { $0.value < $1.value }) {
            tokens[oldest.key] = nil
        }
        tokens[token] = end
    }

    func accepts(token: String, at now: CreatioTime) -> Bool {
        guard let end = tokens[token] else { return false }
        return now < end
    }

    mutating func begin(_ session: Session) {
        if sessions.count >= Self.limit,
            let oldest = sessions.min(by: { $0.value.lastUsed < $1.value.lastUsed })
        {
            sessions[oldest.key] = nil
        }
        sessions[session.ticket] = session
    }

    /// The session of a ticket, if it was used lately enough; it counts as used now.
    mutating func use(ticket: String, idleSeconds: Int, at now: CreatioTime) -> Session? {
        guard var session = sessions[ticket] else { return nil }
        guard now < session.lastUsed.adding(seconds: Int64(idleSeconds)) else {
            sessions[ticket] = nil
            return nil
        }
        session.lastUsed = now
        sessions[ticket] = session
        return session
    }

    mutating func end(ticket: String) { sessions[ticket] = nil }

    /// Gives every session another guard, so that writes with the old one are refused.
    mutating func renewGuards(_ renewed: (String) -> String) {
        for (ticket, session) in sessions {
            sessions[ticket] = Session(
                ticket: ticket, user: session.user, csrf: renewed(session.csrf), loader: session.loader,
                lastUsed: session.lastUsed)
        }
    }

    /// Makes everything given out so far worthless.
    mutating func endAll() {
        tokens = [:]
        sessions = [:]
    }
}
