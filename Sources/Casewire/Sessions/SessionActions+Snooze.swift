import CasewireStorage

extension SessionActions {
    /// Nobody remembers what is further ahead.
    private static let longestSnooze = Duration.seconds(366 * 24 * 3600)

    /// Hides a session from the views of what is open; a second time moves the end.
    package func snooze(_ id: Session.ID, until time: SnoozeTime, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            let until = time.moment(after: now, timezone: try transaction.organization().timezone)
            guard until > now else { throw Refusal.invalid("Choose a time that is still to come.") }
            guard until - now <= Self.longestSnooze else {
                throw Refusal.invalid("Choose a time within a year.")
            }
            guard session.state != .resolved else {
                throw Refusal.notPossible("The session is resolved; only an open one is snoozed.")
            }
            try transaction.snooze(session, until: until, by: who, at: now, random: random)
        }
    }

    package func wake(_ id: Session.ID, by who: String) async throws {
        try await change(id) { transaction, session, now, random in
            guard
                try transaction.wake(
                    session.id, because: "Woken by hand.", by: who, at: now, random: random)
            else { throw Refusal.notPossible("The session is not snoozed.") }
        }
    }
}
