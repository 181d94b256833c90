import CasewireStorage

/// Shows a session again whose snooze is over.
package struct WakeSession: Job {
    package static let kind = "session.wake"
    package let session: Session.ID

    package var coalescingKey: String? { "wake/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        let (now, random) = (services.clock.now(), services.random)
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            guard let until = try transaction.session(session)?.snoozedUntil else { return }
            if until > now {
                return try transaction.enqueue(
                    WakeSession(session: session), at: until, now: now, id: random.identifier())
            }
            try transaction.wake(session, because: "The snooze is over.", at: now, random: random)
        }
    }
}
