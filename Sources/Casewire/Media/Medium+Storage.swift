package import CasewireStorage

extension Medium {
    /// From a row of `medium` with the ticket of its session and the position of its message.
    init(row: Row) throws {
        id = try row["id"]
        message = try row["message_id"]
        session = try row["session_id"]
        ordinal = try row["ordinal"]
        declaredType = try row["declared_type"]
        state = try row["state"]
        let type: MediumType? = try row["type"]
        self.type = type
        size = try row["size"]
        reason = try row["reason"]
        let url: String = try row["url"]
        isOurs = url.hasPrefix(Self.ofReply)
        let (ticket, position): (Int, Int) = (try row["ticket"], try row["position"])
        name = "\(ticket)-\(position)-\(ordinal)" + (type.map { "." + $0.ending } ?? "")
    }

    fileprivate static let selection: SQL = """
        SELECT medium.*, session.ticket, message.position FROM medium
        JOIN session ON session.id = medium.session_id JOIN message ON message.id = medium.message_id
        """

    /// Bytes of one part: a copy of the database holds some hundreds of them at a time.
    fileprivate static let partBytes = 64 * 1024
}

extension Snapshot {
    /// The pictures and other files of a session's texts, in order.
    package func media(in session: Session.ID) throws -> [Medium] {
        try rows(
            Medium.selection
                + " WHERE medium.session_id = \(session) ORDER BY message.position, medium.ordinal"
        ).map(Medium.init(row:))
    }

    /// The files that go with a text of ours, in order.
    package func media(of message: Message.ID) throws -> [Medium] {
        try rows(Medium.selection + " WHERE medium.message_id = \(message) ORDER BY medium.ordinal").map(
            Medium.init(row:))
    }

    package func medium(_ id: Medium.ID) throws -> Medium? {
        try rows(Medium.selection + " WHERE medium.id = \(id)").first.map(Medium.init(row:))
    }

    /// The bytes of a file that is kept; empty for one that isn't.
    package func content(of medium: Medium.ID) throws -> [UInt8] {
        var content: [UInt8] = []
        for row in try rows("SELECT content FROM medium_part WHERE medium_id = \(medium) ORDER BY ordinal") {
            content += try row["content"] as [UInt8]
        }
        return content
    }

    /// What is to be fetched, from which number's carrier; nil where it is there, or never will be.
    func mediumToFetch(_ id: Medium.ID, vault: Vault) throws -> MediumToFetch? {
        let row = try rows(
            """
            SELECT medium.url, medium.declared_type, message.number_id FROM medium
            JOIN message ON message.id = medium.message_id
            WHERE medium.id = \(id) AND medium.state IN ('waiting', 'failed')
            """
        ).first
        guard let row, let number = try number(try row["number_id"], vault: vault) else { return nil }
        return MediumToFetch(
            medium: InboundText.Media(url: try row["url"], contentType: try row["declared_type"]),
            number: number)
    }
}

/// A file at the carrier, and the number that it came to.
struct MediumToFetch: Sendable {
    let medium: InboundText.Media
    let number: Number
}

extension Transaction {
    /// Notes the pictures and other files of a text that was just kept, and has each fetched.
    func keepMedia(
        _ media: [InboundText.Media], of message: Message.ID, in session: Session, at now: Timestamp,
        random: any RandomSource
    ) throws {
        for (place, medium) in media.enumerated() {
            let id: Medium.ID = random.identifier()
            let isOver = place >= Medium.mostOfText
            let state: Medium.State = isOver ? .refused : .waiting
            let reason: String? = isOver ? "more than \(Medium.mostOfText) files with one text" : nil
            try execute(
                """
                INSERT INTO medium (id, message_id, session_id, ordinal, url, declared_type, state, reason, created_at)
                VALUES (\(id), \(message), \(session.id), \(place + 1), \(medium.url), \(medium.contentType),
                    \(state), \(reason), \(now))
                """)
            guard !isOver else { continue }
            try enqueue(
                FetchMedia(medium: id, session: session.id, number: session.number), at: now, now: now,
                id: random.identifier())
        }
    }

    /// Keeps the bytes of a file, once; nothing happens where it was erased or kept meanwhile.
    func keep(
        _ content: [UInt8], of medium: Medium.ID, as type: MediumType, at now: Timestamp,
        random: any RandomSource
    ) throws {
        guard
            let session = try settle(
                medium,
                """
                state = 'kept', type = \(type), size = \(content.count), reason = NULL, settled_at = \(now)
                """)
        else { return }
        try execute("DELETE FROM medium_part WHERE medium_id = \(medium)")
        try insertParts(content, of: medium)
        try requestSync(of: session, at: now, random: random)
    }

    func insertParts(_ content: [UInt8], of medium: Medium.ID) throws {
        for (ordinal, start) in stride(from: 0, to: content.count, by: Medium.partBytes).enumerated() {
            let part = Array(content[start..<min(start + Medium.partBytes, content.count)])
            try execute(
                "INSERT INTO medium_part (medium_id, ordinal, content) VALUES (\(medium), \(ordinal), \(part))"
            )
        }
    }

    /// Notes that a file will never be kept, and why.
    func refuse(_ medium: Medium.ID, because reason: String, at now: Timestamp) throws {
        guard
            let session = try settle(
                medium, "state = 'refused', reason = \(reason), settled_at = \(now)")
        else { return }
        try record(
            .state, "A file of a text was not kept: \(reason).", details: ["file": medium.rawValue],
            in: session, at: now)
    }

    /// Notes a try that failed; returns how many there were.
    func noteMiss(_ medium: Medium.ID, because reason: String) throws -> Int {
        guard try settle(medium, "tries = tries + 1, reason = \(reason)") != nil else { return 0 }
        return try rows("SELECT tries FROM medium WHERE id = \(medium)").first.map { try $0["tries"] } ?? 0
    }

    /// Notes that a file could not be had, until somebody has it tried again.
    func giveUp(_ medium: Medium.ID, because reason: String, at now: Timestamp) throws {
        guard
            let session = try settle(
                medium, "state = 'failed', reason = \(reason), settled_at = \(now)")
        else { return }
        try record(
            .state, "A file of a text could not be fetched: \(reason).", details: ["file": medium.rawValue],
            in: session, at: now)
    }

    /// Changes a file that is not kept yet; its session, or nil where there is none to change.
    private func settle(_ medium: Medium.ID, _ changes: SQL) throws -> Session.ID? {
        let found = try rows("SELECT session_id FROM medium WHERE id = \(medium)").first
        guard let session = try found.map({ row -> Session.ID in try row["session_id"] }) else { return nil }
        try holdConversation(of: session)
        let changed = try execute(
            "UPDATE medium SET " + changes + " WHERE id = \(medium) AND state IN ('waiting', 'failed')")
        guard changed == 1 else { return nil }
        announce(.session(session))
        return session
    }
}
