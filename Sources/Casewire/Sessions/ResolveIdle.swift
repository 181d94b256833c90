import CasewireStorage

/// Resolves a session in which nothing happened for a while; never one that is handed off.
package struct ResolveIdle: Job {
    package static let kind = "session.resolve_idle"
    package let session: Session.ID

    package var coalescingKey: String? { "idle/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        let now = services.clock.now()
        let random = services.random
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            guard let current = try transaction.session(session), current.state == .agent else { return }
            let idleAt =
                max(current.updatedAt, current.snoozedUntil ?? current.updatedAt)
                + .seconds(try transaction.agentSettings().resolveAfterMinutes * 60)
            if idleAt > now {
                return try transaction.enqueue(
                    ResolveIdle(session: session), at: idleAt, now: now, id: random.identifier())
            }
            try transaction.resolve(
                session, because: "Nothing happened for a while.", by: "casewire", at: now, random: random)
        }
    }
}
