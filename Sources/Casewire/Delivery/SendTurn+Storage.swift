import CasewireStorage

/// A number with a rate has one turn at a time, kept in a row that all nodes share: when it is free again, and which lane was
/// called up for it.
///
/// Texts wait for it in the queue, where the next by rank is claimed once it is free; so none holds a worker, and none leaves its
/// lane. The one that was claimed then takes the turn in the very transaction that moves its text to `sending`.
enum SendTurn {
    /// So long is the turn kept for the lane that was called up: its process may have died.
    static let longestCall = Duration.seconds(10)
    /// No text takes a number longer. A turn that is further away was taken by a clock that was ahead.
    static let longest = Duration.seconds(1800)
    /// What was queued so long before an outage ended goes after what is said now.
    static let backlogAge = Duration.seconds(60)
}

extension Snapshot {
    /// Whether the job `due` is a text of a number that has a rate.
    static let isPaced: SQL = """
        (due.kind = \(SendMessage.kind) AND EXISTS (SELECT 1 FROM send_turn WHERE send_turn.edge = due.edge))
        """

    /// When the turn of the row `send_turn` is to be had.
    static let turnIsFree: SQL = """
        (CASE WHEN COALESCE(send_turn.taken_until, 0) > send_turn.free_at THEN send_turn.taken_until
            ELSE send_turn.free_at END)
        """
}

extension Transaction {
    /// Takes a number's turn for a text; else the time to wait for it. Nil also where the number has no rate.
    func takeTurn(for message: Message, at now: Timestamp) throws -> Duration? {
        guard let rate = try sendRate(of: message.number) else { return nil }
        let edge = Edge.carrier(message.number)
        let lane = SendMessage.lane(of: message)
        let freeAt = now + rate.time(for: message.segments)
        let taken = try execute(
            """
            INSERT INTO send_turn (edge, number_id, free_at) VALUES (\(edge), \(message.number), \(freeAt))
            ON CONFLICT (edge) DO UPDATE SET free_at = excluded.free_at, taker = NULL, taken_until = NULL
            WHERE send_turn.free_at <= \(now)
                AND (send_turn.taker IS NULL OR send_turn.taker = \(lane) OR send_turn.taken_until <= \(now))
            """)
        guard taken == 0 else { return nil }
        let free = try rows(
            "SELECT \(Self.turnIsFree) AS moment FROM send_turn WHERE edge = \(edge)"
        ).first.flatMap { row -> Timestamp? in try row["moment"] }
        return max((free ?? now) - now, .milliseconds(1))
    }

    /// Gives back a turn for which a lane was called up and which it does not need.
    func leaveTurn(_ lane: String?, on number: Number.ID) throws {
        try execute(
            """
            UPDATE send_turn SET taker = NULL, taken_until = NULL
            WHERE edge = \(Edge.carrier(number)) AND taker = \(lane)
            """)
    }

    /// A carrier asks for a pause: the number's other texts wait with this one.
    func pauseTurn(of number: Number.ID, until moment: Timestamp) throws {
        try execute(
            """
            UPDATE send_turn SET free_at = \(moment)
            WHERE edge = \(Edge.carrier(number)) AND free_at < \(moment)
            """)
    }

    /// The numbers whose turn is free and waits for nobody.
    func freeTurns(at now: Timestamp) throws -> [Edge] {
        try rows(
            """
            SELECT edge FROM send_turn
            WHERE \(Self.turnIsFree) <= \(now) AND EXISTS (SELECT 1 FROM job
                WHERE job.edge = send_turn.edge AND job.state = 'waiting' AND job.kind = \(SendMessage.kind))
            ORDER BY edge LIMIT 1000
            """
        ).map { try $0["edge"] }
    }

    /// Keeps a number's turn for a lane that was claimed.
    func callUp(_ lane: String?, on edge: Edge, at now: Timestamp) throws {
        try execute(
            """
            UPDATE send_turn SET taker = \(lane), taken_until = \(now + SendTurn.longestCall) WHERE edge = \(edge)
            """)
    }

    /// Puts a lane's waiting texts before others of the number: they hold up one that goes first.
    func promote(_ lane: String?, to rank: Rank) throws {
        try execute(
            """
            UPDATE job SET rank = \(rank.rawValue)
            WHERE lane = \(lane) AND state = 'waiting' AND rank > \(rank.rawValue)
            """)
    }

    /// A number whose rate was taken away has no turns any more.
    func dropTurnWithoutRate(of phone: PhoneNumber) throws {
        let id = try rows("SELECT id FROM number WHERE phone = \(phone.e164)").first.map { row -> Number.ID in
            try row["id"]
        }
        guard let id, try sendRate(of: id) == nil else { return }
        try execute("DELETE FROM send_turn WHERE number_id = \(id)")
    }

    /// What an outage left behind goes after what is said now.
    func demoteBacklog(of edge: Edge, at now: Timestamp) throws {
        try execute(
            """
            UPDATE job SET rank = \(Rank.backlog.rawValue)
            WHERE edge = \(edge) AND kind = \(SendMessage.kind) AND state = 'waiting'
                AND rank = \(Rank.usual.rawValue) AND created_at < \(now - SendTurn.backlogAge)
            """)
    }

    /// Frees the turns that a clock took which was ahead and was set right since.
    func mendTurns(now: Timestamp) throws {
        try execute(
            """
            UPDATE send_turn SET free_at = \(now), taker = NULL, taken_until = NULL
            WHERE free_at > \(now + SendTurn.longest) OR taken_until > \(now + SendTurn.longest)
            """)
    }
}
