import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct NumberPagesTests {
    @Test func `only those who may configure see the numbers`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            #expect(try await caller.page("/settings/numbers", in: rep).status == 403)
            #expect(try await caller.submit("/settings/numbers", ["kind": "twilio"], in: rep).status == 403)
            #expect(try await !caller.page("/inbox", in: rep).text.contains("/settings/numbers"))
        }
    }

    @Test func `a number's way and registration are shown, with what to do`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            let before = try await caller.page("/settings/numbers", in: admin)
            #expect(before.text.contains("Being connected…"))
            await caller.world.sms.setRegistration(Registration(kind: .campaign, state: .missing))
            let checked = try await caller.submit(
                "/settings/numbers/check", ["number": "+15550001000"], in: admin)
            #expect(checked.status == 303)
            let page = try await caller.page("/settings/numbers", in: admin).text
            #expect(page.contains("Connected, not verified"))
            #expect(page.contains("text the number once"))
            #expect(page.contains("10DLC campaign: missing"))
            #expect(page.contains("Register a brand and a campaign in Twilio’s console"))
        }
    }

    @Test func `credentials show the account's numbers, and a pick connects one`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            await caller.world.sms.setAccount(
                ["+15550001000", "+15550002000"].compactMap { PhoneNumber(e164: $0) })
            let entered = ["kind": "twilio", "api_url": "http://127.0.0.1:9/secret-path"]
            let list = try await caller.submit("/settings/numbers", entered, in: admin)
            #expect(list.status == 200)
            #expect(list.text.contains("value=\"+15550002000\""))
            #expect(list.text.contains("connected already"))
            // What was entered goes through the page sealed.
            #expect(!list.text.contains("secret-path"))
            let draft = try #require(list.text.firstMatch(of: #/name="draft" value="([^"]+)"/#)?.output.1)
            let picked = try await caller.submit(
                "/settings/numbers", ["draft": String(draft), "number": "+15550002000"], in: admin)
            #expect(picked.status == 303)
            let page = try await caller.page("/settings/numbers", in: admin).text
            #expect(page.contains("+15550002000"))
            let forged = try await caller.submit(
                "/settings/numbers", ["draft": "bm90aGluZw==", "number": "+15550003000"], in: admin)
            #expect(forged.status >= 400)
        }
    }

    @Test func `what is wrong is said in words, and nothing is kept`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            for fields in [
                ["kind": "pigeon", "number": "+15550002000"], ["kind": "twilio", "number": "12"],
            ] {
                let answer = try await caller.submit("/settings/numbers", fields, in: admin)
                #expect(answer.status == 422)
            }
            #expect(
                try await caller.submit(
                    "/settings/numbers", ["kind": "twilio", "number": "12"], in: admin
                ).text.contains("is no phone number"))
            #expect(try await caller.world.database.read { try $0.numberStatuses() }.count == 1)
        }
    }

    @Test func `a probe that comes back is noted and makes no session`() async throws {
        try await WebWorld().run { caller async throws in
            var probe = WebCaller.text
            probe["MessageSid"] = "casewire-probe-m1"
            probe["From"] = "+15550001000"
            probe["Body"] = "casewire probe m1"
            #expect(try await caller.webhook("/webhooks/twilio", probe).status == 200)
            let key = try await caller.makeKey(.admin)
            #expect(try await caller.api(.get, "sessions", key: key).items.isEmpty)
            let number = caller.world.number.id
            #expect(try await caller.world.database.read { try $0.probesSeen(of: number) } == ["m1"])
        }
    }
}
