import Casewire
import CasewireStorage
import TestSupport
import Testing

/// What stands on a case and is meant for colleagues never reaches the customer, whatever kind of row it is.
@Suite struct InternalNotesTests {
    private static let task = "fbe0acdc-cfc0-df11-b00f-001d60e938c6"
    private static let email = "e2831dec-cfc0-df11-b00f-001d60e938c6"
    private static let call = "e1831dec-cfc0-df11-b00f-001d60e938c6"
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"
    private static let supervisor = "00000000-0000-4000-8000-00000000000c"

    /// A row on the case: what is said of it, and what differs from a reply by hand that would be sent.
    struct Kind: Sendable, CustomTestStringConvertible {
        let name: String
        let change: @Sendable (inout RowValues, CaseCatalog) -> Void

        init(_ name: String, _ change: @escaping @Sendable (inout RowValues, CaseCatalog) -> Void) {
            self.name = name
            self.change = change
        }

        var testDescription: String { name }
    }

    static let kinds: [Kind] = [
        Kind("a mail that the mail sync brought") { row, _ in
            row["TypeId"] = .id(email)
            row["ActivityCategoryId"] = .null
            row["CreatedById"] = .id(supervisor)
        },
        Kind("a mail that somebody put into the reply category") { row, _ in row["TypeId"] = .id(email) },
        Kind("a call") { row, _ in
            row["TypeId"] = .id(call)
            row["ActivityCategoryId"] = .null
        },
        Kind("a task without a category") { row, _ in row["ActivityCategoryId"] = .null },
        Kind("a task of another category") { row, catalog in
            row["ActivityCategoryId"] = .id(catalog.transcriptCategory)
        },
        Kind("a task that is half typed") { row, _ in row["StatusId"] = .id(notStarted) },
        Kind("a task that was cancelled") { row, catalog in row["StatusId"] = .id(catalog.canceled) },
        Kind("a task without a text but with a title") { row, _ in
            row["DetailedResult"] = .null
            row["Title"] = .text("Call them back, they are difficult")
        },
        Kind("a row of the integration's own") { row, _ in row["CreatedById"] = .id(MemoryCreatio.integration)
        },
        Kind("a reply on another case") { row, _ in
            row["CaseId"] = .id("00000000-0000-4000-8000-00000000ffff")
        },
        Kind("a reply on no case") { row, _ in row["CaseId"] = .null },
    ]

    private func world() async throws -> (world: World, reply: RowValues, catalog: CaseCatalog) {
        let world = try await World(on: .memory)
        try await world.connectCreatio { $0.replies.feedPrefix = "/sms" }
        try await world.converse("I need to speak with a person")
        let catalog = try #require(try await world.database.read { try $0.caseCatalog() })
        let reply: RowValues = [
            "Id": .id("00000000-0000-4000-8000-00000000eeee"),
            "CaseId": try #require(await world.creatio.rows("Case").first?["Id"]), "TypeId": .id(Self.task),
            "ActivityCategoryId": .id(catalog.replyCategory), "StatusId": .id(Self.finished),
            "DetailedResult": .text("Not for the customer"), "CreatedById": .id(MemoryCreatio.rep),
            "Title": .text("A note"),
        ]
        return (world, reply, catalog)
    }

    @Test(arguments: kinds)
    func `it is never sent, neither by a look nor by a hint`(kind: Kind) async throws {
        var (world, row, catalog) = try await world()
        let before = await world.textsSent
        kind.change(&row, catalog)
        await world.creatio.insert("Activity", row)
        try await world.services.take(CaseHint(caseID: row.id("CaseId"), activityID: row.id("Id")))
        try await world.settle(70)
        #expect(await world.textsSent == before)
    }

    @Test func `the same row without the difference is sent, so that the table proves something`()
        async throws
    {
        let (world, row, _) = try await world()
        let before = await world.textsSent.count
        await world.creatio.insert("Activity", row)
        try await world.settle(30)
        #expect(await world.textsSent.count == before + 1)
    }
}
