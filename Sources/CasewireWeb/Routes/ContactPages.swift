import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Contacts in the dashboard.
struct ContactPages {
    let services: Services
    let presenter: PagePresenter

    static let pageSize = 100
    /// Sessions shown of one contact, or of one person.
    static let longestHistory = 100
    /// Characters of a field that are looked at.
    private static let longestField = 2000

    private var actions: ContactActions { ContactActions(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("contacts", may: .read, use: list),
            .get("contacts/{id}", may: .read) { request, context in
                try await page(context, isSaved: request.queryValue("saved") == "yes")
            },
            .form("contacts/{id}", may: .answer, use: save),
            .form("contacts/{id}/person", may: .answer, use: join),
            .form("contacts/{id}/person/leave", may: .answer) { form, context in
                let id = try context.contactID()
                try await actions.leave(id)
                let from = (form["from"] ?? "").filter { $0.isLetter || $0.isNumber || $0 == "-" }
                return .redirect(to: "/contacts/\(from.isEmpty ? id.rawValue : from)?saved=yes")
            },
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let search = String((request.queryValue("q") ?? "").prefix(200))
        let cursor = request.queryValue("cursor") ?? ""
        let found = try await services.database.read {
            try $0.contactList(after: cursor, search: search, limit: Self.pageSize + 1).entries
        }
        let page = Array(found.prefix(Self.pageSize))
        let next = found.count > Self.pageSize ? page.last?.contact.phone.e164 : nil
        return try presenter.response(
            ContactsPage(
                frame: presenter.frame(title: say("Contacts"), section: .contacts, for: context),
                search: search,
                entries: page, next: next))
    }

    private func save(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.contactID()
        let keys = form.values(of: "key").map { String($0.prefix(Self.longestField)) }
        let values = form.values(of: "value").map { String($0.prefix(Self.longestField)) }
        var entries: [String: String] = [:]
        for (key, value) in zip(keys, values) {
            // The row for a further entry may be left empty.
            if key.allSatisfy(\.isWhitespace) && value.allSatisfy(\.isWhitespace) { continue }
            entries[key] = value
        }
        let name = form["name"].map { String($0.prefix(Self.longestField)) }
        do {
            try await actions.edit(id, name: name, details: entries, by: context.callerName)
            return .redirect(to: "/contacts/\(id)?saved=yes")
        } catch ContactActions.Refusal.invalid(let words) {
            let typed = ContactPage.Typed(
                name: name, values: entries, newKey: keys.last ?? "", newValue: values.last ?? "",
                trouble: say(told: words))
            return try await page(context, typed: typed, status: .unprocessableContent)
        }
    }

    private func join(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.contactID()
        let written = String((form["phone"] ?? "").prefix(Self.longestField))
        do {
            guard let phone = PhoneNumber(parsing: written) else {
                throw ContactActions.Refusal.invalid(NumberDeclaration.noPhoneNumber(written))
            }
            try await actions.join(id, with: phone)
            return .redirect(to: "/contacts/\(id)?saved=yes")
        } catch ContactActions.Refusal.invalid(let words) {
            let typed = ContactPage.Typed(phone: written, trouble: say(told: words))
            return try await page(context, typed: typed, status: .unprocessableContent)
        }
    }

    private func page(
        _ context: BrowserContext, typed: ContactPage.Typed? = nil, isSaved: Bool = false,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let id = try context.contactID()
        let content = try await services.database.read { snapshot in
            guard let entry = try snapshot.contactEntry(id) else { throw Problem.noSuchContact }
            let others = try snapshot.samePerson(as: id)
            let sessions = try ([entry.contact] + others).flatMap { contact in
                try snapshot.inbox(InboxQuery(contact: contact.phone, limit: Self.longestHistory)).entries
            }
            return ContactPage.Content(
                entry: entry,
                sessions: Array(
                    sessions.sorted { $0.session.updatedAt > $1.session.updatedAt }.prefix(
                        Self.longestHistory)),
                consent: try snapshot.consent(of: id), details: try snapshot.details(of: id), others: others)
        }
        let name = content.entry.contact.name ?? content.entry.contact.phone.national
        return try presenter.response(
            ContactPage(
                content, typed: typed, isSaved: isSaved, mayEdit: context.role.may(.answer),
                frame: presenter.frame(title: name, section: .contacts, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
