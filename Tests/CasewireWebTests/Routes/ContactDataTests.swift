import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct ContactDataTests {
    @Test func `a rep notes data, and what is refused stays in the form`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let id = try await caller.world.session().contact
            let saved = try await caller.submit(
                "/contacts/\(id)", ["name": "Service Customer", "key": "Plan", "value": "gold & more"],
                in: rep)
            #expect(saved.headers[.location] == "/contacts/\(id)?saved=yes")
            let page = try await caller.page("/contacts/\(id)?saved=yes", in: rep).text
            for words in [
                "Saved.", "<h1>Service Customer</h1>", "gold &amp; more", #"<label for="detail-0">Plan"#,
            ] {
                #expect(page.contains(words), "\(words)")
            }
            let long = String(repeating: "v", count: 501)
            let refused = try await caller.submit(
                "/contacts/\(id)", ["name": "Other", "key": "Size", "value": long], in: rep)
            #expect(refused.status == 422 && refused.text.contains("“Size” has 501 characters"))
            #expect(refused.text.contains(#"value="Size""#) && refused.text.contains(#"value="Other""#))
            #expect(try await caller.page("/contacts?q=service", in: rep).text.contains("Service Customer"))
            let viewer = try await caller.signIn(.viewer, email: "viewer@example.com")
            let seen = try await caller.page("/contacts/\(id)", in: viewer).text
            #expect(seen.contains("<dd>gold &amp; more</dd>") && !seen.contains("A further entry"))
            #expect(try await caller.submit("/contacts/\(id)", ["name": "x"], in: viewer).status == 403)
        }
    }

    @Test func `numbers of one person show their sessions together`() async throws {
        try await WebWorld().run { caller async throws in
            let rep = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            try await caller.world.receive("Hello", from: "+15551230002")
            let first = try await caller.world.session()
            let second = try await caller.world.session(of: "+15551230002")
            let refused = try await caller.submit(
                "/contacts/\(first.contact)/person", ["phone": "+15559990000"], in: rep)
            #expect(refused.status == 422 && refused.text.contains("Nobody ever wrote from"))
            #expect(refused.text.contains(#"value="+15559990000""#))
            #expect(
                try await caller.submit(
                    "/contacts/\(first.contact)/person", ["phone": "+1 555 123 0002"], in: rep
                )
                .status == 303)
            let page = try await caller.page("/contacts/\(first.contact)", in: rep).text
            #expect(page.contains("/sessions/\(first.id)") && page.contains("/sessions/\(second.id)"))
            let left = try await caller.submit(
                "/contacts/\(second.contact)/person/leave", ["from": first.contact.rawValue], in: rep)
            #expect(left.headers[.location] == "/contacts/\(first.contact)?saved=yes")
            #expect(
                try await !caller.page("/contacts/\(first.contact)", in: rep).text.contains(
                    "/sessions/\(second.id)"))
        }
    }

    @Test func `the API does the same`() async throws {
        try await WebWorld().run { caller async throws in
            let key = try await caller.makeKey(.rep)
            try await caller.world.receive("Hello")
            try await caller.world.receive("Hello", from: "+15551230002")
            let id = try await caller.world.session().contact
            let saved = try await caller.api(
                .patch, "contacts/\(id)", key: key,
                body: #"{"name": "Customer", "data": {"Customer number": 12}}"#)
            #expect(saved.status == 200, "\(saved.text)")
            #expect(try saved.json["name"] as? String == "Customer")
            #expect(try saved.json["data"] as? [String: String] == ["Customer number": "12"])
            let joined = try await caller.api(
                .put, "contacts/\(id)/person", key: key, body: #"{"phone": "+15551230002"}"#)
            let others = try joined.json["same_person"] as? [[String: Any]]
            #expect(others?.first?["phone"] as? String == "+15551230002")
            let parted = try await caller.api(.delete, "contacts/\(id)/person", key: key)
            #expect((try parted.json["same_person"] as? [Any])?.isEmpty == true)
            let cleared = try await caller.api(
                .patch, "contacts/\(id)", key: key,
                body: #"{"name": null, "data": {"Customer number": null}}"#)
            #expect(try cleared.json["name"] is String == false)
            #expect((try cleared.json["data"] as? [String: Any])?.isEmpty == true)
            for body in [#"{"phone": "x"}"#, #"{"data": []}"#, #"{"name": {}}"#] {
                #expect(
                    try await caller.api(.patch, "contacts/\(id)", key: key, body: body).status == 422,
                    "\(body)")
            }
            #expect(
                try await caller.api(.patch, "contacts/nobody", key: key, body: #"{"name": "x"}"#).status
                    == 404)
            #expect(
                try await caller.api(.put, "contacts/\(id)/person", key: key, body: #"{"phone": "12"}"#)
                    .status == 422)
            let viewer = try await caller.makeKey(.viewer)
            #expect(try await caller.api(.patch, "contacts/\(id)", key: viewer, body: "{}").status == 403)
        }
    }
}
