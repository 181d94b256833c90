import CasewireStorage

/// One of our numbers and whether texts to it reach us, without its credentials.
package struct NumberStatus: Sendable, Hashable {
    package let id: Number.ID
    package let phone: String
    package let provider: Number.ProviderKind
    package let apiURL: String?
    package let autopilot: Bool
    package let assist: Bool
    /// What keeps texts from arriving, in words; nil when nothing is known to.
    package let note: String?
    /// When the carrier was last told where texts go; nil before the first time.
    package let connectedAt: Timestamp?
    /// When a call of our own, or the last customer's text, came in through the public address; nil where none did.
    package let verifiedAt: Timestamp?
    /// Why none did, in words.
    package let probeNote: String?
    /// Nil where nobody asks for one, or it is not known.
    package let registration: Registration?
    /// When all this was looked at last.
    package let checkedAt: Timestamp?
    /// Nil where its texts are not limited here.
    package let rate: SendRate?
    /// Its texts that have not left yet.
    package let waiting: WaitingTexts

    /// Texts arrive, as far as is known.
    package var isConnected: Bool { connectedAt != nil && note == nil }

    /// Texts do arrive: a signed call came in by the way that the carrier's take.
    package var isVerified: Bool { isConnected && verifiedAt != nil }
}

/// Texts of a number that have not left yet.
package struct WaitingTexts: Sendable, Hashable {
    package let count: Int
    package let segments: Int
}

extension Snapshot {
    package func numberStatuses() throws -> [NumberStatus] {
        try rows(
            """
            SELECT number.*, queue.texts AS waiting_texts, queue.segments AS waiting_segments FROM number
            LEFT JOIN (SELECT number_id, COUNT(*) AS texts, CAST(SUM(segments) AS BIGINT) AS segments FROM message
                WHERE state = 'queued' AND held_until IS NULL GROUP BY number_id) AS queue ON queue.number_id = number.id
            ORDER BY number.created_at, number.phone LIMIT 1000
            """
        ).map { row in
            NumberStatus(
                id: try row["id"], phone: try row["phone"], provider: try row["provider"],
                apiURL: try row["api_url"],
                autopilot: try row["autopilot"], assist: try row["assist"], note: try row["connection_note"],
                connectedAt: try row["connected_at"], verifiedAt: try row["verified_at"],
                probeNote: try row["probe_note"],
                registration: try Registration(column: try row["registration"]),
                checkedAt: try row["checked_at"], rate: try SendRate(row: row),
                waiting: WaitingTexts(
                    count: try row["waiting_texts"] ?? 0, segments: try row["waiting_segments"] ?? 0))
        }
    }

    /// How a number of ours is dialled; nil for one that is gone.
    package func phone(of number: Number.ID?) throws -> String? {
        guard let number else { return nil }
        return try rows("SELECT phone FROM number WHERE id = \(number)").first.map { try $0["phone"] }
    }
}
