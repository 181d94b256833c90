import CasewireStorage

/// A text that cannot belong to a session, kept for an operator to see.
package struct StrayText: Sendable, Hashable {
    package let sender: String
    package let text: String
    package let reason: String
    package let receivedAt: Timestamp
}

extension Snapshot {
    /// The newest first.
    package func strayTexts(limit: Int) throws -> [StrayText] {
        try rows("SELECT * FROM stray_text ORDER BY received_at DESC, id DESC LIMIT \(limit)").map { row in
            StrayText(
                sender: try row["sender"], text: try row["text"], reason: try row["reason"],
                receivedAt: try row["received_at"])
        }
    }
}
