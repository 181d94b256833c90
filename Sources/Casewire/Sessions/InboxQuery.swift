import CasewireStorage

/// Which sessions a list shows: newest activity first, a page at a time.
package struct InboxQuery: Sendable, Hashable {
    package var view = InboxView.all
    /// Who looks, for the view `mine`.
    package var viewer: Operator.ID?
    package var assignee: InboxAssignee?
    /// Whether snoozed sessions are left out of `all`, too; the other views of open sessions never show them.
    package var hidesSnoozed: Bool
    package var state: Session.State?
    /// One of our numbers.
    package var number: PhoneNumber?
    package var contact: PhoneNumber?
    /// Words of a text, a phone number or a name, or a ticket such as `#4521` (`SearchWords`).
    package var search: String?
    package var after: InboxCursor?
    /// Sessions on a page.
    package var limit: Int

    package init(
        view: InboxView = .all, viewer: Operator.ID? = nil, assignee: InboxAssignee? = nil,
        state: Session.State? = nil, number: PhoneNumber? = nil, contact: PhoneNumber? = nil,
        search: String? = nil,
        after: InboxCursor? = nil, limit: Int = 50, hidesSnoozed: Bool = false
    ) {
        self.view = view
        self.viewer = viewer
        self.assignee = assignee
        self.hidesSnoozed = hidesSnoozed
        self.state = state
        self.number = number
        self.contact = contact
        self.search = search
        self.after = after
        self.limit = limit
    }
}

/// The place of a session in the list, so that a page begins after it whatever was added meanwhile.
package struct InboxCursor: Sendable, Hashable {
    package let updatedAt: Timestamp
    package let id: Session.ID
    /// While searching: only sessions with a smaller ticket, since those above were looked through.
    let ticketBound: Int?

    package init(after session: Session, below ticketBound: Int? = nil) {
        updatedAt = session.updatedAt
        id = session.id
        self.ticketBound = ticketBound
    }

    /// The beginning of what has smaller tickets.
    init(below ticketBound: Int) {
        updatedAt = Timestamp(milliseconds: .max)
        id = Session.ID(rawValue: "")
        self.ticketBound = ticketBound
    }

    /// Reads what `text` gave.
    package init?(_ text: String) {
        let halves = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]) else { return nil }
        var bound: Int?
        if halves.count == 2 {
            guard let number = Int(halves[1]), number >= 0, number <= SearchWindow.largestTicket else {
                return nil
            }
            bound = number
        }
        updatedAt = Timestamp(milliseconds: milliseconds)
        id = Session.ID(rawValue: String(parts[1]))
        ticketBound = bound
    }

    package var text: String {
        "\(updatedAt.milliseconds)_\(id.rawValue)" + (ticketBound.map { "~\($0)" } ?? "")
    }
}

/// A page of the list.
package struct InboxFound: Sendable, Hashable {
    package let entries: [InboxEntry]
    /// Where the next page begins; nil at the end. While searching a page may have few sessions, or none, and still lead on.
    package let next: InboxCursor?
    /// The newest text of a session that has what was searched for.
    package let hits: [Session.ID: String]
}
