import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

/// What a session's page says to whoever is about to write.
struct ComposerTests {
    @Test(arguments: [
        (true, "What you send waits until"), (false, "what you send leaves at once. They end at"),
    ])
    func `it says that it is quiet hours, until when, and whether the text waits`(
        holdsReps: Bool, words: String
    ) async throws {
        let web = try await WebWorld()
        // 13:33 UTC on that clock.
        let now = web.world.clock.now()
        try await web.world.database.write { transaction in
            var organization = try transaction.organization()
            organization.quietHours = QuietHours(from: 13 * 60, to: 18 * 60, holdsReps: holdsReps)
            try transaction.save(organization, at: now)
        }
        try await web.run { caller async throws in
            let browser = try await caller.signIn(.rep)
            try await caller.world.receive("Hello")
            let session = try await caller.world.session()
            let awake = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(!awake.text.contains("It is quiet hours"))
            caller.world.clock.advance(by: .seconds(2 * 3600))
            let asleep = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(asleep.text.contains(words) && asleep.text.contains(">2026-09-21 18:00 UTC</time>"))
            caller.world.clock.advance(by: .seconds(3 * 3600))
            let morning = try await caller.page("/sessions/\(session.id)", in: browser)
            #expect(!morning.text.contains("It is quiet hours"))
        }
    }
}
