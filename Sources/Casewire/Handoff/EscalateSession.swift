import CasewireStorage

/// Raises that a customer waits for a person too long. Enqueued when the wait begins, in the transaction that begins it.
package struct EscalateSession: Job {
    package static let kind = "session.escalate"
    package let session: Session.ID

    package var coalescingKey: String? { "escalate/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        let (now, random) = (services.clock.now(), services.random)
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.escalate(session, at: now, random: random)
        }
    }
}
