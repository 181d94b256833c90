import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// Receipts come in any order, twice, and before the answer to our own call.
struct ReceiptOrderTests {
    struct Story: Sendable, CustomTestStringConvertible {
        let receipts: [(status: String, code: String?)]
        let ending: MessageState
        let code: String?

        var testDescription: String { receipts.map(\.status).joined(separator: ", ") }
    }

    static let stories = [
        Story(receipts: [("queued", nil), ("sent", nil), ("delivered", nil)], ending: .delivered, code: nil),
        Story(receipts: [("accepted", nil), ("queued", nil), ("sent", nil)], ending: .sent, code: nil),
        Story(
            receipts: [("sent", nil), ("undelivered", "30003")], ending: .undelivered, code: "30003"),
        Story(receipts: [("queued", nil), ("failed", "30008")], ending: .failed, code: "30008"),
        Story(
            receipts: [("sent", nil), ("undelivered", "30005"), ("delivered", nil)], ending: .delivered,
            code: nil),
        Story(
            receipts: [("sent", nil), ("failed", "30008"), ("undelivered", nil)], ending: .undelivered,
            code: "30008"),
        Story(
            receipts: [("sent", nil), ("undelivered", nil), ("failed", "30008")], ending: .undelivered,
            code: "30008"),
        Story(
            receipts: [("sent", nil), ("teleported", nil), ("delivered", nil)], ending: .delivered, code: nil),
    ]

    @Test(arguments: stories)
    func `every order of receipts, with one of them twice, ends in the same state`(_ story: Story)
        async throws
    {
        let world = try await World(on: .memory)
        let message = try await sentMessage(in: world)
        var orders = 0
        for doubled in story.receipts.indices {
            let all = Array(story.receipts.indices) + [doubled]
            for order in Set(permutations(of: all)) {
                for answerAt in 0...order.count {
                    try await forget(message, in: world)
                    for (place, index) in order.enumerated() {
                        if place == answerAt { try await answer(message, in: world) }
                        try await receive(story.receipts[index], for: message, in: world)
                    }
                    if answerAt == order.count { try await answer(message, in: world) }
                    let ended = try #require(try await world.database.read { try $0.message(message.id) })
                    #expect(ended.state == story.ending, "\(order), answered at \(answerAt)")
                    #expect(ended.failure?.code == story.code, "\(order), answered at \(answerAt)")
                    orders += 1
                }
            }
        }
        #expect(orders >= 12)
    }

    @Test(arguments: Engine.all)
    func `receipts that come at the same moment lose nothing`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let message = try await sentMessage(in: world)
        for _ in 1...20 {
            try await forget(message, in: world)
            try await answer(message, in: world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for status in ["queued", "sent", "delivered", "sent"] {
                    group.addTask { try await receive((status, nil), for: message, in: world) }
                }
                try await group.waitForAll()
            }
            #expect(try await world.database.read { try $0.message(message.id) }?.state == .delivered)
        }
    }

    @Test
    func `a customer whom the carrier blocks is suppressed, however late that is found`() async throws {
        let world = try await World(on: .memory)
        let message = try await sentMessage(in: world)
        try await forget(message, in: world)
        try await answer(message, in: world)
        try await receive(("failed", "21610"), for: message, in: world)
        try await receive(("failed", "21610"), for: message, in: world)
        let entries = try await world.database.read { try $0.consent(of: message.contact) }
        #expect(entries.map(\.source) == ["carrier"])
        #expect(try await world.database.read { try $0.isSuppressed(message.contact) })
    }

    // MARK: Steps

    private func sentMessage(in world: World) async throws -> Message {
        let session = try await world.converse("Where is my order?")
        let actions = SessionActions(services: world.services)
        let id = try await actions.reply("On its way.", in: session.id, by: "rep@example.com", key: nil)
        try await world.settle(1)
        return try #require(try await world.database.read { try $0.message(id) })
    }

    /// As it was while the call to the carrier ran.
    private func forget(_ message: Message, in world: World) async throws {
        _ = try await world.database.write { transaction in
            try transaction.execute("DELETE FROM receipt")
            try transaction.execute(
                """
                UPDATE message SET state = 'sending', provider_id = NULL, error_code = NULL, error_text = NULL
                WHERE id = \(message.id)
                """)
        }
    }

    private func answer(_ message: Message, in world: World) async throws {
        let (random, now) = (world.random, world.clock.now())
        try await world.database.write {
            try $0.record(
                .accepted(AcceptedText(providerID: "SM-own", segments: nil)), of: message, at: now,
                rule: .standard, random: random, words: { "Code \($0)." })
        }
    }

    /// Without our own id: only the carrier's tells which message it is about.
    private func receive(
        _ receipt: (status: String, code: String?), for message: Message, in world: World
    ) async throws {
        try await Receipts(services: world.services).receive(
            Receipt(providerID: "SM-own", messageID: nil, status: receipt.status, errorCode: receipt.code),
            on: world.number)
    }

    private func permutations(of items: [Int]) -> [[Int]] {
        guard items.count > 1 else { return [items] }
        return items.indices.flatMap { index in
            var rest = items
            let first = rest.remove(at: index)
            return permutations(of: rest).map { [first] + $0 }
        }
    }
}
