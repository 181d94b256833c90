import CasewireStorage

/// One call of an action in one turn: made once for the same arguments, however often the turn is tried.
struct ActionCall: Sendable, Hashable {
    /// What came of it before.
    enum State: String, Sendable, Hashable, SQLValueConvertible {
        /// Begun; where nobody is at it any more, its outcome is not known.
        case calling
        case done, failed, unknown
    }

    let session: Session.ID
    /// The position that was answered before the turn.
    let turn: Int
    let action: String
    /// A keyed hash of the arguments.
    let arguments: String

    /// Names the call to the host, which may then tell a second copy from a second wish.
    func key(_ vault: Vault) -> String {
        vault.hash("action/\(session.rawValue)/\(turn)/\(action)/\(arguments)")
    }
}

extension Transaction {
    /// Notes that a call is about to be made. What was there before, where it was begun before.
    func begin(
        _ call: ActionCall, at now: Timestamp
    ) throws -> (state: ActionCall.State, status: Int?, result: String?)? {
        let began = try execute(
            """
            INSERT INTO action_call (session_id, turn, action, arguments, state, started_at)
            VALUES (\(call.session), \(call.turn), \(call.action), \(call.arguments), 'calling', \(now))
            ON CONFLICT DO NOTHING
            """)
        guard began == 0 else { return nil }
        return try rows(
            """
            SELECT * FROM action_call WHERE session_id = \(call.session) AND turn = \(call.turn)
                AND action = \(call.action) AND arguments = \(call.arguments)
            """
        ).first.map { (try $0["state"], try $0["status"], try $0["result"]) }
    }

    /// Keeps what came of it.
    func finish(
        _ call: ActionCall, _ state: ActionCall.State, status: Int?, result: String, at now: Timestamp
    ) throws {
        try execute(
            """
            UPDATE action_call SET state = \(state), status = \(status), result = \(result), ended_at = \(now)
            WHERE session_id = \(call.session) AND turn = \(call.turn) AND action = \(call.action)
                AND arguments = \(call.arguments) AND state = 'calling'
            """)
    }

    /// What hosts answered is not needed once the turn is over.
    func forgetActionResults(of session: Session.ID) throws {
        try execute(
            "UPDATE action_call SET result = NULL WHERE session_id = \(session) AND result IS NOT NULL AND state <> 'calling'"
        )
    }
}
