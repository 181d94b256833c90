import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct LimitRoutesTests {
    @Test func `limits and quiet hours are read and changed, what is not named stays`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let before = try await caller.api(.get, "limits", key: key)
            #expect(before.status == 200)
            #expect(try before.json["segments_per_day"] as? Int == 100_000)
            let saved = try await caller.api(
                .put, "limits", key: key,
                body: """
                    {"segments_per_day": 500, "countries": ["us"], "blocked_numbers": ["+1 555 123 0009"],
                    "quiet_hours": {"from": "21:00", "to": "08:00"}}
                    """)
            #expect(saved.status == 200, "\(saved.text)")
            let json = try saved.json
            #expect(json["segments_per_day"] as? Int == 500)
            #expect(json["answers_per_contact_hour"] as? Int == 60)
            #expect(json["countries"] as? [String] == ["US"])
            #expect(json["blocked_numbers"] as? [String] == ["+15551230009"])
            #expect((json["quiet_hours"] as? [String: Any])?["to"] as? String == "08:00")
            let again = try await caller.api(.put, "limits", key: key, body: #"{"quiet_hours": null}"#)
            #expect(try again.json["quiet_hours"] is [String: Any] == false)
            #expect(try again.json["segments_per_day"] as? Int == 500)
        }
    }

    @Test func `what is wrong is told, and nothing is changed`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let refused = try await caller.api(
                .put, "limits", key: key,
                body:
                    #"{"segments_per_day": 0, "countries": ["Mars"], "quiet_hours": {"from": "9", "to": "10"}}"#
            )
            #expect(refused.status == 422)
            for words in ["segments_per_day", "Mars", "HH:MM"] { #expect(refused.text.contains(words)) }
            #expect(
                try await caller.api(.get, "limits", key: key).json["segments_per_day"] as? Int == 100_000)
            let rep = try await caller.makeKey(.rep)
            #expect(try await caller.api(.put, "limits", key: rep, body: "{}").status == 403)
        }
    }

    @Test func `a number's rate is set by the API and shown with what waits`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            let saved = try await caller.api(
                .post, "numbers", key: key,
                body:
                    #"{"number": "+15550001000", "provider": {"kind": "twilio"}, "segments_per_second": 0.5}"#
            )
            #expect(saved.status == 201, "\(saved.text)")
            for digit in 1...3 { try await caller.world.receive("Hello", from: "+1555123000\(digit)") }
            try await caller.world.settle(5)
            let shown =
                try await caller.api(.get, "connections", key: key).json["numbers"] as? [[String: Any]]
            #expect(shown?.first?["segments_per_second"] as? Double == 0.5)
            #expect(shown?.first?["waiting_texts"] as? Int == 2)
            let admin = try await caller.signIn(.admin)
            for page in ["/settings/health", "/settings/numbers"] {
                let text = try await caller.page(page, in: admin).text
                #expect(
                    text.contains("Sends up to 0.5 segments a second: 2 texts wait, replies of people first"),
                    "\(page)")
            }
            #expect(
                try await caller.api(
                    .post, "numbers", key: key,
                    body:
                        #"{"number": "+15550001000", "provider": {"kind": "twilio"}, "segments_per_second": 0.01}"#
                ).status == 422)
        }
    }

    @Test func `a reached limit and a held text are shown in words`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.admin)
            _ = try await caller.api(
                .put, "limits", key: key, body: #"{"segments_per_day": 1, "new_contacts_per_day": 1}"#)
            for digit in 1...2 { try await caller.world.receive("Hello", from: "+1555123000\(digit)") }
            try await caller.world.settle()
            let admin = try await caller.signIn(.admin)
            let health = try await caller.page("/settings/health", in: admin).text
            #expect(health.contains("The agent is silent until 00:00 UTC"))
            #expect(health.contains("The agent does not answer new numbers until 00:00 UTC"))
            let session = try await caller.world.session(of: "+15551230002")
            let page = try await caller.page("/sessions/\(session.id)", in: admin).text
            #expect(page.contains("More than 1 new numbers wrote today"))
            #expect(page.contains("a limit of the organization was reached"))

            _ = try await caller.api(
                .put, "limits", key: key,
                body: #"{"segments_per_day": 100, "quiet_hours": {"from": "00:00", "to": "23:59"}}"#)
            let begun = try await caller.api(
                .post, "sessions", key: key,
                body: #"{"phone": "+15551230005", "text": "Hello there", "consent": {"source": "web form"}}"#)
            let id = try #require(try begun.json["id"] as? String)
            try await caller.world.settle()
            let held = try await caller.api(.get, "sessions/\(id)/messages", key: key).items.last
            #expect(held?["held_until"] is String)
            #expect(
                try await caller.page("/sessions/\(id)", in: admin).text.contains("Quiet hours: waits until"))
        }
    }

    @Test func `a rep is warned of a shortened link, and may send it all the same`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let text = "See https://bit.ly/3x for it."
            let warned = try await caller.submit(
                "/sessions/\(session.id)/replies", ["text": text, "key": "one"], in: rep)
            #expect(warned.status == 422)
            #expect(warned.text.contains("The text links to bit.ly"))
            let sent = try await caller.submit(
                "/sessions/\(session.id)/replies", ["text": text, "key": "one", "warned": "yes"], in: rep)
            #expect(sent.status == 303)
        }
    }

    @Test func `only those who may configure see the limits`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            #expect(try await caller.page("/settings/limits", in: rep).status == 403)
            #expect(
                try await caller.submit("/settings/limits", ["segments_per_day": "1"], in: rep).status == 403)
        }
    }

    @Test func `the dashboard changes what the API does, and tells what is wrong`() async throws {
        try await WebWorld().run { caller async throws in
            let admin = try await caller.signIn(.admin)
            try await caller.world.receive("Hello")
            let page = try await caller.page("/settings/limits", in: admin).text
            #expect(page.contains(#"value="100000""#))
            #expect(page.contains("(1 today)"))
            var fields = [
                "answers_per_contact_hour": "20", "segments_per_day": "900", "new_contacts_per_day": "50",
                "new_cases_per_day": "40", "countries": "us, CA",
                "blocked_numbers": "+1 555 123 0009\n+15551230008",
                "quiet_from": "21:00", "quiet_to": "08:00", "quiet_reps": "yes",
            ]
            #expect(try await caller.submit("/settings/limits", fields, in: admin).status == 303)
            let key = try await caller.makeKey(.admin)
            let json = try await caller.api(.get, "limits", key: key).json
            #expect(json["segments_per_day"] as? Int == 900)
            #expect(json["countries"] as? [String] == ["US", "CA"])
            #expect(json["blocked_numbers"] as? [String] == ["+15551230009", "+15551230008"])
            #expect((json["quiet_hours"] as? [String: Any])?["reps"] as? Bool == true)
            let shown = try await caller.page("/settings/limits?saved=yes", in: admin).text
            for words in ["Saved.", "US, CA", "+15551230009", #"value="21:00""#, "checked"] {
                #expect(shown.contains(words), "\(words)")
            }

            fields["segments_per_day"] = "many"
            fields["countries"] = "Mars"
            let refused = try await caller.submit("/settings/limits", fields, in: admin)
            #expect(refused.status == 422)
            for words in ["segments_per_day must be", "many", "Mars"] {
                #expect(refused.text.contains(words), "\(words)")
            }
            fields["segments_per_day"] = "900"
            fields["countries"] = ""
            fields["quiet_from"] = ""
            fields["quiet_to"] = ""
            #expect(try await caller.submit("/settings/limits", fields, in: admin).status == 303)
            #expect(
                try await caller.api(.get, "limits", key: key).json["quiet_hours"] is [String: Any] == false)
        }
    }
}
