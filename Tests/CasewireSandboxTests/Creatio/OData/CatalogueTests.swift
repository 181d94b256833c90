import CasewireSandbox
import HTTPTypes
import Testing

/// The error catalogue, each row with its exact status and body.
struct CatalogueTests {
    private let unknownGUID = "405947d0-2ffb-4ded-8675-0475f19f5a81"

    private func envelope(_ message: String, _ inner: String? = nil, _ deeper: String? = nil) -> String {
        func quoted(_ text: String) -> String { JSONValue.text(text).json }
        let blank = "\"type\":\"\",\"stacktrace\":\"\""
        var innerError = ""
        if let inner {
            let deep = deeper.map { ",\"internalexception\":{\"message\":\(quoted($0)),\(blank)}" } ?? ""
            innerError = ",\"innererror\":{\"message\":\(quoted(inner)),\(blank)\(deep)}"
        }
        return "{\"error\":{\"code\":\"\",\"message\":\(quoted(message))\(innerError)}}"
    }

    private let serializing =
        "The 'ObjectContent`1' type failed to serialize the response body for content type 'application/json; odata.metadata=minimal'."

    @Test(arguments: ["$select=Id,Foo", "$filter=Foo eq 1", "$orderby=Foo", "$expand=Foo"])
    func `A: an unknown column`(option: String) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.get("SysSchema?\(option)")
            let words =
                "Could not find a property named 'Foo' on type 'Terrasoft.Configuration.OData.SysSchema'."
            #expect(answer.status == 400)
            #expect(answer.text == envelope("The query specified in the URI is not valid. \(words)", words))
        }
    }

    @Test func `B: an unknown property in POST and PATCH`() async throws {
        try await SiteUnderTest.run { site in
            let words =
                "item : The property 'labNope' does not exist on type 'Terrasoft.Configuration.OData.Contact'. Make sure to only use property names that are defined by the type."
            let posted = try await site.post("Contact", "{\"Name\":\"A\",\"labNope\":1}")
            #expect(posted.status == 400)
            #expect(posted.text == envelope("The request is invalid.", words))
            let id = GUID.derived(from: "customer/Customer One")
            let patched = try await site.patch("Contact(\(id))", "{\"labNope\":1,\"JobTitle\":\"x\"}")
            #expect(patched.status == 400)
            #expect(patched.text == envelope("The request is invalid.", words))
            try await site.order("switches", "{\"unknownInPatch\":\"ignore\"}")
            #expect(
                try await site.patch("Contact(\(id))", "{\"labNope\":1,\"JobTitle\":\"x\"}").status == 204)
            #expect(try await site.get("Contact(\(id))").json["JobTitle"] == "")
        }
    }

    @Test func `E: a lookup to nowhere, in the words of either database`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.post("Case", "{\"Subject\":\"A\",\"ContactId\":\"\(unknownGUID)\"}")
            #expect(answer.status == 500)
            #expect(answer.message == "An error has occurred.")
            #expect(
                answer.innerMessage?.hasPrefix(
                    "23503: insert or update on table \"Case\" violates foreign key constraint \"FK") == true)
            try await site.order("switches", "{\"database\":\"mssql\"}")
            let inserted = try await site.post("Case", "{\"Subject\":\"A\",\"ContactId\":\"\(unknownGUID)\"}")
            #expect(
                inserted.innerMessage?.hasPrefix(
                    "The INSERT statement conflicted with the FOREIGN KEY constraint \"FK") == true)
            #expect(
                inserted.innerMessage?.hasSuffix(
                    "table \"dbo.Contact\", column 'Id'.\r\nThe statement has been terminated.") == true)
            let caseId = try await site.makeCase()
            let updated = try await site.patch("Case(\(caseId))", "{\"ContactId\":\"\(unknownGUID)\"}")
            #expect(updated.innerMessage?.hasPrefix("The UPDATE statement conflicted") == true)
        }
    }

    @Test(arguments: ["$filter=ContactId eq 405947d0-2ffb-4ded-8675-0475f19f5a81", "$orderby=ContactId"])
    func `F: a flat lookup in a filter`(option: String) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.get("Case?\(option)")
            #expect(answer.status == 500)
            #expect(
                answer.text
                    == envelope(
                        "An error has occurred.", serializing,
                        "Column by path ContactId not found in schema Case."))
        }
    }

    @Test func `G, P, S and T strike when told to`() async throws {
        try await SiteUnderTest.run { site in
            for row in ["G", "P", "S", "T"] {
                try await site.order(
                    "switches", "{\"forced\":[{\"row\":\"\(row)\",\"object\":\"Case\",\"count\":1}]}")
                let answer = try await site.get("Case?$top=1")
                #expect(answer.status == 500)
                switch row {
                case "G":
                    #expect(answer.innerMessage == serializing)
                    #expect(
                        answer.internalMessage?.hasPrefix(
                            "Request processing terminated because it reached the RAM consumption limit of 2000 MB."
                        ) == true)
                case "P":
                    #expect(answer.json["ExceptionType"] == "System.NullReferenceException")
                    #expect(
                        answer.json["ExceptionMessage"]
                            == "Object reference not set to an instance of an object.")
                case "S": #expect(answer.innerMessage?.contains("license") == true)
                default:
                    #expect(
                        answer.text
                            == envelope("An error has occurred.", "53300: sorry, too many clients already"))
                }
                #expect(try await site.get("Case?$top=1").status == 200)
            }
        }
    }

    @Test func `H: the same Id twice`() async throws {
        try await SiteUnderTest.run { site in
            let body = "{\"Id\":\"A1B2C3D4-0000-4000-8000-000000000091\",\"Subject\":\"A\"}"
            let first = try await site.post("Case", body)
            #expect(first.status == 201)
            #expect(first.json["Id"] == "a1b2c3d4-0000-4000-8000-000000000091")
            let second = try await site.post("Case", body)
            #expect(second.status == 500)
            #expect(
                second.innerMessage?.hasPrefix("23505: duplicate key value violates unique constraint \"PK")
                    == true)
            #expect(try await site.get("Case/$count").text == "1")
            try await site.order("switches", "{\"database\":\"mssql\",\"duplicateIdStatus\":409}")
            let third = try await site.post("Case", body)
            #expect(third.status == 409)
            #expect(
                third.innerMessage?.contains(
                    "Cannot insert duplicate key in object 'dbo.Case'. The duplicate key value is (a1b2c3d4-0000-4000-8000-000000000091)."
                ) == true)
        }
    }

    @Test func `I: a required column left empty`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.post("Contact", "{\"JobTitle\":\"x\"}")
            #expect(answer.status == 500)
            #expect(answer.text == envelope("An error has occurred.", "Column Name is required"))
            let caseId = try await site.makeCase()
            let patched = try await site.patch("Case(\(caseId))", "{\"StatusId\":null}")
            #expect(patched.innerMessage == "Column Status is required")
        }
    }

    @Test func `J: an activity with neither owner nor owner's role`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.post("Activity", "{\"Title\":\"A\",\"OwnerId\":null}")
            #expect(answer.status == 500)
            #expect(answer.text == envelope("An error has occurred.", "Field \"Owner\" must be filled in"))
            let withRole = try await site.post(
                "Activity",
                "{\"Title\":\"A\",\"OwnerId\":null,\"OwnerRoleId\":\"a29a3ba5-4b0d-de11-9a51-005056c00008\"}")
            #expect(withRole.status == 201)
        }
    }

    @Test func `K: no right on the object`() async throws {
        try await SiteUnderTest.run { site in
            try await site.order("faults", "{\"kind\":\"deny\",\"path\":\"Activity/add\"}")
            let refused = try await site.post("Activity", "{\"Title\":\"A\"}")
            #expect(refused.status == 403)
            #expect(
                refused.text
                    == envelope(
                        "An error has occurred.",
                        "Current user does not have permissions for the \"Activity\" object"))
            #expect(try await site.get("Activity?$top=1").status == 200)
            #expect(try await site.get("ActivityStatus?$top=1").status == 200)
            try await site.order("switches", "{\"noRightsStatus\":500}")
            #expect(try await site.post("Activity", "{\"Title\":\"A\"}").status == 500)
            try await site.send(.delete, "/sandbox/faults")
            #expect(try await site.post("Activity", "{\"Title\":\"A\"}").status == 201)
            try await site.order("switches", "{\"denied\":{\"SMS integration\":[\"Case\"]}}")
            #expect(try await site.get("Case?$top=1").status == 500)
            #expect(try await site.signedIn(as: "Service rep").get("Case?$top=1").status == 200)
        }
    }

    @Test(arguments: [
        ("{\"Title\":\"A\",\"StartDate\":\"soon\"}", "item.StartDate : "),
        ("{\"Title\":\"A\",\"StartDate\":\"2026-01-01T10:00:00\"}", "item.StartDate : "),
        ("{\"Title\":\"A\",\"CaseId\":\"42\"}", "item.CaseId : "),
        ("{\"Title\":7}", "item.Title : "),
        ("{\"Title\":\"A\",\"ShowInScheduler\":\"yes\"}", "item.ShowInScheduler : "),
        ("{\"Title\":\"A\",\"DurationInMinutes\":\"1\"}", "item.DurationInMinutes : "),
        ("{\"Title\":\"A\",\"Status\":\"New\"}", "item : "), ("{\"Title\":\"A\"", "item : Invalid JSON."),
        ("[]", "item : "),
    ])
    func `N: a body that cannot be read`(body: String, words: String) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.post("Activity", body)
            #expect(answer.status == 400)
            #expect(answer.message == "The request is invalid.")
            #expect(answer.innerMessage?.hasPrefix(words) == true)
            #expect(try await site.get("Activity/$count").text == "0")
        }
    }

    @Test func `O: a binary column in a selection`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.get("Contact?$select=Id,ContactPhoto")
            #expect(answer.status == 500)
            #expect(answer.innerMessage == "Value cannot be null.\r\nParameter name: property")
        }
    }

    @Test func `R: an object that is not there, or not yet`() async throws {
        try await SiteUnderTest.run(.framework) { site in
            let answer = try await site.get("UsrX?$top=1")
            #expect(answer.status == 404)
            #expect(
                answer.text
                    == "{\"Message\":\"No HTTP resource was found that matches the request URI 'http://localhost/0/odata/UsrX'.\",\"MessageDetail\":\"No type was found that matches the controller named 'UsrX'.\"}"
            )
            try await site.order("switches", "{\"hiddenSets\":[\"Case\"],\"missingSet\":\"hardened\"}")
            let hidden = try await site.get("Case?$top=1")
            #expect(hidden.status == 404)
            #expect(hidden.json["MessageDetail"] == nil)
            #expect(try await site.get("$metadata").text.contains("EntityType Name=\"Case\"") == false)
            try await site.order("switches", "{\"missingSet\":\"html\"}")
            #expect(
                try await site.get("Case?$top=1").text.contains(
                    "<title>404 - File or directory not found.</title>"))
        }
    }

    @Test func `U: a text that is too long is refused or cut`() async throws {
        try await SiteUnderTest.run { site in
            let long = String(repeating: "é", count: 501)
            let refused = try await site.post("Case", "{\"Subject\":\"\(long)\"}")
            #expect(refused.status == 500)
            #expect(refused.innerMessage == "22001: value too long for type character varying(500)")
            #expect(try await site.post("Case", "{\"Subject\":\"\(long.dropLast())\"}").status == 201)
            try await site.order("switches", "{\"longText\":\"cut\"}")
            let cut = try await site.post("Case", "{\"Subject\":\"\(long)\"}")
            #expect(cut.status == 201)
            #expect(cut.json["Subject"]?.text?.count == 500)
            let zero = try await site.post("Case", "{\"Subject\":\"a\\u0000b\"}")
            #expect(zero.status == 500)
            #expect(zero.innerMessage?.hasPrefix("22021: invalid byte sequence") == true)
        }
    }

    @Test func `V: a firewall's page`() async throws {
        try await SiteUnderTest.run { site in
            try await site.order("switches", "{\"firewall\":\"forbidden\"}")
            let refused = try await site.get("Case?$top=1")
            #expect(refused.status == 403)
            #expect(refused.headers[.contentType]?.hasPrefix("text/html") == true)
            #expect(refused.text.contains("Incapsula incident"))
            try await site.order("switches", "{\"firewall\":\"ok\"}")
            #expect(try await site.get("Case?$top=1").status == 200)
        }
    }

    @Test func `an insert can be stored and then fail`() async throws {
        try await SiteUnderTest.run { site in
            try await site.order("switches", "{\"errorAfterInsert\":[\"Case\"]}")
            let answer = try await site.post("Case", "{\"Id\":\"\(unknownGUID)\",\"Subject\":\"A\"}")
            #expect(answer.status == 500)
            #expect(try await site.get("Case(\(unknownGUID))?$select=Id").status == 200)
        }
    }
}
