import Casewire
import CasewirePages
import CasewireStorage
import Hummingbird

/// Contacts in the dashboard.
struct ContactPages {
    let services: Services
    let presenter: PagePresenter

    static let pageSize = 100
    /// Sessions shown of one contact.
    static let longestHistory = 100

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("contacts", may: .read, use: list),
            .get("contacts/{id}", may: .read, use: show),
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

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let id = try context.contactID()
        let found = try await services.database.read { snapshot in
            guard let entry = try snapshot.contactEntry(id) else { throw Problem.noSuchContact }
            let query = InboxQuery(contact: entry.contact.phone, limit: Self.longestHistory)
            return (
                entry: entry, sessions: try snapshot.inbox(query).entries,
                consent: try snapshot.consent(of: id)
            )
        }
        let name = found.entry.contact.name ?? found.entry.contact.phone.national
        return try presenter.response(
            ContactPage(
                frame: presenter.frame(title: name, section: .contacts, for: context), entry: found.entry,
                sessions: found.sessions, consent: found.consent, mayStart: context.role.may(.answer)))
    }
}
