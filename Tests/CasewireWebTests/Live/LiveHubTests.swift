import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import NIOCore
import ServiceLifecycle
import TestSupport
import Testing

@testable import CasewireWeb

struct LiveHubTests {
    /// Runs a hub beside the body, and ends it gracefully.
    private static func withHub(
        _ body: @escaping @Sendable (LiveHub, World) async throws -> Void
    ) async throws {
        let world = try await World(on: .memory)
        let hub = LiveHub(services: world.services, renderer: try PageRenderer(assets: .carried()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await hub.run() }
            try await body(hub, world)
            group.cancelAll()
        }
    }

    /// The events of a stream one by one, without comments.
    private struct Events {
        var iterator: AsyncStream<ByteBuffer>.AsyncIterator

        init(_ subscription: LiveHub.Subscription) {
            iterator = subscription.stream.makeAsyncIterator()
        }

        mutating func next() async -> [String: String]? {
            while let bytes = await iterator.next(isolation: #isolation) {
                var fields: [String: String] = [:]
                for line in String(buffer: bytes).split(separator: "\n") {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    guard parts.count == 2, !parts[0].isEmpty else { continue }
                    fields[String(parts[0])] = String(parts[1].dropFirst())
                }
                if fields["event"] != nil { return fields }
            }
            return nil
        }
    }

    /// Texts until the hub, which begins beside the test, tells of one.
    private static func untilTold(_ hub: LiveHub, _ world: World) async throws -> [String: String] {
        let subscription = hub.subscribe(after: nil)
        defer { subscription.end() }
        var events = Events(subscription)
        let before = hub.cursor
        var number = 0
        while hub.cursor == before {
            number += 1
            try await world.receive("Text \(number)", from: "+15551239999")
            await Task.yield()
        }
        return try #require(await events.next())
    }

    @Test
    func `a text is told with its session's row`() async throws {
        try await Self.withHub { hub, world async throws in
            let event = try await Self.untilTold(hub, world)
            let session = try await world.session(of: "+15551239999")
            #expect(event["event"] == "session")
            let data = try #require(
                try JSONSerialization.jsonObject(with: Data((event["data"] ?? "").utf8)) as? [String: String])
            #expect(data["id"] == session.id.rawValue)
            #expect(data["state"] == "agent")
            #expect(data["row"]?.contains(#"<li class="row" data-session="\#(session.id)""#) == true)
        }
    }

    @Test
    func `a browser that comes back gets what it missed`() async throws {
        try await Self.withHub { hub, world async throws in
            // One listener stays, so that events are made and held.
            let other = hub.subscribe(after: nil)
            defer { other.end() }
            let first = try await Self.untilTold(hub, world)
            let seen = hub.cursor
            try await world.receive("While away", from: "+15551230002")
            while hub.cursor == seen { await Task.yield() }
            var events = Events(hub.subscribe(after: seen))
            let missed = try #require(await events.next())
            #expect(missed["event"] == "session")
            #expect(missed["data"]?.contains("While away") == true)
            #expect(missed["id"] != first["id"])
        }
    }

    @Test
    func `each browser gets rows in its language, those that it missed too`() async throws {
        try await Self.withHub { hub, world async throws in
            let subscription = hub.subscribe(after: nil, in: "es")
            defer { subscription.end() }
            var events = Events(subscription)
            let start = hub.cursor
            let english = try await Self.untilTold(hub, world)
            let spanish = try #require(await events.next())
            #expect(english["id"] == spanish["id"])
            #expect(english["data"]?.contains(">With agent<") == true)
            #expect(spanish["data"]?.contains(">Con el agente<") == true)
            var late = Events(hub.subscribe(after: start, in: "es"))
            let missed = try #require(await late.next())
            #expect(missed["data"]?.contains(">Con el agente<") == true || missed["event"] == "reset")
        }
    }

    @Test(arguments: ["another-7", "", "what", "x-y-z"])
    func `a browser whose place is not known is told to read again`(_ cursor: String) async throws {
        try await Self.withHub { hub, _ async throws in
            var events = Events(hub.subscribe(after: cursor))
            let event = try #require(await events.next())
            #expect(event["event"] == "reset")
            #expect(event["id"] == hub.cursor)
        }
    }

    @Test
    func `a place of the future is not known either`() async throws {
        try await Self.withHub { hub, _ async throws in
            let epoch = hub.cursor.split(separator: "-").first ?? ""
            var events = Events(hub.subscribe(after: "\(epoch)-99"))
            #expect(await events.next()?["event"] == "reset")
        }
    }

    @Test
    func `what nobody heard is not claimed to be known`() async throws {
        try await Self.withHub { hub, world async throws in
            let start = hub.cursor
            var number = 0
            while hub.cursor == start {
                number += 1
                try await world.receive("Unheard \(number)")
                await Task.yield()
            }
            var events = Events(hub.subscribe(after: start))
            #expect(await events.next()?["event"] == "reset")
        }
    }

    @Test
    func `a browser that goes is forgotten, and a stop ends every stream`() async throws {
        let world = try await World(on: .memory)
        let hub = LiveHub(services: world.services, renderer: try PageRenderer(assets: .carried()))
        let gone = hub.subscribe(after: nil)
        let stays = hub.subscribe(after: nil)
        #expect(hub.listenerCount == 2)
        gone.end()
        #expect(hub.listenerCount == 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await hub.run() }
            group.cancelAll()
            try await group.waitForAll()
        }
        var events = Events(stays)
        #expect(await events.next() == nil)
        #expect(hub.listenerCount == 0)
    }
}
