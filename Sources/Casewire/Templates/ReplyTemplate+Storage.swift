import CasewireStorage

extension ReplyTemplate {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row["id"],
            content: Content(name: try row["name"], text: try row["text"], shortcut: try row["shortcut"]),
            createdBy: try row["created_by"], createdAt: try row["created_at"],
            changedBy: try row["changed_by"], changedAt: try row["changed_at"])
    }
}

extension Snapshot {
    /// All templates, by name.
    package func replyTemplates() throws -> [ReplyTemplate] {
        try rows("SELECT * FROM reply_template ORDER BY name_key LIMIT \(ReplyTemplate.most)")
            .map(ReplyTemplate.init(row:))
    }

    package func replyTemplate(_ id: ReplyTemplate.ID) throws -> ReplyTemplate? {
        try rows("SELECT * FROM reply_template WHERE id = \(id)").first.map(ReplyTemplate.init(row:))
    }

    /// What fills the places of a template in a session; nil where there is none.
    package func templateValues(in id: Session.ID) throws -> ReplyTemplate.Values? {
        guard let entry = try inboxEntry(id) else { return nil }
        return ReplyTemplate.Values(
            customer: entry.contactName, ticket: entry.session.ticket, organization: try organization().name)
    }
}

extension Transaction {
    /// Keeps a template, in the place of the one with its id if there is.
    func keep(_ template: ReplyTemplate) throws {
        let content = template.content
        try execute(
            """
            INSERT INTO reply_template
                (id, name, name_key, shortcut, text, created_by, created_at, changed_by, changed_at)
            VALUES (\(template.id), \(content.name), \(content.name.lowercased()), \(content.shortcut), \(content.text),
                \(template.createdBy), \(template.createdAt), \(template.changedBy), \(template.changedAt))
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
                shortcut = excluded.shortcut, text = excluded.text, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at
            """)
        announce(.settings)
    }

    /// False where there was none.
    func removeReplyTemplate(_ id: ReplyTemplate.ID) throws -> Bool {
        announce(.settings)
        return try execute("DELETE FROM reply_template WHERE id = \(id)") > 0
    }
}
