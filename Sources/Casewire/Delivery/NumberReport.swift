import CasewireStorage
import Foundation

/// What a look at the way from a carrier to us found.
struct NumberReport: Sendable {
    /// What keeps texts from arriving, in words; nil when nothing is known to.
    var obstacle: String?
    /// When a call of our own, or the last customer's text, came in through the public address.
    var verifiedAt: Timestamp?
    /// Why none did, in words.
    var probeNote: String?
    /// Nil where nobody asks for one, or it is not known.
    var registration: Registration?
    /// What of all this may pass by itself, in words.
    var passingTrouble: String?

    var isGood: Bool {
        obstacle == nil && verifiedAt != nil && !(registration.map(\.isLacking) ?? false)
    }
}

extension Transaction {
    func save(_ report: NumberReport, of number: Number.ID, at now: Timestamp) throws {
        try execute(
            """
            UPDATE number SET connection_note = \(report.obstacle), connected_at = \(now), checked_at = \(now),
                verified_at = \(report.verifiedAt), probe_note = \(report.probeNote),
                registration = \(try report.registration?.column)
            WHERE id = \(number)
            """)
        announce(.settings)
    }

    /// A call of our own webhook came back.
    package func noteProbe(_ mark: String, of number: Number.ID) throws {
        // Several nodes, or an impatient person, may look at once.
        let seen = ([mark] + (try probesSeen(of: number))).prefix(Self.mostProbes).joined(separator: " ")
        try execute("UPDATE number SET probe_seen = \(seen) WHERE id = \(number)")
    }

    private static let mostProbes = 10
}

extension Snapshot {
    /// The marks of the newest calls of our own that came back.
    package func probesSeen(of number: Number.ID) throws -> [String] {
        let text: String? = try rows("SELECT probe_seen FROM number WHERE id = \(number)").first.flatMap {
            try $0["probe_seen"]
        }
        return (text ?? "").split(separator: " ").map(String.init)
    }

    /// When a customer's text came by the webhook last.
    func heardAt(on number: Number.ID) throws -> Timestamp? {
        try rows(
            """
            SELECT message.created_at FROM message JOIN session ON session.id = message.session_id
            WHERE session.number_id = \(number) AND message.direction = 'in' AND message.is_late = 0
            ORDER BY session.updated_at DESC, message.created_at DESC LIMIT 1
            """
        ).first.map { try $0["created_at"] }
    }

    /// How far a number's registration has come, as it was read last.
    package func registration(of number: Number.ID) throws -> Registration? {
        try rows("SELECT registration FROM number WHERE id = \(number)").first.flatMap {
            try Registration(column: try $0["registration"])
        }
    }
}

extension Registration {
    init?(column text: String?) throws {
        guard let text else { return nil }
        self = try JSONDecoder().decode(Registration.self, from: Data(text.utf8))
    }

    fileprivate var column: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
