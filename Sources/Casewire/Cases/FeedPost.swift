import CasewireStorage

/// A post in the feed of a case. One that begins with the configured prefix is a reply; all others are internal notes.
struct FeedPost: Sendable, Hashable {
    static let columns = ["Id", "EntityId", "Message", "CreatedById", "CreatedOn", "ModifiedOn"]

    let id: String
    /// The record that it was posted on.
    let entity: String
    /// Rich text, as the feed keeps it.
    let message: String
    let creator: String?
    let createdAt: Timestamp?

    init?(_ values: RowValues) {
        guard let id = values.id("Id"), let entity = values.id("EntityId"),
            let message = values.text("Message")
        else {
            return nil
        }
        self.id = id
        self.entity = entity
        self.message = message
        creator = values.id("CreatedById")
        createdAt = values.moment("CreatedOn") ?? values.moment("ModifiedOn")
    }
}

extension ReplyRule {
    /// Decides whether a feed post is a reply: a person's, with the prefix as its first word, and not older than replies may be.
    func judge(_ post: FeedPost) -> Verdict {
        guard let prefix = settings.replies.feedPrefix, !prefix.isEmpty else {
            return .ignore("Replies are not read from the feed.")
        }
        guard post.creator != catalog.description.integrationContact else {
            return .ignore("No person made it.")
        }
        let text = OutboundBody.prepare(post.message)
        guard text.lowercased().hasPrefix(prefix.lowercased()) else {
            return .ignore("It does not begin with \(prefix).")
        }
        let rest = text.dropFirst(prefix.count)
        guard rest.first?.isWhitespace ?? true else { return .ignore("It does not begin with \(prefix).") }
        if let refusal = refusal(ofTextFrom: post.createdAt) { return .ignore(refusal) }
        let reply = OutboundBody.prepare(String(rest))
        return reply.isEmpty ? .ignore("It has no text.") : .send(reply)
    }
}

extension Transaction {
    /// Acts on a feed post. Each is sent once; later edits change nothing.
    func take(_ post: FeedPost, rule: ReplyRule, at now: Timestamp, random: any RandomSource) throws {
        guard case .send(let text) = rule.judge(post), let link = try caseLink(ofCase: post.entity) else {
            return
        }
        try holdConversation(of: link.session)
        guard let session = try session(link.session) else { return }
        guard try claimReply(post.id, modifiedAt: post.createdAt, of: session.id, at: now) else { return }
        try send(text, from: post.id, isPost: true, in: session, at: now, random: random)
        try requestSync(of: session.id, at: now, random: random)
    }

    /// A post has no task of its own, so the open one says why its text was not sent.
    func noteOnOpenTask(of session: Session.ID, _ reason: String, of post: String) throws {
        try execute(
            """
            UPDATE case_row SET note = \(reason)
            WHERE session_id = \(session) AND purpose = 'reply_task' AND closed_position IS NULL
            """)
        try execute("UPDATE case_reply SET outcome = 'not_sent' WHERE activity_id = \(post)")
    }
}
