import CasewireStorage

extension Schema {
    /// Which activity a rep's message was written on, and how that activity stood when it was taken.
    static let replies: @Sendable (Dialect) -> [String] = { _ in
        [
            "ALTER TABLE message ADD COLUMN activity_id TEXT",
            // Creatio's own time: one that was not sent is taken again only after somebody changed it.
            "ALTER TABLE case_reply ADD COLUMN modified_at BIGINT",
            "UPDATE message SET activity_id = (SELECT activity_id FROM case_reply WHERE message_id = message.id)",
        ]
    }
}
