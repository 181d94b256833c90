import Casewire
import CasewireStorage
import Hummingbird

/// Contacts, what is noted of them, and their consent.
struct ContactRoutes {
    let services: Services

    private var actions: ContactActions { ContactActions(services: services) }

    var routes: [Endpoint<KeyContext>] {
        [
            .get("contacts", may: .read, use: list),
            .get("contacts/{id}", may: .read) { _, context in try await show(try context.contactID()) },
            .patch("contacts/{id}", may: .answer, use: edit),
            .put("contacts/{id}/person", may: .answer, use: join),
            .delete("contacts/{id}/person", may: .answer) { _, context in
                let id = try context.contactID()
                try await actions.leave(id)
                return try await show(id)
            },
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

    private func show(_ id: Contact.ID) async throws -> Response {
        let view = try await services.database.read { snapshot in
            guard let entry = try snapshot.contactEntry(id) else { throw Problem.noSuchContact }
            return ContactWholeView(
                entry, details: try snapshot.details(of: id), others: try snapshot.samePerson(as: id))
        }
        return try JSONResponse.make(view)
    }

    /// `{"name"?, "data"?: {NAME: value}}`; null or an empty text takes away, what is not named stays.
    private func edit(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(JSONValue.self)
        let id = try context.contactID()
        let unknown = body.keys.subtracting(["name", "data"]).sorted()
        guard unknown.isEmpty else {
            throw Problem.invalid("“\(unknown[0])” is not known; name and data are.")
        }
        let name = try body["name"].map { try Self.text($0, named: "name") }
        var details: [String: String] = [:]
        if case .object(let entries)? = body["data"] {
            for (key, value) in entries { details[key] = try Self.text(value, named: "data.\(key)") }
        } else if body["data"] != nil {
            throw Problem.invalid("“data” is an object of texts.")
        }
        try await actions.edit(id, name: name, details: details, by: context.callerName)
        return try await show(id)
    }

    private static func text(_ value: JSONValue, named name: String) throws -> String {
        switch value {
        case .object, .list: throw Problem.invalid("“\(name)” is a text.")
        default: value.plain
        }
    }

    /// `{"phone": "+1…"}`: another number of the same person.
    private func join(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let phone: String }
        let body = try await request.json(Body.self)
        let id = try context.contactID()
        guard let phone = PhoneNumber(parsing: body.phone) else {
            throw Problem.invalid(NumberDeclaration.noPhoneNumber(body.phone))
        }
        try await actions.join(id, with: phone)
        return try await show(id)
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
