import Casewire
import Testing

@testable import CasewireConnectors

struct ODataFilterTests {
    private static let id = "405947D0-2ffb-4ded-8675-0475f19f5a81"
    private static let moment = Timestamp(milliseconds: 1_769_860_800_123)

    @Test(
        arguments: [
            (.equal("Case/Id", .id(id)), "Case/Id eq 405947d0-2ffb-4ded-8675-0475f19f5a81"),
            (.notEqual("CreatedBy/Id", .id(id)), "CreatedBy/Id ne 405947d0-2ffb-4ded-8675-0475f19f5a81"),
            (.equal("Owner/Id", .null), "Owner/Id eq null"),
            (.equal("Name", .text("O'Brien")), "Name eq 'O''Brien'"),
            (.equal("Name", .text("'")), "Name eq ''''"),
            (.equal("Name", .text("")), "Name eq ''"),
            (.equal("Status/IsFinal", .flag(true)), "Status/IsFinal eq true"),
            (.equal("StageNumber", .number(2)), "StageNumber eq 2"),
            (.equal("Rate", .number(2.5)), "Rate eq 2.5"),
            (.after("ModifiedOn", moment), "ModifiedOn gt 2026-01-31T12:00:00.123Z"),
            (.equal("ModifiedOn", .moment(moment)), "ModifiedOn eq 2026-01-31T12:00:00.123Z"),
            (.startsWith("SearchNumber", "1000321"), "startswith(SearchNumber,'1000321')"),
            (.contains("MobilePhone", "555"), "contains(MobilePhone,'555')"),
            (.all([.equal("A", .flag(true)), .equal("B", .flag(false))]), "(A eq true and B eq false)"),
            (
                .all([.after("ModifiedOn", moment), .any([.equal("A", .null), .startsWith("B", "x")])]),
                "(ModifiedOn gt 2026-01-31T12:00:00.123Z and (A eq null or startswith(B,'x')))"
            ),
            (.all([.equal("A", .flag(true))]), "A eq true"),
            (.any([.all([.equal("A", .flag(true))]), .any([])]), "A eq true"),
        ] as [(RowFilter, String)])
    func `a condition is written as OData does`(_ filter: RowFilter, _ text: String) throws {
        #expect(try ODataFilter(filter) == .condition(text))
    }

    @Test
    func `no conditions mean everything, and no choices nothing`() throws {
        #expect(try ODataFilter(nil) == .everything)
        #expect(try ODataFilter(.all([])) == .everything)
        #expect(try ODataFilter(.any([])) == .nothing)
        #expect(try ODataFilter(.all([.equal("A", .null), .any([])])) == .nothing)
        #expect(try ODataFilter(.any([.equal("A", .null), .all([])])) == .everything)
    }

    @Test(
        arguments: [
            .equal("Case/Id", .id("1 or true")), .equal("Case/Id or 1 eq 1", .null), .after("", moment),
            .startsWith("A B", "x"), .equal("Case//Id", .null), .equal("Rate", .number(.infinity)),
            .equal("Größe", .null),
        ] as [RowFilter])
    func `a name or an id that is none is refused`(_ filter: RowFilter) {
        #expect {
            try ODataFilter(filter)
        } throws: { error in
            if case .rejected = error as? CaseSystemFailure { true } else { false }
        }
    }
}
