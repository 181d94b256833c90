package import CasewireStorage
import Foundation

extension Message {
    init(row: Row) throws {
        id = try row["id"]
        session = try row["session_id"]
        number = try row["number_id"]
        contact = try row["contact_id"]
        position = try row["position"]
        direction = try row["direction"]
        author = try row["author"]
        text = try row["text"]
        state = try row["state"]
        providerID = try row["provider_id"]
        encoding = try row["encoding"]
        segments = try row["segments"]
        let words: String? = try row["error_text"]
        let code: String? = try row["error_code"]
        failure = words.map { DeliveryFailure(code: code, text: $0) }
        createdAt = try row["created_at"]
        calledAt = try row["called_at"]
        isLate = try row["is_late"]
        heldUntil = try row["held_until"]
    }
}

extension Snapshot {
    package func message(_ id: Message.ID) throws -> Message? {
        try rows("SELECT * FROM message WHERE id = \(id)").first.map(Message.init(row:))
    }

    /// What a text of ours is for, where that matters.
    func purpose(of id: Message.ID) throws -> String? {
        try rows("SELECT purpose FROM message WHERE id = \(id)").first.flatMap { try $0["purpose"] }
    }

    /// A session's messages in order, after a position.
    package func messages(in session: Session.ID, after position: Int = 0, limit: Int = 1000) throws
        -> [Message]
    {
        try rows(
            """
            SELECT * FROM message WHERE session_id = \(session) AND position > \(position)
            ORDER BY position LIMIT \(limit)
            """
        ).map(Message.init(row:))
    }
}

/// A text of ours about to be queued.
package struct NewMessage: Sendable {
    package let author: Message.Author
    /// Plain text, ready to be sent.
    package let text: String
    /// What it is for, where that matters later: `notice`, `consent`, `help`; `start` begins a conversation.
    package let purpose: String?

    package init(author: Message.Author, text: String, purpose: String? = nil) {
        self.author = author
        self.text = text
        self.purpose = purpose
    }
}

extension Transaction {
    /// Takes the next place in a session. The row stays locked until the commit, so order is the commit's.
    func nextPosition(in session: Session.ID, at now: Timestamp) throws -> Int {
        let row = try rows(
            """
            UPDATE session SET position = position + 1, updated_at = \(now) WHERE id = \(session) RETURNING position
            """
        ).first
        guard let row else { throw UnreadableRow(table: "session", column: "id") }
        return try row["position"]
    }

    /// Keeps an inbound text at the end of its session.
    func insertInbound(
        _ text: InboundText, id: Message.ID, in session: Session, createdAt: Timestamp, isLate: Bool,
        at now: Timestamp
    ) throws -> Int {
        let position = try nextPosition(in: session.id, at: now)
        let size = Segments(of: text.body)
        let media =
            text.media.isEmpty ? nil : String(decoding: try JSONEncoder().encode(text.media), as: UTF8.self)
        try execute(
            """
            INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text, media,
                state, provider_id, encoding, segments, is_late, created_at)
            VALUES (\(id), \(session.id), \(session.number), \(session.contact), \(position), 'in', 'customer',
                \(text.body), \(media), 'received', \(text.providerID), \(size.encoding.rawValue), \(size.count),
                \(isLate), \(createdAt))
            """)
        return position
    }

    /// Keeps a text of ours at the end of its session and has it sent.
    ///
    /// A text over the carrier's limit becomes several messages, cut at sentences, in order. Returns the first's id.
    @discardableResult
    package func queue(_ new: NewMessage, in session: Session, at now: Timestamp, random: any RandomSource)
        throws
        -> Message.ID
    {
        if new.author == .rep { try endWaiting(in: session.id) }
        var first: Message.ID?
        for part in try textLimit(of: session.number).parts(of: new.text) {
            let id: Message.ID = random.identifier()
            let position = try nextPosition(in: session.id, at: now)
            let size = Segments(of: part)
            let kept = try rows(
                """
                INSERT INTO message (id, session_id, number_id, contact_id, position, direction, author, text, state,
                    purpose, encoding, segments, is_late, created_at)
                VALUES (\(id), \(session.id), \(session.number), \(session.contact), \(position), 'out',
                    \(new.author), \(part), 'queued', \(new.purpose), \(size.encoding.rawValue), \(size.count),
                    0, \(now))
                RETURNING *
                """
            ).first.map(Message.init(row:))
            guard let kept else { throw UnreadableRow(table: "message", column: "id") }
            try count(.segments, size.count, of: session.contact.rawValue, at: now)
            let job = SendMessage(kept, purpose: new.purpose)
            try promote(job.lane, to: job.rank)
            try enqueue(job, at: now, now: now, id: random.identifier())
            first = first ?? id
        }
        announce(.session(session.id))
        guard let first else { throw EmptyText() }
        return first
    }

}

extension Snapshot {
    /// What one call to a number's carrier takes.
    package func textLimit(of number: Number.ID) throws -> TextLimit {
        let row = try rows("SELECT longest_text, most_segments FROM number WHERE id = \(number)").first
        guard let row else { return .usual }
        return TextLimit(units: try row["longest_text"], segments: try row["most_segments"])
    }
}

/// There is nothing to send.
package struct EmptyText: Error, CustomStringConvertible {
    package var description: String { "The text is empty. Write something to send." }
}
