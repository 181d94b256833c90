import Casewire
import CasewireConnectors
import CasewireSandbox
import TestSupport
import Testing

/// What conversations cost a Creatio site, as it counts: requests, and operations (each part of a batch), which quotas count.
struct RequestCountTests {
    private static let request = "I need to speak with a person"

    @Test
    func `a handoff with thirty messages costs at most four requests, a live conversation one a message`()
        async throws
    {
        try await SiteStage.run(.one) { stage in
            let world = stage.world
            try await stage.connect(polls: false, cases: .onHandoff)
            for turn in 0..<14 { try await world.converse("Question \(turn): how do I return something?") }
            // Sign-in and lists of values are the first case's, and belong to no other.
            try await world.converse(Self.request, from: "+15551230002")
            let before = (site: try await stage.usage(), sent: await stage.site.usage.requests)
            try await world.converse(Self.request)
            try await stage.until("synced") { try await stage.isSynced() }
            let after = (site: try await stage.usage(), sent: await stage.site.usage.requests)
            let count = try await world.messages().count
            let requests = after.sent - before.sent
            let operations = after.site.operations - before.site.operations
            #expect(count >= 30)
            #expect(requests <= 4)
            #expect(after.site.requests - before.site.requests == requests)
            let rows = try await stage.cases().last?.activities.count ?? 0
            #expect(rows == count + 2)
            print(
                "Creatio: a handoff with \(count) messages, nothing synced before: \(requests) requests of \(operations) "
                    + "operations (a client that posts each row: \(rows + 2))")
        }
        try await SiteStage.run(.one) { stage in
            let world = stage.world
            try await stage.connect(polls: false)
            try await world.converse("Hello", from: "+15551230002")
            let before = (site: try await stage.usage(), sent: await stage.site.usage.requests)
            for turn in 0..<10 { try await world.converse("Question \(turn): how do I return something?") }
            let after = (site: try await stage.usage(), sent: await stage.site.usage.requests)
            let count = try await world.messages().count
            let requests = after.sent - before.sent
            #expect(count >= 20)
            #expect(requests <= count)
            let synced = try await stage.isSynced()
            #expect(synced)
            print(
                "Creatio: a live conversation of \(count) messages, its case made on the way: \(requests) requests of "
                    + "\(after.site.operations - before.site.operations) operations")
        }
    }
}
