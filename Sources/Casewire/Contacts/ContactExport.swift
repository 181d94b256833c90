package import CasewireStorage
import Foundation

/// All that is kept of a contact, for handing over on request.
package struct ContactExport: Sendable, Encodable {
    package struct Consent: Sendable, Encodable {
        let kind: String
        let source: String
        let wording: String
        let at: String
    }

    package struct Conversation: Sendable, Encodable {
        let id: String
        let ticket: Int
        let state: String
        let created_at: String
        /// What the customer answered to the question at the end, 1 to 5.
        let score: Int?
        let comment: String?
        let messages: [Text]
        /// Questions of the customer's that had no sure answer, as they are kept for whoever writes the knowledge.
        let unanswered: [String]
    }

    package struct Text: Sendable, Encodable {
        let direction: String
        let author: String
        let text: String
        let state: String
        let created_at: String
        let media: [File]
    }

    /// A picture or other file of a text.
    package struct File: Sendable, Encodable {
        let name: String
        let type: String
        let state: String
        let reason: String?
        /// The bytes in Base64, where they are kept.
        let content: String?
    }

    let id: String
    let phone: String
    let name: String?
    let created_at: String
    /// What people noted, by name.
    let data: [String: String]
    /// Other phone numbers that people took for this customer's.
    let same_person: [String]
    let consent: [Consent]
    let sessions: [Conversation]
}

extension Snapshot {
    /// The export of the contact behind a phone number, or nil when there is none.
    package func export(of phone: PhoneNumber) throws -> ContactExport? {
        guard let contact = try contact(phone) else { return nil }
        let sessions = try rows("SELECT * FROM session WHERE contact_id = \(contact.id) ORDER BY ticket")
            .map(Session.init(row:))
        return ContactExport(
            id: contact.id.rawValue, phone: contact.phone.e164, name: contact.name,
            created_at: contact.createdAt.iso8601,
            data: Dictionary(try details(of: contact.id).map { ($0.name, $0.value) }) { $1 },
            same_person: try samePerson(as: contact.id).map(\.phone.e164),
            consent: try consent(of: contact.id).map {
                .init(kind: $0.kind.rawValue, source: $0.source, wording: $0.wording, at: $0.at.iso8601)
            },
            sessions: try sessions.map { session in
                let answer = try satisfaction(of: session.id)
                let files = Dictionary(grouping: try media(in: session.id), by: \.message)
                return .init(
                    id: session.id.rawValue, ticket: session.ticket, state: session.state.rawValue,
                    created_at: session.createdAt.iso8601, score: answer?.score, comment: answer?.comment,
                    messages: try messages(in: session.id, limit: 100_000).map {
                        .init(
                            direction: $0.direction.rawValue, author: $0.author.rawValue, text: $0.text,
                            state: $0.state.rawValue, created_at: $0.createdAt.iso8601,
                            media: try (files[$0.id] ?? []).map(exported))
                    }, unanswered: try questions(of: session.id))
            })
    }

    private func exported(_ medium: Medium) throws -> ContactExport.File {
        let content = medium.state == .kept ? Data(try content(of: medium.id)).base64EncodedString() : nil
        return ContactExport.File(
            name: medium.name, type: medium.type?.rawValue ?? medium.declaredType,
            state: medium.state.rawValue, reason: medium.reason, content: content)
    }
}
