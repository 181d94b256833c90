import CasewireStorage

/// Which of the work that waits for the same turn goes first; stored as a number, the lowest first.
package enum Rank: Int, Sendable, Hashable, Codable, Comparable {
    /// The confirmation of an opt-out, and the answer to HELP.
    case consent = 0
    /// What a person wrote in a conversation.
    case person = 1
    /// All else that answers somebody.
    case usual = 2
    /// What nobody waits for: texts that begin a conversation, and what an outage left behind.
    case backlog = 3

    package static func < (first: Rank, second: Rank) -> Bool { first.rawValue < second.rawValue }
}

extension Rank {
    /// Of a text of ours.
    init(author: Message.Author, purpose: String?) {
        self =
            switch (author, purpose) {
            case (_, "consent"), (_, "help"): .consent
            case (_, "start"): .backlog
            case (.rep, _): .person
            case (.agent, _), (.system, _), (.customer, _): .usual
            }
    }
}
