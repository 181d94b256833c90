import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct TextPartsTests {
    private func part(_ index: Int, of total: Int, _ text: String, reference: String = "7", id: String? = nil)
        -> TextPart
    {
        TextPart(
            reference: reference, total: total, index: index,
            text: InboundText(
                providerID: id ?? "P-\(reference)-\(index)", from: World.customer, to: "+15550001000",
                body: text))
    }

    private func receive(_ part: TextPart, in world: World) async throws -> Intake.Outcome {
        try await Intake(services: world.services).receive(part, on: world.number)
    }

    private func texts(in world: World) async throws -> [String] {
        try await world.messages().filter { $0.direction == .inbound }.map(\.text)
    }

    @Test(arguments: Engine.all, [[1, 2, 3], [3, 2, 1], [2, 3, 1], [2, 2, 1, 3, 3, 1]])
    func `parts in any order, and twice, are one text`(on engine: Engine, order: [Int]) async throws {
        let world = try await World(on: engine)
        let words = ["Where is ", "my ", "order?"]
        for index in order { _ = try await receive(part(index, of: 3, words[index - 1]), in: world) }
        #expect(try await texts(in: world) == ["Where is my order?"])
        // And once more, days later.
        world.clock.advance(by: .seconds(86_400))
        for index in order {
            #expect(try await receive(part(index, of: 3, words[index - 1]), in: world) == .repeated)
        }
        #expect(try await texts(in: world) == ["Where is my order?"])
    }

    @Test
    func `a text whose parts do not all come is taken in with a gap`() async throws {
        let world = try await World(on: .memory)
        #expect(try await receive(part(1, of: 3, "Where is "), in: world) == .waiting)
        #expect(try await receive(part(3, of: 3, "order?"), in: world) == .waiting)
        try await world.settle(310)
        #expect(try await texts(in: world) == ["Where is  … order?"])
        // The missing one, late, is not lost either.
        #expect(try await receive(part(2, of: 3, "my "), in: world) == .waiting)
        try await world.settle(310)
        #expect(try await texts(in: world).count == 2)
    }

    @Test
    func `a reference that is used again does not mix texts`() async throws {
        let world = try await World(on: .memory)
        _ = try await receive(part(1, of: 2, "old "), in: world)
        _ = try await receive(part(1, of: 2, "new ", id: "P-new-1"), in: world)
        _ = try await receive(part(2, of: 2, "text", id: "P-new-2"), in: world)
        #expect(try await texts(in: world) == ["new text"])
    }

    @Test
    func `a keyword in parts is a keyword`() async throws {
        let world = try await World(on: .memory)
        _ = try await receive(part(1, of: 2, "ST"), in: world)
        _ = try await receive(part(2, of: 2, "OP"), in: world)
        let session = try await world.session()
        #expect(try await world.database.read { try $0.isSuppressed(session.contact) })
    }
}
