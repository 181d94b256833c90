import CasewireStorage

/// Something that somebody changed, or was not allowed to change.
package struct AuditEntry: Sendable, Hashable {
    /// Numbers the entries in their order.
    package let position: Int64
    package let at: Timestamp
    /// An operator's address, `API key NAME`, or `command line`.
    package let who: String
    /// Nil for the command line, which needs none.
    package let role: Operator.Role?
    /// What was asked for, in words.
    package let action: String
    package let isRefused: Bool
}

extension Snapshot {
    /// The newest entries, before a position where one is given.
    package func auditEntries(before position: Int64? = nil, limit: Int) throws -> [AuditEntry] {
        try rows(
            """
            SELECT * FROM audit_entry WHERE position < \(position ?? Int64.max) ORDER BY position DESC LIMIT \(limit)
            """
        ).map { row in
            let isRefused: Int = try row["is_refused"]
            return AuditEntry(
                position: try row["position"], at: try row["at"], who: try row["who"], role: try row["role"],
                action: try row["action"], isRefused: isRefused == 1)
        }
    }
}

extension Transaction {
    /// Adds to the audit log; no text of a customer and no secret may stand in `action`.
    package func audit(
        _ action: String, by who: String, role: Operator.Role? = nil, isRefused: Bool = false,
        at now: Timestamp
    ) throws {
        try execute(
            """
            INSERT INTO audit_entry (at, who, role, action, is_refused)
            VALUES (\(now), \(String(who.prefix(320))), \(role), \(String(action.prefix(500))), \(isRefused ? 1 : 0))
            """)
    }
}
