import CasewireStorage

/// What a customer wrote about before: one of the last sessions, in a few words.
package struct EarlierSession: Sendable, Hashable {
    /// When it was spoken of last.
    package let at: Timestamp
    /// At most 500 characters, with what is private masked.
    package let summary: String

    package init(at: Timestamp, summary: String) {
        self.at = at
        self.summary = summary
    }

    /// A model is told of so many.
    static let most = 3
    /// Texts of a session that its summary is made of, where nobody had written one.
    fileprivate static let longestConversation = 100
}

extension Snapshot {
    /// The contact's sessions before this one, newest first: none where the agent is set to forget.
    ///
    /// A summary is the handoff's, or made of the texts. The builtin model is shown none: it answers from the knowledge alone.
    func memory(of session: Session, for agent: AgentSettings) throws -> [EarlierSession] {
        guard agent.remembers, agent.model != .builtin else { return [] }
        let earlier = try rows(
            """
            SELECT id, handoff_summary, updated_at FROM session
            WHERE contact_id = \(session.contact) AND id <> \(session.id) AND ticket < \(session.ticket)
            ORDER BY ticket DESC LIMIT \(EarlierSession.most)
            """)
        return try earlier.compactMap { row in
            let written: String? = try row["handoff_summary"]
            if let written, !written.isEmpty {
                return EarlierSession(at: try row["updated_at"], summary: PrivateMask.mask(written))
            }
            let texts = try messages(in: try row["id"], limit: EarlierSession.longestConversation)
                .filter { !$0.text.isEmpty && $0.author != .system }
                .map { ConversationText(author: $0.author, text: PrivateMask.mask($0.text)) }
            guard texts.contains(where: { $0.author == .customer && SmallTalk($0.text) == nil }) else {
                return nil
            }
            return EarlierSession(at: try row["updated_at"], summary: ConversationSummary(of: texts).text)
        }
    }
}
