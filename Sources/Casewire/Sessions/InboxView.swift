import CasewireStorage

/// A way of looking at the inbox that everybody has.
package enum InboxView: String, Sendable, Hashable, CaseIterable, SQLValueConvertible {
    case all
    /// Assigned to who looks, and not resolved.
    case mine
    /// Assigned to nobody, and not resolved.
    case unassigned
    case agent
    case handedOff = "handed_off"
    /// Nobody answered in time.
    case escalated
    /// Hidden until a time or the customer's next text.
    case snoozed
    /// The case waits for Creatio.
    case behind
    /// The case needs attention, or a text did not arrive and no later one did.
    case failed
    case resolved

    package var words: String {
        switch self {
        case .all: "All"
        case .mine: "Mine"
        case .unassigned: "Unassigned"
        case .agent: Session.State.agent.words
        case .handedOff: Session.State.handedOff.words
        case .escalated: "Escalated"
        case .snoozed: "Snoozed"
        case .behind: "Behind"
        case .failed: "Failed"
        case .resolved: Session.State.resolved.words
        }
    }

    /// The state that a view shows, where it is nothing else.
    package var state: Session.State? {
        switch self {
        case .agent: .agent
        case .handedOff: .handedOff
        case .resolved: .resolved
        case .all, .mine, .unassigned, .escalated, .snoozed, .behind, .failed: nil
        }
    }
}

/// To whom sessions of a list are assigned.
package enum InboxAssignee: Sendable, Hashable {
    case nobody
    case person(Operator.ID)
}

extension InboxView {
    /// As a condition on `session`, whatever else is asked.
    fileprivate func condition(for viewer: Operator.ID?) -> SQL {
        switch self {
        case .all: ""
        case .mine:
            " AND session.state <> 'resolved' AND session.assignee_id = \(viewer?.rawValue ?? "")"
                + Self.awake
        case .unassigned: " AND session.state <> 'resolved' AND session.assignee_id IS NULL" + Self.awake
        case .agent: " AND session.state = 'agent'" + Self.awake
        case .handedOff: " AND session.state = 'handed_off'" + Self.awake
        case .snoozed: " AND session.snoozed_until IS NOT NULL"
        case .escalated: " AND session.escalated_at IS NOT NULL"
        case .resolved: " AND session.state = 'resolved'"
        case .behind:
            """
             AND EXISTS (SELECT 1 FROM case_link
                WHERE case_link.session_id = session.id AND case_link.sync = 'behind')
            """
        case .failed:
            """
             AND (session.failed_position IS NOT NULL OR EXISTS (SELECT 1 FROM case_link
                WHERE case_link.session_id = session.id AND case_link.sync = 'failed'))
            """
        }
    }

    fileprivate static let awake: SQL = " AND session.snoozed_until IS NULL"

    /// All sessions of a view that is kept by others than the session itself; nil for those that an index has in order.
    fileprivate var members: SQL? {
        switch self {
        case .behind: "SELECT session_id AS id FROM case_link WHERE sync = 'behind'"
        case .failed:
            """
            SELECT session_id AS id FROM case_link WHERE sync = 'failed'
            UNION SELECT id FROM session WHERE failed_position IS NOT NULL
            """
        default: nil
        }
    }

    /// So many members are sorted; of more, the newest are found by going through the sessions in order.
    fileprivate static let mostSorted = 1000
    /// Counts end here: the page shows `99+`.
    package static let mostCounted = 100
}

extension Snapshot {
    /// The sessions that a query looks at, as the beginning of a statement that its other conditions follow.
    func inboxSource(_ query: InboxQuery) throws -> SQL {
        guard let members = query.view.members else { return "FROM session WHERE 1 = 1" }
        var few: SQL = "SELECT COUNT(*) AS count FROM (SELECT id FROM ("
        few += members
        few += ") AS member LIMIT \(InboxView.mostSorted + 1)) AS counted"
        let count = try rows(few).first.map { row -> Int in try row["count"] } ?? 0
        guard count <= InboxView.mostSorted else { return "FROM session WHERE 1 = 1" }
        // A cross join keeps its order on SQLite (SQLite: "The SQLite Query Optimizer Overview", 7.3).
        return "FROM (" + members + ") AS member CROSS JOIN session WHERE session.id = member.id"
    }

    /// What a query asks beside words, as conditions on `session`.
    static func inboxFilter(_ query: InboxQuery, after: InboxCursor?) -> SQL {
        var sql = query.view.condition(for: query.viewer)
        if query.hidesSnoozed && query.view == .all { sql += InboxView.awake }
        if let state = query.state { sql += " AND session.state = \(state)" }
        switch query.assignee {
        case .nobody: sql += " AND session.assignee_id IS NULL"
        case .person(let id): sql += " AND session.assignee_id = \(id)"
        case nil: break
        }
        if let number = query.number {
            sql += " AND session.number_id = (SELECT id FROM number WHERE phone = \(number.e164))"
        }
        if let contact = query.contact {
            sql += " AND session.contact_id = (SELECT id FROM contact WHERE phone = \(contact.e164))"
        }
        if let after {
            sql += """
                 AND (session.updated_at < \(after.updatedAt)
                    OR (session.updated_at = \(after.updatedAt) AND session.id < \(after.id)))
                """
        }
        return sql
    }

    /// How many sessions each view has for an operator, up to `InboxView.mostCounted`; `all` without those that are snoozed.
    package func viewCounts(for viewer: Operator.ID) throws -> [InboxView: Int] {
        var counts: [InboxView: Int] = [:]
        for view in InboxView.allCases {
            var sql: SQL = "SELECT COUNT(*) AS count FROM ("
            sql +=
                view.members.map { "SELECT id FROM (" + $0 + ") AS member" }
                ?? "SELECT id FROM session WHERE 1 = 1"
                + (view == .all ? InboxView.awake : view.condition(for: viewer))
            sql += " LIMIT \(InboxView.mostCounted)) AS counted"
            counts[view] = try rows(sql).first.map { try $0["count"] } ?? 0
        }
        return counts
    }
}

extension Transaction {
    /// Notes that a text of ours did not arrive.
    func noteFailure(of message: Message) throws {
        try execute(
            """
            UPDATE session SET failed_position = \(message.position) WHERE id = \(message.session)
                AND (failed_position IS NULL OR failed_position < \(message.position))
            """)
    }

    /// Notes that a text of ours arrived, or is on its way: what failed before it is of no more concern.
    func noteArrival(of message: Message) throws {
        try execute(
            """
            UPDATE session SET failed_position = NULL
            WHERE id = \(message.session) AND failed_position <= \(message.position)
            """)
    }

    /// A person has dealt with what failed.
    func forgetFailures(in session: Session.ID) throws {
        try execute(
            "UPDATE session SET failed_position = NULL WHERE id = \(session) AND failed_position IS NOT NULL")
    }
}
