import CasewireSandbox
import HTTPTypes
import Testing

struct FilterTests {
    /// Contacts are seeded; each filter names those it lets through by the last word of their names.
    @Test(arguments: [
        ("Name eq 'Customer One'", ["One"]),
        ("Name eq 'customer one'", ["One"]),
        ("startswith(Name,'Customer T')", ["Three", "Two"]),
        ("endswith(Name,'Four') or Name eq 'Customer Five'", ["Five", "Four"]),
        (
            "contains(MobilePhone,'010') and startswith(Name,'Customer')",
            ["Five", "One", "Six", "Two", "again"]
        ),
        ("contains(tolower(Name),'customer o')", ["One"]),
        ("Type/Name eq 'Customer' and not (MobilePhone ne '')", ["Four", "Three"]),
        ("Type/Name eq 'Customer' and MobilePhone eq null and HomePhone ne null", ["Four"]),
        ("(Name eq 'Customer One' or Name eq 'Customer Two') and DoNotUseSms eq false", ["One", "Two"]),
        ("Confirmed eq true and Name eq 'Customer One'", ["One"]),
        ("Name eq 'Customer One' and Confirmed", ["One"]),
        ("Age ge 0 and Age lt 1 and Name eq 'Customer One'", ["One"]),
        ("Id eq \(GUID.derived(from: "customer/Customer One"))", ["One"]),
        ("\(GUID.derived(from: "customer/Customer One")) eq Id", ["One"]),
        (
            "Type/Id eq \(GUID.derived(from: "ContactType/Customer")) and Name gt 'Customer S'",
            ["Six", "Three", "Two", "again"]
        ),
        ("ModifiedOn gt 2020-01-01T00:00:00Z and Name eq 'Customer One'", ["One"]),
        ("ModifiedOn gt 2090-01-01T00:00:00.000Z", []),
        ("Account eq null and Name eq 'Customer One'", ["One"]),
        ("Account/Id eq null and Name eq 'Customer One'", ["One"]),
        ("Account/Id ne \(GUID.zero) and Name eq 'Customer One'", []),
        ("Owner/Owner/Name eq 'Supervisor' and Name eq 'Customer One'", ["One"]),
        ("Name eq 'O''Brien'", []),
        ("length(Name) eq 12", ["One", "Six", "Two"]),
        ("BirthDate eq null and Name eq 'Customer One'", ["One"]),
    ])
    func `a filter lets through what it says`(filter: String, names: [String]) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.get("Contact?$select=Name&$filter=\(filter.percentEncoded)")
            let found = answer.rows.compactMap {
                $0["Name"]?.text?.split(whereSeparator: { " ()".contains($0) }).last.map(String.init)
            }
            #expect(answer.status == 200, "\(answer.text)")
            #expect(found.sorted() == names)
        }
    }

    @Test(arguments: [
        (
            "Foo eq 1", 400,
            "Could not find a property named 'Foo' on type 'Terrasoft.Configuration.OData.Contact'."
        ),
        (
            "Owner/Foo eq 1", 400,
            "Could not find a property named 'Foo' on type 'Terrasoft.Configuration.OData.Contact'."
        ),
        (
            "Id eq '405947d0-2ffb-4ded-8675-0475f19f5a81'", 400,
            "A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'."
        ),
        (
            "ModifiedOn gt '2026-01-31T12:00:00Z'", 400,
            "A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThan'."
        ),
        (
            "Name eq 5", 400,
            "A binary operator with incompatible types was detected. Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'."
        ),
        ("Id eq guid'405947d0-2ffb-4ded-8675-0475f19f5a81'", 400, nil),
        ("Name eq 'O'Brien'", 400, nil), ("Name eq", 400, nil), ("(Name eq 'a'", 400, nil),
        ("Name", 400, nil),
        ("Name in ('a','b')", 400, nil), ("ContactCollectionByOwner/any(c:c/Age gt 1)", 400, nil),
        ("soundex(Name) eq 'a'", 400, nil), ("contains(Id,'a')", 400, nil), ("Owner eq 'a'", 400, nil),
        ("ModifiedOn gt 2026-01-31T12:00:00", 400, nil),
    ])
    func `a filter that does not fit is refused`(filter: String, status: Int, words: String?) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.get("Contact?$filter=\(filter.percentEncoded)")
            #expect(answer.status == status)
            #expect(answer.message?.hasPrefix("The query specified in the URI is not valid. ") == true)
            if let words {
                #expect(answer.innerMessage == words)
                #expect(answer.message == "The query specified in the URI is not valid. \(words)")
            }
        }
    }

    @Test func `plus stands for a space and percent signs for dollars, as one client writes`() async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.send(
                .get, "/odata/Contact?%24filter=Name+eq+'Customer+One'&%24select=Id%2CName&%24top=5")
            #expect(answer.rows.count == 1)
            #expect(try await site.get("Contact?$filter=MobilePhone eq '+15550100101'").rows.isEmpty)
            #expect(try await site.get("Contact?$filter=MobilePhone eq '%2B15550100101'").rows.count == 1)
        }
    }

    @Test func `polling by time reads on from where it was`() async throws {
        try await SiteUnderTest.run { site in
            let caseId = try await site.makeCase()
            var last = ""
            for number in 1...5 {
                let answer = try await site.post(
                    "Activity", "{\"Title\":\"\(number)\",\"CaseId\":\"\(caseId)\"}")
                let id = try #require(answer.json["Id"]?.text)
                last = try #require(
                    try await site.get("Activity(\(id))?$select=ModifiedOn").json["ModifiedOn"]?.text)
            }
            #expect(try await site.get("Activity?$filter=ModifiedOn gt \(last)").rows.isEmpty)
            #expect(try await site.get("Activity?$filter=ModifiedOn ge \(last)").rows.count == 1)
            let all = try await site.get(
                "Activity?$filter=ModifiedOn gt 2020-01-01T00:00:00Z and Case/Id eq \(caseId)&$orderby=ModifiedOn desc&$select=Title"
            )
            #expect(all.rows.compactMap { $0["Title"]?.text } == ["5", "4", "3", "2", "1"])
        }
    }

    @Test func `paths through two lookups can be switched off`() async throws {
        var switches = CreatioSwitches()
        switches.twoStepFilters = false
        try await SiteUnderTest.run(switches: switches) { site in
            let answer = try await site.get("Activity?$filter=Case/Status/IsFinal eq true")
            #expect(answer.status == 500)
            #expect(
                answer.internalMessage == "Column by path Case.Status.IsFinal not found in schema Activity.")
        }
    }
}

extension String {
    /// Every byte that is not a letter or digit as a percent escape.
    var percentEncoded: String {
        utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }
}
