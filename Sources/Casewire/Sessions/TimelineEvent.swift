package import CasewireStorage
import Foundation

/// Something that happened in a session beside its texts: a turn, a handoff, a take-over, a step of the case.
package struct TimelineEvent: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case turn, action, handoff, state, note, sync, reply, consent
    }

    package let kind: Kind
    /// One sentence for people.
    package let title: String
    /// What else is worth knowing, by name: articles and scores, model, reason.
    package let details: [String: String]
    package let at: Timestamp
}

extension Snapshot {
    package func timeline(of session: Session.ID, limit: Int = 500) throws -> [TimelineEvent] {
        try rows("SELECT * FROM event WHERE session_id = \(session) ORDER BY position LIMIT \(limit)").map {
            row in
            let details: String = try row["details"]
            return TimelineEvent(
                kind: try row["kind"], title: try row["title"],
                details: try JSONDecoder().decode([String: String].self, from: Data(details.utf8)),
                at: try row["at"])
        }
    }
}

extension Transaction {
    /// Adds to a session's timeline.
    package func record(
        _ kind: TimelineEvent.Kind, _ title: String, details: [String: String] = [:], in session: Session.ID,
        at now: Timestamp
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(details), as: UTF8.self)
        try execute(
            """
            INSERT INTO event (session_id, kind, title, details, at)
            VALUES (\(session), \(kind), \(title), \(json), \(now))
            """)
        announce(.session(session))
    }
}
