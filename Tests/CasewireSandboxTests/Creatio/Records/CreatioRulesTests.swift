import CasewireSandbox
import HTTPTypes
import Testing

/// What Creatio does by itself when a row is saved.
struct CreatioRulesTests {
    @Test func `cases are numbered and described`() async throws {
        try await SiteUnderTest.run { site in
            let first = try await site.post("Case", "{\"Subject\":\"Only a subject\"}").json
            #expect(first["Number"] == "SR00000001")
            #expect(first["Symptoms"] == "Only a subject")
            #expect(first["StatusId"] == .text(CreatioSeed.newStatus.text))
            let second = try await site.post("Case", "{\"Subject\":\"A\",\"Symptoms\":\"Told\"}").json
            #expect(second["Number"] == "SR00000002")
            #expect(second["Symptoms"] == "Told")
            #expect(second["ResponseDate"] != "0001-01-01T00:00:00Z")
        }
    }

    @Test func `a status brings its dates`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            func dates() async throws -> [Bool] {
                let row = try await site.get("Case(\(id))").json
                return ["RespondedOn", "FirstSolutionProvidedOn", "SolutionProvidedOn", "ClosureDate"].map {
                    row[$0] != "0001-01-01T00:00:00Z"
                }
            }
            #expect(try await dates() == [false, false, false, false])
            try await site.patch("Case(\(id))", "{\"StatusId\":\"\(CreatioSeed.inProgressStatus)\"}")
            #expect(try await dates() == [true, false, false, false])
            try await site.patch("Case(\(id))", "{\"StatusId\":\"\(CreatioSeed.resolvedStatus)\"}")
            #expect(try await dates() == [true, true, true, false])
            #expect(try await site.order("close-resolved", "").json["closed"] == 1)
            #expect(try await dates() == [true, true, true, true])
            let closed = try await site.get("Case(\(id))?$select=ModifiedById&$expand=Status($select=Name)")
                .json
            #expect(closed["Status"]?["Name"] == "Closed")
            #expect(closed["ModifiedById"] == .text(CreatioUser.supervisor.contact.text))
        }
    }

    @Test(arguments: [
        ("John Best", "John", "", "Best"), ("Ann Mary Lee Fox", "Ann", "Mary Lee", "Fox"),
        ("Cher", "Cher", "", ""),
    ])
    func `a name is split`(name: String, given: String, middle: String, surname: String) async throws {
        try await SiteUnderTest.run { site in
            let row = try await site.post("Contact", "{\"Name\":\"\(name)\"}").json
            #expect(
                [row["GivenName"], row["MiddleName"], row["Surname"]] == [
                    .text(given), .text(middle), .text(surname),
                ])
        }
    }

    private func options(_ site: SiteUnderTest, _ contact: String) async throws -> [String] {
        let answer = try await site.get(
            "ContactCommunication?$filter=Contact/Id eq \(contact)&$select=Number,SearchNumber,Primary&$orderby=Number"
        )
        return answer.rows.map {
            "\($0["Number"]?.text ?? "") \($0["SearchNumber"]?.text ?? "") \($0["Primary"]?.flag == true)"
        }
    }

    @Test func `phones of a contact and its communication options follow each other`() async throws {
        try await SiteUnderTest.run { site in
            let made = try await site.post(
                "Contact", "{\"Name\":\"A\",\"MobilePhone\":\"+1 (555) 123-0001\",\"Email\":\"A@X.org\"}")
            let id = try #require(made.json["Id"]?.text)
            #expect(
                try await options(site, id) == ["+1 (555) 123-0001 10003215551 true", "A@X.org a@x.org true"])
            try await site.patch("Contact(\(id))", "{\"MobilePhone\":\"+15551230002\"}")
            #expect(try await options(site, id) == ["+15551230002 20003215551 true", "A@X.org a@x.org true"])
            let second = try await site.post(
                "ContactCommunication",
                "{\"ContactId\":\"\(id)\",\"CommunicationTypeId\":\"\(CreatioSeed.mobilePhone)\",\"Number\":\"555 0003\",\"SearchNumber\":\"forged\"}"
            ).json
            #expect(second["Primary"] == false)
            #expect(second["SearchNumber"] == "3000555")
            #expect(try await site.get("Contact(\(id))").json["MobilePhone"] == "+15551230002")
            let work = try await site.post(
                "ContactCommunication",
                "{\"ContactId\":\"\(id)\",\"CommunicationTypeId\":\"\(CreatioSeed.workPhone)\",\"Number\":\"555 0004\"}"
            ).json
            #expect(work["Primary"] == true)
            #expect(try await site.get("Contact(\(id))").json["Phone"] == "555 0004")
            try await site.patch(
                "ContactCommunication(\(try #require(work["Id"]?.text)))", "{\"Number\":\"555 0005\"}")
            #expect(try await site.get("Contact(\(id))").json["Phone"] == "555 0005")
            try await site.delete("ContactCommunication(\(try #require(work["Id"]?.text)))")
            #expect(try await site.get("Contact(\(id))").json["Phone"] == "")
            try await site.patch("Contact(\(id))", "{\"Email\":\"\"}")
            #expect(try await options(site, id).count == 2)
            #expect(try await site.delete("Contact(\(id))").status == 204)
            #expect(
                try await site.get("ContactCommunication?$filter=SearchNumber eq '20003215551'").rows.isEmpty)
        }
    }

    @Test func `a contact that a case names keeps its communication options`() async throws {
        try await SiteUnderTest.run { site in
            let made = try await site.post("Contact", "{\"Name\":\"A\",\"MobilePhone\":\"+15551230009\"}")
            let id = try #require(made.json["Id"]?.text)
            let caseId = try await site.makeCase()
            try await site.patch("Case(\(caseId))", "{\"OwnerId\":\"\(id)\"}")
            #expect(try await site.delete("Contact(\(id))").status == 500)
            #expect(try await options(site, id).count == 1)
            try await site.patch("Case(\(caseId))", "{\"OwnerId\":null}")
            #expect(try await site.delete("Contact(\(id))").status == 204)
            #expect(try await options(site, id).isEmpty)
        }
    }

    @Test func `an activity takes its type from its category and its length from its dates`() async throws {
        try await SiteUnderTest.run { site in
            let call = try await site.post(
                "Activity",
                "{\"Title\":\"A\",\"ActivityCategoryId\":\"e52bd583-7825-e011-8165-00155d043204\"}"
            ).json
            #expect(call["TypeId"] == "e1831dec-cfc0-df11-b00f-001d60e938c6")
            let long = try await site.post(
                "Activity",
                "{\"Title\":\"A\",\"StartDate\":\"2026-01-01T10:00:00Z\",\"DueDate\":\"2026-01-01T11:30:00Z\"}"
            ).json
            #expect(long["DurationInMinutes"] == 90)
            #expect(long["DurationInMnutesAndHours"] == "1 h 30 min")
        }
    }

    @Test func `rows can be dated back on insert`() async throws {
        try await SiteUnderTest.run { site in
            let row = try await site.post(
                "Case",
                "{\"Subject\":\"A\",\"CreatedOn\":\"2020-01-01T00:00:00Z\",\"ModifiedOn\":\"2020-01-01T00:00:00Z\"}"
            ).json
            #expect(row["CreatedOn"] == "2020-01-01T00:00:00Z")
            #expect(row["ModifiedOn"] != "2020-01-01T00:00:00Z")
        }
    }
}
