import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct ContactPagesTests {
    @Test
    func `a contact shows its sessions and its consent`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            try await caller.world.receive("STOP")
            let session = try await caller.world.session()
            let list = try await caller.page("/contacts", in: browser)
            #expect(list.text.contains("/contacts/\(session.contact)"))
            #expect(list.text.contains("Opted out"))
            let page = try await caller.page("/contacts/\(session.contact)", in: browser)
            #expect(page.text.contains("/sessions/\(session.id)"))
            #expect(page.text.contains("This contact opted out of texts."))
            #expect(page.text.contains("“STOP”"))
        }
    }

    @Test
    func `the API shows contacts and their consent alike`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            try await caller.world.receive("STOP")
            let contact = try await caller.world.session().contact
            let listed = try await caller.api(.get, "contacts?limit=1", key: key).items
            #expect(listed.first?["id"] as? String == contact.rawValue)
            #expect(listed.first?["suppressed"] as? Bool == true)
            #expect(try await caller.api(.get, "contacts/\(contact)", key: key).status == 200)
            let consent = try await caller.api(.get, "contacts/\(contact)/consent", key: key)
            #expect(try consent.items.first?["kind"] as? String == "opt_out")
            #expect(try consent.items.first?["number"] as? String == "+15550001000")
            #expect(try await caller.api(.get, "contacts/nobody", key: key).status == 404)
        }
    }
}
