import CasewireStorage

/// One conversation with a contact on one number.
package struct Session: Sendable, Hashable {
    package typealias ID = Identifier<Session>

    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible, CaseIterable {
        case agent
        case handedOff = "handed_off"
        case resolved

        /// As buttons and labels name it.
        package var words: String {
            switch self {
            case .agent: "With agent"
            case .handedOff: "Handed off"
            case .resolved: "Resolved"
            }
        }
    }

    package let id: ID
    /// Counts up over the organization; shown as `#4521`.
    package let ticket: Int
    package let number: Number.ID
    package let contact: Contact.ID
    package var state: State
    /// The position of its newest message; 0 before the first.
    package var position: Int
    /// BCP 47, once known.
    package var language: String?
    package var sentiment: Sentiment?
    package var handoff: Handoff?
    /// The session that came before, where this one began after its reopen window.
    package let previous: Session.ID?
    package let createdAt: Timestamp
    /// When something last happened in it; the inbox sorts by this.
    package var updatedAt: Timestamp
    package var resolvedAt: Timestamp?
    /// The operator to whom it is assigned.
    package var assignee: Operator.ID?
    /// Since when the customer waits for a person; nil while nobody needs to answer.
    package var waitingSince: Timestamp?
    /// When it was raised that nobody answered; nil once somebody did.
    package var escalatedAt: Timestamp?
    /// Until when it is hidden; nil for one that is not snoozed.
    package var snoozedUntil: Timestamp?
}
