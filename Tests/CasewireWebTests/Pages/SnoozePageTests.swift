import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// Snoozing from a session's page and over the API.
@Suite struct SnoozePageTests {
    @Test func `a session is snoozed from its page, hidden from the inbox and found by searching`()
        async throws
    {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Where is my parcel?")
            let id = try await caller.world.session().id
            let row = "data-session=\"\(id)\""
            #expect(try await caller.page("/inbox", in: browser).text.contains(row))
            let answer = try await caller.submit(
                "/sessions/\(id)/snooze", ["for": "hour"], in: browser)
            #expect(answer.status == 303)
            let inbox = try await caller.page("/inbox", in: browser).text
            #expect(!inbox.contains(row))
            #expect(inbox.contains(#"Snoozed <span class="count">1</span>"#))
            #expect(inbox.contains(#"All <span class="count">0</span>"#))
            for address in ["/inbox?view=snoozed", "/inbox?q=parcel"] {
                let page = try await caller.page(address, in: browser).text
                #expect(page.contains(row) && page.contains("Snoozed until"), "\(address)")
            }
            let page = try await caller.page("/sessions/\(id)", in: browser).text
            #expect(page.contains("Snoozed until") && page.contains("Wake now"))
            #expect(try await caller.submit("/sessions/\(id)/wake", in: browser).status == 303)
            #expect(try await caller.page("/inbox", in: browser).text.contains(row))
        }
    }

    @Test func `a time that cannot be is refused in words, and changes nothing`() async throws {
        try await WebWorld().run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().id
            for fields in [["for": "time"], ["for": "time", "until": "2020-01-01T09:00"], ["for": "never"]] {
                let answer = try await caller.submit("/sessions/\(id)/snooze", fields, in: browser)
                #expect(answer.status == 422, "\(fields)")
            }
            let stale = try await caller.submit(
                "/sessions/\(id)/snooze", ["for": "hour", "form_token": "x"], in: browser)
            #expect(stale.status == 403)
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            #expect(
                try await caller.submit("/sessions/\(id)/snooze", ["for": "hour"], in: viewer).status == 403)
            #expect(!(try await caller.page("/sessions/\(id)", in: viewer)).text.contains("snooze-until"))
            #expect(try await caller.world.session().snoozedUntil == nil)
        }
    }

    @Test func `scripts snooze and wake a session`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().id
            let until = (caller.world.clock.now() + .seconds(7200)).iso8601
            let answer = try await caller.api(
                .post, "sessions/\(id)/snooze", key: key, body: #"{"until":"\#(until)"}"#)
            #expect(try answer.json["snoozed_until"] as? String == until)
            #expect(try await caller.api(.get, "sessions?view=agent", key: key).items.isEmpty)
            #expect(try await caller.api(.get, "sessions?view=snoozed", key: key).items.count == 1)
            #expect(try await caller.api(.get, "sessions", key: key).items.count == 1)
            for body in [
                "{}", #"{"until":"soon"}"#, #"{"for":"never"}"#, #"{"until":"2020-01-01T00:00:00Z"}"#,
            ] {
                let refused = try await caller.api(.post, "sessions/\(id)/snooze", key: key, body: body)
                #expect(refused.status == 422, "\(body)")
            }
            let woken = try await caller.api(.post, "sessions/\(id)/wake", key: key)
            #expect(woken.status == 200 && woken.text.contains(#""snoozed_until":null"#))
            #expect(try await caller.api(.post, "sessions/\(id)/wake", key: key).status == 409)
            let tomorrow = try await caller.api(
                .post, "sessions/\(id)/snooze", key: key, body: #"{"for":"tomorrow"}"#)
            #expect(tomorrow.status == 200)
        }
    }
}
