import CasewireStorage
import Foundation

/// One of several contacts in Creatio with the same phone, of whom a person must choose.
package struct ContactCandidate: Sendable, Hashable, Codable {
    /// The contact's GUID.
    package let id: String
    package let name: String

    /// A list as it is kept; none where nothing is.
    static func list(_ kept: String?) throws -> [ContactCandidate] {
        try kept.map { try JSONDecoder().decode([ContactCandidate].self, from: Data($0.utf8)) } ?? []
    }
}

extension Transaction {
    /// Keeps who may be meant, for operators and on the case. False when that was known.
    func note(_ candidates: [ContactCandidate], of session: Session.ID) throws -> Bool {
        let text = String(decoding: try JSONEncoder().encode(candidates), as: UTF8.self)
        return try execute(
            """
            UPDATE case_link SET candidates = \(text)
            WHERE session_id = \(session) AND creatio_contact IS NULL AND COALESCE(candidates, '') <> \(text)
            """) == 1
    }

    /// Takes one of the candidates for the session's contact. False when that one is not among them.
    func chooseContact(
        _ id: String, of session: Session.ID, by who: String, at now: Timestamp, random: any RandomSource
    )
        throws -> Bool
    {
        guard let candidate = try caseLink(of: session)?.candidates.first(where: { $0.id == id }) else {
            return false
        }
        try noteCase(["ContactId": .id(candidate.id)], of: session)
        try record(
            .sync, "\(candidate.name) was chosen as the contact of the case.", details: ["by": who],
            in: session,
            at: now)
        if let contact = try self.session(session)?.contact {
            try enqueue(
                SyncConsent(contact: contact, cause: .link), at: now, now: now, id: random.identifier())
        }
        try requestSync(of: session, at: now, random: random)
        return true
    }
}
