import Casewire
import Testing

@testable import CasewireConnectors

struct ODataQueryTests {
    @Test
    func `a question becomes an address`() throws {
        let query = RowQuery(
            "Contact", where: .equal("MobilePhone", .text("+1 555 & 'x'")), columns: ["Id", "Name"],
            order: "ModifiedOn",
            limit: 20)
        #expect(
            try ODataQuery.path(for: query)
                == "Contact?$filter=MobilePhone%20eq%20%27%2B1%20555%20%26%20%27%27x%27%27%27&$select=Id,Name"
                + "&$orderby=ModifiedOn%20asc&$top=20")
    }

    @Test
    func `what is not asked for is left out, and the limit is the site's at most`() throws {
        #expect(
            try ODataQuery.path(for: RowQuery("Case", where: nil, columns: [], limit: 99_999))
                == "Case?$top=20000")
        #expect(
            try ODataQuery.path(for: RowQuery("Case", where: nil, columns: [], limit: 0)) == "Case?$top=1")
    }

    @Test
    func `a question that nothing can answer has no address`() throws {
        #expect(try ODataQuery.path(for: RowQuery("Case", where: .any([]), columns: ["Id"])) == nil)
    }

    @Test
    func `one row's address holds its bare id`() throws {
        let id = "405947D0-2FFB-4DED-8675-0475F19F5A81"
        #expect(try ODataQuery.path(of: "Case", id) == "Case(405947d0-2ffb-4ded-8675-0475f19f5a81)")
        #expect(throws: CaseSystemFailure.self) { try ODataQuery.path(of: "Case", "x") }
        #expect(throws: CaseSystemFailure.self) { try ODataQuery.path(of: "Case/../x", id) }
        #expect(throws: CaseSystemFailure.self) {
            try ODataQuery.path(for: RowQuery("Case?x", where: nil, columns: []))
        }
        #expect(throws: CaseSystemFailure.self) {
            try ODataQuery.path(for: RowQuery("Case", where: nil, columns: ["Id&$top=1"]))
        }
    }
}
