import Casewire
import CasewireStorage
import Hummingbird

/// Contacts and their consent.
struct ContactRoutes {
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

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("contacts", may: .read, use: list),
            .get("contacts/{id}", may: .read, use: show),
            .get("contacts/{id}/consent", may: .read, use: consent),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let limit = try request.limit()
        let cursor = request.queryValue("cursor") ?? ""
        let search = request.queryValue("q")
        let found = try await services.database.read {
            try $0.contactList(after: cursor, search: search, limit: limit + 1).entries
        }
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last?.contact.phone.e164 : nil
        return try JSONResponse.make(ListView(items: page.map { ContactView($0) }, next: next))
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.contactID()
        let entry = try await services.database.read { try $0.contactEntry(id) }
        guard let entry else { throw Problem.noSuchContact }
        return try JSONResponse.make(ContactView(entry))
    }

    private func consent(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.contactID()
        let view = try await services.database.read { snapshot in
            guard try snapshot.contact(id) != nil else { throw Problem.noSuchContact }
            return ConsentView(
                suppressed: try snapshot.isSuppressed(id),
                items: try snapshot.consent(of: id).map {
                    ConsentView.EntryView(
                        kind: $0.kind.rawValue, source: $0.source, wording: $0.wording,
                        number: try snapshot.phone(of: $0.number), at: $0.at.iso8601)
                })
        }
        return try JSONResponse.make(view)
    }
}

extension RequestContext {
    func contactID() throws -> Contact.ID {
        Contact.ID(rawValue: try parameter("id").lowercased())
    }
}

extension Problem {
    static let noSuchContact = Problem(.notFound, "No such contact", "There is no contact with this id.")
}
