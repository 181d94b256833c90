import Casewire
import CasewireStorage
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct StartPagesTests {
    private static let entry = [
        "number": "+15550001000", "phone": "+1 (555) 123-0001", "text": "Your table is ready.",
        "source": "web form", "wording": "Text me when it is ready", "key": "one",
    ]

    private static func quiet(_ world: World, from: Int, to: Int) async throws {
        let now = world.clock.now()
        try await world.database.write { transaction in
            var organization = try transaction.organization()
            organization.quietHours = QuietHours(from: from, to: to)
            try transaction.save(organization, at: now)
        }
    }

    @Test
    func `a first text is sent once however often its form is, with the consent`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            #expect(try await caller.page("/inbox", in: rep).text.contains(#"href="/start""#))
            for _ in 1...2 {
                let answer = try await caller.submit("/start", Self.entry, in: rep)
                #expect(answer.status == 303, "\(answer.text)")
                let session = try await caller.world.session()
                #expect(answer.headers[.location] == "/sessions/\(session.id)#latest")
            }
            try await caller.world.settle(2)
            #expect(await caller.world.textsSent.count == 1)
            let session = try await caller.world.session()
            let consent = try await caller.world.database.read { try $0.consent(of: session.contact) }
            #expect(consent.first?.wording == "web form: Text me when it is ready")
            #expect(try await caller.world.timeline().contains { $0.details["by"] == "rep@example.com" })
        }
    }

    @Test(arguments: [
        ("phone", "5551230001x", "is no phone number"), ("source", " ", "Say how the customer agreed"),
        ("text", " ", "The text is empty."), ("number", "+15550009999", "no such number of ours"),
    ])
    func `what cannot be sent is told, and what was typed stays`(
        field: String, value: String, words: String
    ) async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            var entry = Self.entry
            entry[field] = value
            let answer = try await caller.submit("/start", entry, in: rep)
            #expect(answer.status == 422 && answer.text.contains(words), "\(answer.text)")
            for kept in ["Text me when it is ready", #"name="key" value="one""#] {
                #expect(answer.text.contains(kept))
            }
            let contacts = try await caller.world.database.read { try $0.contacts(after: "", limit: 10) }
            #expect(contacts.isEmpty)
        }
    }

    @Test
    func `who opted out, is blocked or was erased since is told before and not texted`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("STOP")
            try await caller.world.settle(2)
            let told = try await caller.submit("/start/check", Self.entry, in: rep)
            #expect(told.status == 200 && told.text.contains("The customer opted out of texts"))
            let refused = try await caller.submit("/start", Self.entry, in: rep)
            #expect(refused.status == 422 && refused.text.contains("The customer opted out of texts"))
            let phone = try #require(PhoneNumber(e164: World.customer))
            _ = try await EraseContact(services: caller.world.services).run(phone)
            let preview = try await caller.api(
                .post, "sessions/preview", key: key, body: #"{"phone": "\#(World.customer)"}"#)
            #expect((try preview.json["obstacle"] as? String)?.contains("opted out") == true)
            #expect(try preview.json["contact"] is NSNull)

            try await SetLimits(services: caller.world.services).run(
                LimitsForm(values: ["blocked_numbers": "+15551230009"]).blocked, quiet: nil)
            let blocked = try await caller.submit(
                "/start", Self.entry.merging(["phone": "+15551230009"]) { $1 }, in: rep)
            #expect(blocked.status == 422 && blocked.text.contains("The number is blocked"))
            #expect(try await caller.world.database.read { try $0.contacts(after: "", limit: 10) }.isEmpty)
        }
    }

    @Test
    func `in quiet hours the person is told until when, and the text then waits`() async throws {
        let web = try await WebWorld()
        // 13:33 UTC on that clock.
        try await Self.quiet(web.world, from: 13 * 60, to: 18 * 60)
        try await web.run { caller async throws in
            let rep = try await caller.signIn(.rep)
            let told = try await caller.submit("/start", Self.entry, in: rep)
            #expect(told.status == 422 && told.text.contains("Send it again to let it wait"))
            #expect(told.text.contains(">2026-09-21 18:00 UTC</time>"))
            #expect(told.text.contains(#"name="warned" value="yes""#))
            #expect(try await caller.world.database.read { try $0.contacts(after: "", limit: 1) }.isEmpty)
            let sent = try await caller.submit(
                "/start", Self.entry.merging(["warned": "yes"]) { $1 }, in: rep)
            #expect(sent.status == 303)
            try await caller.world.settle(2)
            #expect(await caller.world.textsSent.isEmpty)
            #expect(
                try await caller.world.messages().first?.heldUntil?.iso8601.hasPrefix("2026-09-21T18:00")
                    == true)
        }
    }

    @Test
    func `a check counts and prices the text, and keeps nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            var entry = Self.entry
            entry["text"] = String(repeating: "A longer text. ", count: 12)
            entry["warned"] = "yes"
            let answer = try await caller.submit("/start/check", entry, in: rep)
            #expect(answer.text.contains("2 segments</output>") && answer.text.contains("about 0.0166 USD"))
            #expect(answer.text.contains("nobody we know yet") && !answer.text.contains(#"name="warned""#))
            let key = try await caller.makeKey(.rep)
            let preview = try await caller.api(
                .post, "sessions/preview", key: key,
                body: #"{"phone": "+15551230001", "text": "Hello", "number": "+15550001000"}"#)
            #expect(try preview.json["segments"] as? Int == 1)
            #expect(try preview.json["cost_millionths"] as? Int == 8300)
            #expect(try preview.json["obstacle"] is NSNull && preview.json["leaves_at"] is NSNull)
            #expect(try await caller.world.database.read { try $0.contacts(after: "", limit: 1) }.isEmpty)
        }
    }

    @Test
    func `a contact's page leads to a filled form`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let address = "/start?contact=\(session.contact)"
            let contact = try await caller.page("/contacts/\(session.contact)", in: rep)
            #expect(contact.text.contains(#"href="\#(address)""#))
            let form = try await caller.page(address, in: rep)
            #expect(form.text.contains(#"value="\#(World.customer)""#))
            #expect(form.text.contains("A session is open"))
            #expect(try await caller.page("/start?contact=nobody", in: rep).status == 404)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            #expect(!(try await caller.page("/inbox", in: viewer).text.contains(#"href="/start""#)))
            #expect(try await caller.submit("/start", Self.entry, in: viewer).status == 403)
        }
    }
}

extension LimitsForm {
    /// Only what is blocked, the rest as it is.
    fileprivate var blocked: TextLimitsEntry {
        var limits = TextLimitsEntry()
        limits.blockedNumbers = entry.blockedNumbers
        return limits
    }
}
