import HTTPTypes
import Testing

@testable import CasewireSandbox

struct CreatioPagesTests {
    private let form = "application/x-www-form-urlencoded"

    @Test func `the list shows cases, the newest first, and can be searched`() async throws {
        try await SiteUnderTest.run { site in
            #expect(try await site.send(.get, "/").text.contains("No cases yet"))
            _ = try await site.makeCase("Older <b>")
            _ = try await site.makeCase("Newer")
            let page = try await site.send(.get, "/").text
            let newer = try #require(page.firstRange(of: "Newer"))
            let older = try #require(page.firstRange(of: "Older &lt;b&gt;"))
            #expect(newer.lowerBound < older.lowerBound)
            #expect(page.contains("Simulated Creatio — you are the Service rep"))
            #expect(try await site.send(.get, "/?q=newer").text.contains("Older") == false)
        }
    }

    @Test func `a case shows what the stock page shows and no notes`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase("A subject")
            try await site.patch(
                "Case(\(caseId))",
                "{\"ContactId\":\"\(GUID.derived(from: "customer/Customer Two"))\",\"Symptoms\":\"<p>Rich <script>bad()</script></p>\",\"UsrOrderNumber\":\"AB123456\"}"
            )
            _ = try await site.makeActivity(
                caseId,
                ",\"DetailedResult\":\"See https://example.org/s/1.\",\"Notes\":\"never shown\",\"StatusId\":\"\(CreatioSeed.completed)\""
            )
            let page = try await site.send(.get, "/case/\(caseId)")
            #expect(page.status == 200)
            for part in [
                "SR00000001", "A subject", "Customer Two · (555) 010-0102", "<p>Rich bad()</p>",
                "value=\"AB123456\"",
                "<a href=\"https://example.org/s/1\" rel=\"noreferrer\">https://example.org/s/1</a>.",
                ">Resolve<", ">Close<",
                "<summary>Email</summary>", "<summary>Feed</summary>", "A text", "Completed",
            ] { #expect(page.text.contains(part), "\(part)") }
            #expect(!page.text.contains("never shown"))
            #expect(!page.text.contains("<script>bad"))
            #expect(try await site.send(.get, "/case/\(CreatioSeed.completed)").status == 404)
            for asset in ["creatio.css", "creatio.js"] {
                #expect(try await site.send(.get, "/assets/\(asset)").text.isEmpty == false)
            }
        }
    }

    @Test func `the site's own link to a record leads to its page`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            for prefix in ["", "/0"] {
                let link = "\(prefix)/Navigation/Navigation.aspx?schemaName=Case&recordId=\(caseId)"
                #expect(try await site.send(.get, link).headers[.location] == "/case/\(caseId)")
            }
            #expect(
                try await site.send(.get, "/Navigation/Navigation.aspx?schemaName=Lead&recordId=\(caseId)")
                    .status == 404)
        }
    }

    @Test func `a task is completed with its result on the page, as the rep`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let task = try await site.makeActivity(caseId)
            let answer = try await site.send(
                .post, "/case/\(caseId)/activity/\(task)",
                body: "result=On+its+way&was-result=&action=complete", type: form)
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/case/\(caseId)")
            let row = try await site.get("Activity(\(task))").json
            #expect(row["DetailedResult"] == "On its way")
            #expect(row["StatusId"] == .text(CreatioSeed.completed.text))
            #expect(row["ModifiedById"] == .text(CreatioUser.rep.contact.text))
            let other = try await site.send(
                .post, "/case/\(caseId)/activity/\(caseId)", body: "result=x", type: form)
            #expect(other.headers[.location]?.contains("?problem=") == true)
        }
    }

    @Test func `only what was changed on the page is saved`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase("Old")
            try await site.patch("Case(\(caseId))", "{\"Subject\":\"Newer\"}")
            let status = CreatioSeed.newStatus
            let high = "8b700f24-f46b-1410-ee8c-0050ba5d6c38"
            try await site.send(
                .post, "/case/\(caseId)",
                body:
                    "Subject=Old&was-Subject=Old&Status=\(status)&was-Status=\(status)&Priority=\(high)&was-Priority=\(status)&Contact=&was-Contact=",
                type: form)
            let row = try await site.get("Case(\(caseId))").json
            #expect(row["Subject"] == "Newer")
            #expect(row["PriorityId"] == .text(high))
        }
    }

    @Test func `the buttons resolve, close and reopen`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            for (status, button) in [
                (CreatioSeed.resolvedStatus, "Reopen"), (CreatioSeed.reopenedStatus, "Resolve"),
                (CreatioSeed.closedStatus, "Reopen"),
            ] {
                try await site.send(.post, "/case/\(caseId)/status", body: "status=\(status)", type: form)
                #expect(try await site.get("Case(\(caseId))").json["StatusId"] == .text(status.text))
                #expect(try await site.send(.get, "/case/\(caseId)").text.contains(">\(button)<"))
            }
        }
    }

    @Test func `feed posts, e-mails and tasks are written as the rep`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            try await site.send(
                .post, "/case/\(caseId)/feed", body: "message=%2Fsms+Hello+%3Cyou%3E", type: form)
            let post = try #require(
                try await site.get("SocialMessage?$filter=EntityId eq \(caseId)").rows.first)
            #expect(post["Message"] == "<p>/sms Hello &lt;you&gt;</p>")
            #expect(post["EntitySchemaUId"] == "117d32f9-8275-4534-8411-1c66115ce9cd")
            try await site.send(
                .post, "/case/\(caseId)/email", body: "to=a%40example.org&subject=S&body=B", type: form)
            try await site.send(
                .post, "/case/\(caseId)/activity",
                body:
                    "title=Call&category=42c74c49-58e6-df11-971b-001d60e938c6&result=r&status=\(CreatioSeed.completed)",
                type: form)
            let rows = try await site.get(
                "Activity?$filter=Case/Id eq \(caseId)&$orderby=CreatedOn&$expand=Type($select=Name),ActivityCategory($select=Name)"
            ).rows
            #expect(rows.compactMap { $0["Type"]?["Name"]?.text } == ["Email", "Task"])
            #expect(rows.compactMap { $0["ActivityCategory"]?["Name"]?.text } == ["Email", "Meeting"])
            #expect(rows.allSatisfy { $0["CreatedById"] == .text(CreatioUser.rep.contact.text) })
            #expect(try await site.send(.get, "/case/\(caseId)").text.contains("/sms Hello &lt;you&gt;"))
        }
    }

    @Test func `the contact is closed to texts and opened again`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let contact = GUID.derived(from: "customer/Customer One")
            try await site.patch("Case(\(caseId))", "{\"ContactId\":\"\(contact)\"}")
            for (body, flag) in [("&silent=yes", true), ("", false)] {
                try await site.send(
                    .post, "/case/\(caseId)/contact", body: "contact=\(contact)\(body)", type: form)
                #expect(try await site.get("Contact(\(contact))").json["DoNotUseSms"] == .flag(flag))
            }
        }
    }

    @Test func `a form of another site is refused`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let answer = try await site.send(
                .post, "/case/\(caseId)/feed", body: "message=x", type: form, more: [name: "cross-site"])
            #expect(answer.status == 403)
        }
    }

    @Test(arguments: [
        ("plain & simple", "plain & simple"), ("a < b > c", "a &lt; b &gt; c"),
        ("<p class=\"x\">a<br/>b</p>", "<p>a<br>b</p>"),
        ("<b>open", "<b>open</b>"), ("</p>close", "close"), ("<img src=x onerror=alert(1)>", ""),
        ("<a href=\"javascript:x\">y</a>", "y"),
        (
            "<a href=\"https://e.org/?a=1&amp;b=2\">y</a>",
            "<a href=\"https://e.org/?a=1&amp;b=2\" rel=\"noreferrer\">y</a>"
        ),
    ])
    func `rich text keeps its simple tags`(html: String, safe: String) {
        #expect(RichText.safeHTML(html) == safe)
    }
}
