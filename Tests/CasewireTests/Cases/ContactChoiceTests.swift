import Casewire
import CasewireStorage
import TestSupport
import Testing

/// Several contacts with one phone: never guessed, offered to operators and to the rep.
@Suite struct ContactChoiceTests {
    private static let first = "00000000-0000-4000-8000-0000000000e1"
    private static let second = "00000000-0000-4000-8000-0000000000e2"

    private func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        for (id, name) in [(Self.first, "Customer at home"), (Self.second, "Customer at work")] {
            await world.creatio.insert(
                "Contact", ["Id": .id(id), "Name": .text(name), "MobilePhone": .text(World.customer)])
        }
        try await world.connectCreatio()
        try await world.converse("I need to speak with a person")
        return world
    }

    private func link(_ world: World) async throws -> CaseLink {
        let session = try await world.session()
        return try #require(try await world.database.read { try $0.caseLink(of: session.id) })
    }

    private func contact(_ world: World) async -> String? {
        await world.creatio.rows("Case").first?.id("ContactId")
    }

    @Test(arguments: Engine.all)
    func `they are named once, and the one that an operator chooses is on the case`(on engine: Engine)
        async throws
    {
        let world = try await world(on: engine)
        #expect(await contact(world) == nil)
        #expect(try await link(world).candidates.map(\.name) == ["Customer at home", "Customer at work"])
        #expect(await world.creatio.rows("Contact").count == 4)
        let note = await world.creatio.rows("Activity").compactMap { $0.text("DetailedResult") }
            .first { $0.hasPrefix("Summary:") }
        #expect(note?.contains("several have this phone (Customer at home, Customer at work)") == true)
        try await world.converse("Hello?")
        #expect(try await world.timeline().count { $0.title.hasPrefix("Several Creatio contacts") } == 1)

        let actions = SessionActions(services: world.services)
        let session = try await world.session().id
        await #expect(throws: SessionActions.Refusal.self) {
            try await actions.chooseContact(MemoryCreatio.rep, for: session, by: "test")
        }
        try await actions.chooseContact(Self.second, for: session, by: "test")
        try await world.settle(10)
        #expect(await contact(world) == Self.second)
        #expect(try await link(world).candidates.isEmpty)
        await #expect(throws: SessionActions.Refusal.self) {
            try await actions.chooseContact(Self.first, for: session, by: "test")
        }
    }

    @Test(arguments: Engine.all)
    func `the one that a rep sets on the case is taken over`(on engine: Engine) async throws {
        let world = try await world(on: engine)
        await world.creatio.edit("Case", try await link(world).caseID, ["ContactId": .id(Self.first)])
        try await world.settle(120)
        #expect(try await link(world).contact == Self.first)
        #expect(try await link(world).candidates.isEmpty)
        try await world.converse("Hello?")
        #expect(await contact(world) == Self.first)
    }
}
