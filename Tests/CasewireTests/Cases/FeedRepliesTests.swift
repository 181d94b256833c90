import Casewire
import TestSupport
import Testing

/// Replies from the feed of a case: off until a prefix is set, and only with it.
@Suite struct FeedRepliesTests {
    private func world(on engine: Engine, prefix: String?) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio { $0.replies.feedPrefix = prefix }
        try await world.converse("I need to speak with a person")
        return world
    }

    private func post(
        _ message: String, by creator: String = MemoryCreatio.rep, ordinal: Int = 1, on entity: String? = nil,
        in world: World
    ) async throws {
        let id = try #require(await world.creatio.rows("Case").first?.id("Id"))
        await world.creatio.insert(
            "SocialMessage",
            [
                "Id": .id("00000000-0000-4000-8000-0000000001\(ordinal < 10 ? "0" : "")\(ordinal)"),
                "EntityId": .id(entity ?? id), "Message": .text(message), "CreatedById": .id(creator),
            ])
        try await world.settle(30)
    }

    @Test(arguments: Engine.all)
    func `a post with the prefix is texted once, without it, and stands in the transcript`(
        on engine: Engine
    ) async throws {
        let world = try await world(on: engine, prefix: "/sms")
        let before = await world.textsSent.count
        try await post("<p>/SMS We are <b>on it</b>.</p>", in: world)
        #expect(await world.textsSent.count == before + 1)
        #expect(await world.textsSent.last == "We are on it.")
        try await world.settle(300)
        #expect(await world.textsSent.count == before + 1)
        let copies = await world.creatio.rows("Activity").filter {
            $0.text("DetailedResult") == "We are on it."
        }
        #expect(copies.count == 1)
    }

    @Test(arguments: [
        "An internal note", "Tell them /sms later", "/smsx hello", "<p>&nbsp;/ sms hello</p>", "/sms",
        "/sms  ",
    ])
    func `nothing else in the feed is ever sent`(message: String) async throws {
        let world = try await world(on: .memory, prefix: "/sms")
        let before = await world.textsSent.count
        try await post(message, in: world)
        #expect(await world.textsSent.count == before)
    }

    @Test func `without a prefix, by the integration itself, or on another record, nothing is sent`()
        async throws
    {
        let off = try await world(on: .memory, prefix: nil)
        let before = await off.textsSent.count
        try await post("/sms hello", in: off)
        #expect(await off.textsSent.count == before)
        let on = try await world(on: .memory, prefix: "/sms")
        try await post("/sms hello", by: MemoryCreatio.integration, in: on)
        try await post("/sms hello", ordinal: 2, on: "00000000-0000-4000-8000-00000000abcd", in: on)
        #expect(await on.textsSent.count == before)
    }

    @Test func `a reply that cannot be sent is told on the open task`() async throws {
        let world = try await world(on: .memory, prefix: "/sms")
        try await world.converse("STOP")
        let before = await world.textsSent.count
        try await post("/sms hello", in: world)
        #expect(await world.textsSent.count == before)
        let titles = await world.creatio.rows("Activity").compactMap { $0.text("Title") }
        #expect(titles.contains { $0.hasPrefix("Reply by text: NOT SENT: the customer opted out") })
    }
}
