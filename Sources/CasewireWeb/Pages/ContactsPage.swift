import Casewire
import CasewirePages

/// The contacts, by phone number.
struct ContactsPage: Page {
    static let template = "pages/contacts"

    struct Row: Sendable {
        let address: String
        let name: String
        let phone: String
        let sessions: Int
        let seen: MomentLabel
        let isSuppressed: Bool
    }

    let frame: PageFrame
    let search: String
    let rows: [Row]
    let isEmpty: Bool
    let nextAddress: String?

    init(frame: PageFrame, search: String, entries: [ContactList.Entry], next: String?) {
        self.frame = frame
        self.search = search
        rows = entries.map { entry in
            Row(
                address: "/contacts/\(entry.contact.id)",
                name: entry.contact.name ?? entry.contact.phone.national, phone: entry.contact.phone.e164,
                sessions: entry.sessions, seen: MomentLabel(entry.seenAt), isSuppressed: entry.isSuppressed)
        }
        isEmpty = entries.isEmpty
        nextAddress = next.map {
            "/contacts?cursor=\(SignInRoutes.encoded($0))"
                + (search.isEmpty ? "" : "&q=\(SignInRoutes.encoded(search))")
        }
    }
}
