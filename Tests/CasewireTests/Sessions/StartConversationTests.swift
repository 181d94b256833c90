import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct StartConversationTests {
    @Test(arguments: Engine.all)
    func `the same key many times at once is one text, and the same session for all`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let starting = StartConversation(services: world.services)
        let sessions = try await withThrowingTaskGroup(of: Session.ID.self) { group in
            for _ in 1...8 {
                group.addTask {
                    try await starting.run(
                        to: World.customer, from: nil, text: "Your table is ready.",
                        consent: .init(source: "web form", wording: nil), by: "rep@example.com", key: "one")
                }
            }
            return try await group.reduce(into: Set<Session.ID>()) { $0.insert($1) }
        }
        #expect(sessions.count == 1)
        #expect(try await world.messages().count == 1)
    }
}
