import Casewire
import CasewireStorage
import HTTPTypes
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

extension CreatioPagesTests {
    private static let token = "0123456789abcdef"
    private static let guid = "11111111-2222-4333-8444-555555555555"

    @Test
    func `the guide turns green at the first calls, and names what is wrong with those that came`()
        async throws
    {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let browser = try await caller.signIn(.admin)
            func guide() async throws -> String {
                try await caller.page("/settings/creatio", in: browser).text
            }
            func hint(_ body: String, token: String = Self.token) async throws {
                _ = try await caller.call(.post, "/webhooks/creatio/\(token)", body: body)
            }
            #expect(try await guide().contains("(new_activity): not heard yet"))
            try await hint("{}", token: "0123456789abcdee")
            #expect(try await guide().contains("wrong secret at the end of its address"))
            try await hint(#"{"event_type":"new_activity","caseId":"\#(Self.guid)"}"#)
            let one = try await guide()
            #expect(one.contains("(new_activity): heard") && one.contains("(case_closed): not heard yet"))
            #expect(one.contains("none about a case of Casewire"))
            try await hint(#"{"event_type":"case_closed","caseId":""}"#)
            let two = try await guide()
            #expect(two.contains("(case_closed): heard") && two.contains("A call named no record"))
        }
    }

    @Test
    func
        `owner, group, origin and statuses are chosen from the site's lists, and looked up before they are kept`()
        async throws
    {
        let web = try await WebWorld()
        let creatio = web.world.creatio
        await creatio.offerMoreStatuses()
        await creatio.insert(
            "SysAdminUnit",
            [
                "Id": .id("00000000-0000-4000-8000-0000000000f1"), "Name": .text("Service rep"),
                "ContactId": .id(MemoryCreatio.rep), "SysAdminUnitTypeValue": .number(4),
            ])
        await creatio.insert(
            "SysAdminUnit",
            [
                "Id": .id("00000000-0000-4000-8000-0000000000f2"), "Name": .text("1st-line support"),
                "SysAdminUnitTypeValue": .number(6),
            ])
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let browser = try await caller.signIn(.admin)
            let page = try await caller.page("/settings/creatio/choices", in: browser).text
            #expect(page.contains(">Service rep</option>") && page.contains(">1st-line support</option>"))
            #expect(page.contains(">Waiting for response</option>"))
            var fields = [
                "cases": "on_handoff", "owner": MemoryCreatio.rep,
                "group": "00000000-0000-4000-8000-0000000000f2",
                "origin": "SMS", "handed_off": MemoryCreatio.escalatedStatus, "with_agent": "none",
                "resolved": "",
            ]
            let saved = try await caller.submit("/settings/creatio/choices", fields, in: browser)
            #expect(saved.status == 200 && saved.text.contains("Saved."))
            #expect(saved.text.contains("value=\"\(MemoryCreatio.escalatedStatus)\" selected"))
            let kept = try #require(try await settings(caller))
            #expect(kept.cases == .onHandoff && kept.defaultOwner == MemoryCreatio.rep)
            #expect(kept.statuses == [.handedOff: MemoryCreatio.escalatedStatus, .withAgent: "none"])
            fields["handed_off"] = MemoryCreatio.closedStatus
            let refused = try await caller.submit("/settings/creatio/choices", fields, in: browser)
            #expect(refused.status == 422 && refused.text.contains("Closed ends a case"))
            #expect(try await settings(caller) == kept)
        }
    }

    @Test
    func `the preview shows what would be sent, what not, and why, and sends nothing`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.world.converse("I need to speak with a person")
        let creatio = web.world.creatio
        let task = try #require(
            await creatio.rows("Activity").first { $0.text("Title")?.hasPrefix("Reply by text to") == true })
        let taskID = try #require(task.id("Id"))
        await creatio.edit(
            "Activity", taskID,
            [
                "StatusId": .id("4bdbb88f-58e6-df11-971b-001d60e938c6"),
                "DetailedResult": .text("<p>We are <b>on it</b></p>"),
            ])
        await creatio.insert(
            "Activity",
            [
                "Id": .id(Self.guid), "CaseId": try #require(task["CaseId"]),
                "Title": .text("A call with <Customer>"),
                "DetailedResult": .text("Internal"), "CreatedById": .id(MemoryCreatio.rep),
                "StatusId": .id("4bdbb88f-58e6-df11-971b-001d60e938c6"),
            ])
        try await web.run { caller async throws in
            let browser = try await caller.signIn(.admin)
            let sent = await caller.world.textsSent.count
            let page = try await caller.page("/settings/creatio/replies", in: browser).text
            #expect(page.contains("<strong>Sent:</strong> <bdi>We are on it</bdi>"))
            #expect(page.contains("It is sent at the next look."))
            #expect(page.contains("A call with &lt;Customer&gt;"))
            #expect(page.contains("Not sent. Its category is not SMS reply."))
            #expect(page.contains("Not sent. It is part of the transcript."))
            #expect(await caller.world.textsSent.count == sent)
            await caller.world.creatio.setAway("Creatio is away")
            #expect(
                try await caller.page("/settings/creatio/replies", in: browser).text.contains(
                    "Creatio is away"))
        }
    }
}
