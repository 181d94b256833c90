import CasewireSandbox
import HTTPTypes
import Testing

struct CreatioControlRoutesTests {
    @Test func `a reply completes the newest open task as the rep`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let older = try await site.makeActivity(caseId, ",\"StartDate\":\"2026-01-01T10:00:00Z\"")
            let newer = try await site.makeActivity(caseId, ",\"StartDate\":\"2026-01-01T11:00:00Z\"")
            _ = try await site.makeActivity(
                caseId, ",\"StartDate\":\"2026-01-01T12:00:00Z\",\"StatusId\":\"\(CreatioSeed.completed)\"")
            let answer = try await site.order("replies", "{\"caseId\":\"\(caseId)\",\"text\":\"On its way\"}")
            #expect(answer.status == 201)
            #expect(answer.json["activityId"] == .text(newer))
            let row = try await site.get("Activity(\(newer))").json
            #expect(row["DetailedResult"] == "On its way")
            #expect(row["StatusId"] == .text(CreatioSeed.completed.text))
            #expect(row["ModifiedById"] == .text(CreatioUser.rep.contact.text))
            #expect(row["CreatedById"] == .text(CreatioUser.integration.contact.text))
            let given = try await site.order(
                "replies", "{\"caseId\":\"\(caseId)\",\"text\":\"\",\"activityId\":\"\(older)\"}")
            #expect(given.status == 201)
            let none = try await site.order("replies", "{\"caseId\":\"\(caseId)\",\"text\":\"Again\"}")
            #expect(none.status == 409)
            #expect(none.json["error"] == "The case has no unfinished task.")
            #expect(try await site.order("replies", "{\"caseId\":\"\(older)\",\"text\":\"x\"}").status == 404)
            #expect(
                try await site.order(
                    "replies", "{\"caseId\":\"\(caseId)\",\"text\":\"x\",\"activityId\":\"\(caseId)\"}"
                ).status == 404)
            #expect(
                try await site.order(
                    "replies", "{\"caseId\":\"\(caseId)\",\"text\":\"x\",\"activityId\":\"\(older)\"}"
                ).status == 409)
            #expect(try await site.order("replies", "{\"caseId\":\"nonsense\",\"text\":\"x\"}").status == 400)
        }
    }

    @Test func `cases are listed with their activities in the order of the timeline`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            for (title, time) in [("second", "11"), ("third", "12"), ("first", "10"), ("also third", "12")] {
                try await site.post(
                    "Activity",
                    "{\"Title\":\"\(title)\",\"CaseId\":\"\(caseId)\",\"StartDate\":\"2026-01-01T\(time):00:00Z\"}"
                )
            }
            let item = try #require(try await site.send(.get, "/sandbox/cases").json["items"]?.list?.first)
            #expect(item["Id"] == .text(caseId))
            #expect(item["StatusName"] == "New")
            #expect(item["UsrOrderNumber"] == "")
            let activities = try #require(item["activities"]?.list)
            #expect(
                activities.compactMap { $0["Title"]?.text } == ["first", "second", "third", "also third"])
            #expect(activities[0]["Category"] == "To do")
            #expect(activities[0]["CreatedBy"] == "SMS integration")
        }
    }

    @Test func `a status is set by name or identifier`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            #expect(
                try await site.order("cases/\(caseId)/status", "{\"status\":\"resolved\"}").json["status"]
                    == "Resolved")
            #expect(
                try await site.order(
                    "cases/\(caseId)/status", "{\"status\":\"\(CreatioSeed.reopenedStatus)\"}"
                ).json["status"] == "Reopened")
            #expect(try await site.order("cases/\(caseId)/status", "{\"status\":\"Nope\"}").status == 400)
            #expect(
                try await site.order("cases/\(CreatioSeed.completed)/status", "{\"status\":\"New\"}").status
                    == 404)
        }
    }

    @Test func `switches are read, set by name, and refused in words`() async throws {
        try await SiteUnderTest.run { site in
            #expect(try await site.send(.get, "/sandbox/switches").json["maxRows"] == 20_000)
            #expect(try await site.order("switches", "{\"maxRows\":7}").json["maxRows"] == 7)
            let unknown = try await site.order("switches", "{\"maxRow\":7}")
            #expect(unknown.status == 400)
            #expect(unknown.json["error"]?.text?.hasPrefix("There is no switch \"maxRow\"") == true)
            #expect(try await site.order("switches", "{\"database\":\"oracle\"}").status == 400)
            #expect(try await site.send(.get, "/sandbox/switches").json["maxRows"] == 7)
        }
    }

    @Test func `faults strike the API and not the sandbox's own addresses`() async throws {
        let clock = ManualClock()
        try await SiteUnderTest.run(clock: clock) { site in
            try await site.order(
                "faults", "{\"kind\":\"error\",\"path\":\"/odata/Case\",\"status\":503,\"count\":1}")
            #expect(try await site.get("Contact/$count").status == 200)
            #expect(try await site.get("Case/$count").status == 503)
            #expect(try await site.get("Case/$count").status == 200)
            try await site.order(
                "faults",
                "{\"kind\":\"timeout_after_success\",\"path\":\"/odata/Case\",\"seconds\":1,\"count\":1}")
            #expect(try await site.post("Case", "{\"Subject\":\"Stored all the same\"}").status == 504)
            #expect(try await site.get("Case/$count").text == "1")
            try await site.order("faults", "{\"kind\":\"outage\"}")
            #expect(try await site.get("Case/$count").status == 503)
            #expect(try await site.send(.get, "/sandbox/cases").status == 200)
            try await site.send(.delete, "/sandbox/faults")
            #expect(try await site.get("Case/$count").status == 200)
            let log = try await site.send(.get, "/sandbox/requests").json["items"]?.list ?? []
            #expect(log.filter { $0["path"] == "/odata/Case" }.count == 1)
        }
    }
}
