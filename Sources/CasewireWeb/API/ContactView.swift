import Casewire

/// A contact in a list.
struct ContactView: Encodable {
    let id: String
    let phone: String
    @OrNull var name: String?
    let suppressed: Bool
    let sessions: Int
    let createdAt: String
    let seenAt: String

    init(_ entry: ContactList.Entry) {
        id = entry.contact.id.rawValue
        phone = entry.contact.phone.e164
        name = entry.contact.name
        suppressed = entry.isSuppressed
        sessions = entry.sessions
        createdAt = entry.contact.createdAt.iso8601
        seenAt = entry.seenAt.iso8601
    }
}

/// A contact with what is noted of it, and other numbers of the same person.
struct ContactWholeView: Encodable {
    struct Other: Encodable {
        let id: String
        let phone: String
        @OrNull var name: String?
    }

    private enum CodingKeys: String, CodingKey { case data, samePerson }

    private let contact: ContactView
    private let data: [String: String]
    private let samePerson: [Other]

    init(_ entry: ContactList.Entry, details: [ContactDetail], others: [Contact]) {
        contact = ContactView(entry)
        data = Dictionary(details.map { ($0.name, $0.value) }) { $1 }
        samePerson = others.map { Other(id: $0.id.rawValue, phone: $0.phone.e164, name: $0.name) }
    }

    func encode(to encoder: any Encoder) throws {
        try contact.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(data, forKey: .data)
        try container.encode(samePerson, forKey: .samePerson)
    }
}

/// A contact's opt-outs and opt-ins, the oldest first.
struct ConsentView: Encodable {
    struct EntryView: Encodable {
        let kind: String
        let source: String
        let wording: String
        @OrNull var number: String?
        let at: String
    }

    let suppressed: Bool
    let items: [EntryView]
}
