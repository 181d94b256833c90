import CasewireStorage

/// What operators decide about a text of which nobody knows whether it was sent.
package struct MessageActions: Sendable {
    package enum Outcome: String, Sendable, Hashable, Codable {
        /// The customer has it.
        case sent
        /// The customer does not have it: it is sent again.
        case queue
    }

    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchMessage
        case known(MessageState)

        package var description: String {
            switch self {
            case .noSuchMessage: "There is no such message."
            case .known(let state):
                "Only a text whose sending is not known can be decided by hand; this one is: \(state.words)."
            }
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Moves a message out of `unknown` by a person's word. Returns its session.
    @discardableResult
    package func resolve(_ id: Message.ID, as outcome: Outcome, by who: String) async throws -> Session.ID {
        let now = services.clock.now()
        let random = services.random
        return try await services.database.write { transaction in
            guard let first = try transaction.message(id) else { throw Refusal.noSuchMessage }
            try transaction.holdConversation(with: first.contact)
            guard let message = try transaction.message(id) else { throw Refusal.noSuchMessage }
            let state: MessageState = outcome == .sent ? .sent : .queued
            let moved = try transaction.execute(
                """
                UPDATE message SET state = \(state), looked_up_at = NULL, error_text = NULL
                WHERE id = \(id) AND state = 'unknown'
                """)
            guard moved == 1 else { throw Refusal.known(message.state) }
            if outcome == .queue {
                try transaction.enqueue(
                    SendMessage(message, purpose: try transaction.purpose(of: id)), at: now, now: now,
                    id: random.identifier())
            }
            try transaction.record(
                .state,
                outcome == .sent
                    ? "A text was marked as sent by hand." : "A text was put back into the queue by hand.",
                details: ["by": who, "message": id.rawValue], in: message.session, at: now)
            try transaction.requestSyncOfReply(message, at: now, random: random)
            return message.session
        }
    }
}
