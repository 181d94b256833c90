import CasewireSandbox
import HTTPTypes
import Testing

struct ODataServiceTests {
    private let unknown = "405947d0-2ffb-4ded-8675-0475f19f5a81"
    private let zero = "00000000-0000-0000-0000-000000000000"

    @Test func `an insert answers the whole row with defaults and zero values`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.post("Activity", "{\"Title\":\"A text\"}")
            #expect(answer.status == 201)
            #expect(answer.headers[.contentType] == "application/json; odata.metadata=minimal")
            #expect(answer.headers[try #require(HTTPField.Name("OData-Version"))] == "4.0")
            let id = try #require(answer.json["Id"]?.text)
            #expect(answer.headers[.location] == "http://localhost/odata/Activity(\(id))")
            let me = CreatioUser.integration.contact.text
            let expected: [String: JSONValue] = [
                "@odata.context": "http://localhost/odata/$metadata#Activity/$entity",
                "CreatedById": .text(me), "OwnerId": .text(me), "AuthorId": .text(me),
                "OrganizerId": .text(me),
                "PriorityId": "ab96fa02-7fe6-df11-971b-001d60e938c6",
                "TypeId": "fbe0acdc-cfc0-df11-b00f-001d60e938c6",
                "ActivityCategoryId": "f51c4643-58e6-df11-971b-001d60e938c6",
                "StatusId": "384d4b84-58e6-df11-971b-001d60e938c6",
                "CallDirectionId": "1d96a65f-2131-4916-8825-2d142b1000b2", "ShowInScheduler": false,
                "DurationInMnutesAndHours": "0 h 0 min", "IsHtmlBody": false, "CaseId": .text(zero),
                "SendDate": "0001-01-01T00:00:00Z", "Body": "", "RemindToOwner": false,
                "RemindToOwnerDate": "0001-01-01T00:00:00Z",
            ]
            for (name, value) in expected { #expect(answer.json[name] == value, "\(name)") }
            #expect(answer.json["StartDate"] == answer.json["CreatedOn"])
        }
    }

    @Test func `times have seven decimals at first and fewer when read again`() async throws {
        let clock = ManualClock()
        clock.advance(by: .nanoseconds(123_456_700))
        try await SiteUnderTest.run(clock: clock) { site in
            clock.advance(by: .nanoseconds(1_000_300))
            let made = try await site.post("Case", "{\"Subject\":\"A\"}")
            let id = try #require(made.json["Id"]?.text)
            let first = try #require(made.json["ModifiedOn"]?.text)
            let read = try #require(try await site.get("Case(\(id))").json["ModifiedOn"]?.text)
            #expect(
                first.hasSuffix(".1244570Z") || first.hasSuffix(".124457Z")
                    || first.utf8.count > read.utf8.count)
            #expect(first.dropLast().hasPrefix(read.dropLast()))
        }
    }

    @Test func `ModifiedOn always rises, even when the clock stands still`() async throws {
        for database in ["postgresql", "mssql"] {
            try await SiteUnderTest.run { site in
                try await site.order("switches", "{\"database\":\"\(database)\"}")
                var stamps: [String] = []
                let id = try await site.makeCase()
                for number in 1...20 {
                    try await site.patch("Case(\(id))", "{\"Notes\":\"\(number)\"}")
                    stamps.append(try #require(try await site.get("Case(\(id))").json["ModifiedOn"]?.text))
                }
                let times = stamps.compactMap { CreatioTime($0) }
                #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
            }
        }
    }

    @Test func `a change answers 204 and needs no JSON content type`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            let before = try await site.get("Case(\(id))").json
            let answer = try await site.send(.patch, "/odata/Case(\(id))", body: "{\"Subject\":\"New\"}")
            #expect(answer.status == 204)
            #expect(answer.text.isEmpty)
            #expect(try await site.patch("Case/\(id)", "{\"Notes\":\"n\"}").status == 204)
            let after = try await site.get("Case(\(id))").json
            #expect(after["Subject"] == "New")
            #expect(after["Notes"] == "n")
            #expect(after["Number"] == before["Number"])
            #expect(after["ModifiedOn"] != before["ModifiedOn"])
        }
    }

    @Test func `a change that changes nothing is no save`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase("Same")
            let before = try await site.get("Case(\(id))").text
            #expect(try await site.patch("Case(\(id))", "{\"Subject\":\"Same\"}").status == 204)
            #expect(try await site.get("Case(\(id))").text == before)
        }
    }

    @Test func `null empties a lookup and the zero GUID is ignored in a change`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            let contact = GUID.derived(from: "customer/Customer One").text
            try await site.patch("Case(\(id))", "{\"ContactId\":\"\(contact.uppercased())\"}")
            try await site.patch("Case(\(id))", "{\"ContactId\":\"\(zero)\",\"Notes\":\"kept\"}")
            let kept = try await site.get("Case(\(id))").json
            #expect(kept["ContactId"] == .text(contact))
            #expect(kept["Notes"] == "kept")
            try await site.patch("Case(\(id))", "{\"ContactId\":null}")
            #expect(try await site.get("Case(\(id))").json["ContactId"] == .text(zero))
        }
    }

    @Test func `an unknown Id is 404 to read, and 404 or 204 to change and delete`() async throws {
        try await SiteUnderTest.run { site in
            let read = try await site.get("Case(\(unknown))")
            #expect(read.status == 404)
            #expect(read.text.isEmpty)
            #expect(try await site.get("Case?$filter=Id eq \(unknown)").rows.isEmpty)
            #expect(try await site.patch("Case(\(unknown))", "{\"Notes\":\"x\"}").status == 404)
            #expect(try await site.delete("Case(\(unknown))").status == 404)
            try await site.order("switches", "{\"missingIdStatus\":204}")
            #expect(try await site.patch("Case(\(unknown))", "{\"Notes\":\"x\"}").status == 204)
            #expect(try await site.delete("Case(\(unknown))").status == 204)
        }
    }

    @Test func `a row is deleted unless others refer to it`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            let activity = try await site.makeActivity(caseId)
            let refused = try await site.delete("Case(\(caseId))")
            #expect(refused.status == 500)
            #expect(refused.innerMessage?.contains("violates foreign key constraint") == true)
            let deleted = try await site.delete("Activity(\(activity))")
            #expect(deleted.status == 204)
            #expect(deleted.text.isEmpty)
            #expect(try await site.delete("Case(\(caseId))").status == 204)
            #expect(try await site.get("Case(\(caseId))").status == 404)
        }
    }

    @Test func `pages, counts and orders`() async throws {
        try await SiteUnderTest.run { site in
            for number in 1...5 { _ = try await site.makeCase("Case \(number)") }
            let page = try await site.get(
                "Case?$orderby=Subject desc&$skip=1&$top=2&$count=true&$select=Subject")
            #expect(page.json["@odata.count"] == 5)
            #expect(page.rows.compactMap { $0["Subject"]?.text } == ["Case 4", "Case 3"])
            #expect(page.json["@odata.nextLink"] == nil)
            let count = try await site.get("Case/$count?$filter=Subject eq 'Case 1'")
            #expect(count.text == "1")
            #expect(count.headers[.contentType] == "text/plain")
            #expect(try await site.get("Case?$count=true&$top=0").rows.isEmpty)
            #expect(try await site.get("Case?$top=-1").status == 400)
            #expect(try await site.get("Case?$search=x").status == 400)
            let byName = try await site.get("Case?$orderby=Status/Name,Subject&$top=1&$select=Subject")
            #expect(byName.rows.first?["Subject"] == "Case 1")
            try await site.order("switches", "{\"maxRows\":3,\"nextLink\":true}")
            let cut = try await site.get("Case?$select=Subject")
            #expect(cut.rows.count == 3)
            #expect(
                cut.json["@odata.nextLink"]?.text?.hasSuffix("/odata/Case?$select=Subject&$skip=3") == true)
            #expect(try await site.get("Case?$select=Subject&$skip=3").json["@odata.nextLink"] == nil)
        }
    }

    @Test func `expanded lookups are nested and empty ones are null`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            let row = try await site.get(
                "Case(\(id))?$select=Number,StatusId&$expand=Status($select=Id,Name,IsFinal),Contact,CreatedBy($expand=Owner($select=Name);$select=Name)"
            ).json
            #expect(row["Status"]?["Name"] == "New")
            #expect(row["Status"]?["Id"] == row["StatusId"])
            #expect(row["Contact"] == .null)
            #expect(row["CreatedBy"]?["Owner"]?["Name"] == "Supervisor")
            let tooDeep = try await site.get("Case?$expand=Contact($expand=Account($expand=Owner))")
            #expect(tooDeep.status == 400)
            #expect(tooDeep.message?.contains("too deep. The maximum depth allowed is 2") == true)
            _ = try await site.makeActivity(id)
            let collection = try await site.get(
                "Case(\(id))?$select=Id&$expand=ActivityCollectionByCase($select=Title)"
            ).json
            #expect(collection["ActivityCollectionByCase"]?.list?.count == 1)
        }
    }

    @Test func `a single column is answered as JSON or raw`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            #expect(try await site.get("Case(\(id))/Number").json["value"] == "SR00000001")
            #expect(try await site.get("Case(\(id))/Number/$value").text == "SR00000001")
            #expect(try await site.get("Case(\(id))/StatusId/$value").text == CreatioSeed.newStatus.text)
            #expect(try await site.get("Case(\(id))/Nope").status == 400)
        }
    }

    @Test func `a date without a time is the server's midnight`() async throws {
        try await SiteUnderTest.run { site in
            try await site.order("switches", "{\"serverZoneMinutes\":120,\"zonelessDate\":\"zero\"}")
            let id = try #require(
                try await site.post("Contact", "{\"Name\":\"A\",\"BirthDate\":\"2000-05-01\"}").json["Id"]?
                    .text)
            #expect(try await site.get("Contact(\(id))").json["BirthDate"] == "2000-04-30T22:00:00Z")
            try await site.patch("Contact(\(id))", "{\"BirthDate\":\"2000-05-01T10:00:00\"}")
            #expect(try await site.get("Contact(\(id))").json["BirthDate"] == "0001-01-01T00:00:00Z")
        }
    }

    @Test func `the service document lists the objects and the model describes them`() async throws {
        try await SiteUnderTest.run(.framework) { site in
            let names = try await site.get("").rows.compactMap { $0["name"]?.text }
            #expect(names.contains("Case"))
            let xml = try await site.get("$metadata")
            #expect(xml.headers[.contentType] == "application/xml")
            for part in [
                "<Schema Namespace=\"Terrasoft.Configuration.OData\"",
                "<EntityType Name=\"Case\"><Key><PropertyRef Name=\"Id\" /></Key>",
                "<Property Name=\"UsrOrderNumber\" Type=\"Edm.String\" Nullable=\"false\" />",
                "<Property Name=\"UsrProductLineId\" Type=\"Edm.Guid\" />",
                "<NavigationProperty Name=\"UsrProductLine\" Type=\"Terrasoft.Configuration.OData.UsrProductLine\" Partner=\"CaseCollectionByUsrProductLine\" />",
                "<NavigationProperty Name=\"MessageType\" Type=\"Terrasoft.Configuration.OData.EmailType\"",
                "<NavigationProperty Name=\"ActivityCollectionByCase\" Type=\"Collection(Terrasoft.Configuration.OData.Activity)\" Partner=\"Case\" />",
                "<NavigationProperty Name=\"CreatedBy\" Type=\"Terrasoft.Configuration.OData.Contact\" />",
                "<EntitySet Name=\"Case\" EntityType=\"Terrasoft.Configuration.OData.Case\">",
                "<Property Name=\"RemindToOwnerDate\" Type=\"Edm.DateTimeOffset\" />",
            ] { #expect(xml.text.contains(part), "\(part)") }
        }
    }

    @Test func `unsupported methods are refused`() async throws {
        try await SiteUnderTest.run { site in
            let id = try await site.makeCase()
            #expect(try await site.send(.put, "/odata/Case(\(id))", body: "{}").status == 405)
            #expect(try await site.delete("Case").status == 405)
        }
    }
}
