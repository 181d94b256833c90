import Casewire
import CasewireStorage
import TestSupport
import Testing

@testable import CasewireWeb

struct CreatioPagesTests {
    private static let entry = [
        "url": " https://acme.creatio.com/0/ ", "client_id": "ABC", "client_secret": "first-secret",
    ]

    private func settings(_ caller: WebCaller) async throws -> CreatioSettings? {
        let vault = caller.world.services.vault
        return try await caller.world.database.read { try $0.creatioSettings(openedBy: vault) }
    }

    @Test
    func `a site is connected with its address, a client id and a secret alone`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.admin)
            #expect(
                try await caller.page("/settings/creatio", in: browser).text.contains("<strong>Off</strong>"))
            let page = try await caller.submit("/settings/creatio", Self.entry, in: browser)
            #expect(page.status == 200, "\(page.text)")
            #expect(page.text.contains("Everything works, and the connection is saved."))
            #expect(page.text.contains("<strong>Active</strong>"))
            #expect(!page.text.contains("first-secret"))
            let saved = try #require(try await settings(caller))
            #expect(saved.url == "https://acme.creatio.com/0/")
            #expect(saved.signIn == .client(id: "ABC", secret: Secret("first-secret")))
            #expect(page.text.contains("/webhooks/creatio/\(saved.webhookToken.value)"))
        }
    }

    @Test
    func `a secret is replaced without a gap, and left as it is where none is typed`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.owner)
            _ = try await caller.submit("/settings/creatio", Self.entry, in: browser)
            let first = try #require(try await settings(caller))
            var entry = Self.entry
            entry["client_secret"] = ""
            #expect(try await caller.submit("/settings/creatio", entry, in: browser).status == 200)
            #expect(try await settings(caller) == first)
            entry["client_secret"] = "second-secret"
            #expect(try await caller.submit("/settings/creatio", entry, in: browser).status == 200)
            let second = try #require(try await settings(caller))
            #expect(second.signIn == .client(id: "ABC", secret: Secret("second-secret")))
            #expect(second.webhookToken == first.webhookToken && second.connectedAt == first.connectedAt)
        }
    }

    @Test
    func `a trial that fails names the step and saves nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.admin)
            await caller.world.creatio.setAway("acme.creatio.com cannot be reached")
            let page = try await caller.submit("/settings/creatio", Self.entry, in: browser)
            #expect(page.status == 422)
            #expect(page.text.contains("<strong>Reach the site</strong>: Failed"))
            #expect(page.text.contains("acme.creatio.com cannot be reached"))
            #expect(page.text.contains("value=\"ABC\"") && !page.text.contains("first-secret"))
            #expect(try await settings(caller) == nil)
        }
    }

    @Test(arguments: [
        (["client_id": "ABC", "client_secret": "x"], "Write the address of your Creatio site."),
        (["url": "acme.creatio.com"], "Write the client id and secret"),
        (
            ["url": "acme.creatio.com", "client_id": "ABC"],
            "Write the client secret that belongs to this client id."
        ),
        (["url": "acme.creatio.com", "user_name": "Supervisor"], "Write the password of Supervisor."),
    ])
    func `what is missing is said before anything is tried`(_ entry: [String: String], _ words: String)
        async throws
    {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.admin)
            let page = try await caller.submit("/settings/creatio", entry, in: browser)
            #expect(page.status == 422)
            #expect(page.text.contains(words), "\(page.text)")
            #expect(await caller.world.creatio.requests == 0)
        }
    }
}
