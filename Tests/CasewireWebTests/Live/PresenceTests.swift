import Casewire
import Testing

@testable import CasewireWeb

struct PresenceTests {
    private static let session = Session.ID(rawValue: "s")
    private static let start = Timestamp(milliseconds: 1_000_000)

    @Test
    func `others see who looks and who types, for as long as their browsers say so`() {
        let presence = Presence()
        let now = Self.start
        #expect(presence.note("a@example.com", is: .looking, in: Self.session, at: now))
        #expect(!presence.note("a@example.com", is: .looking, in: Self.session, at: now + .seconds(20)))
        #expect(presence.note("b@example.com", is: .typing, in: Self.session, at: now + .seconds(20)))
        func words(_ email: String, _ seconds: Int) -> String? {
            Presence.words(presence.people(in: Self.session, at: now + .seconds(seconds)), for: email)
        }
        #expect(words("a@example.com", 21) == "b@example.com is typing")
        #expect(words("b@example.com", 21) == "a@example.com is looking")
        #expect(words("c@example.com", 21) == "b@example.com is typing; a@example.com is looking")
        #expect(presence.note("b@example.com", is: .gone, in: Self.session, at: now + .seconds(22)))
        #expect(words("a@example.com", 23) == nil)
        #expect(words("c@example.com", 64) == "a@example.com is looking")
        #expect(words("c@example.com", 66) == nil)
        #expect(presence.expire(at: now + .seconds(64)) == [])
        #expect(presence.expire(at: now + .seconds(66)) == [Self.session])
        #expect(presence.expire(at: now + .seconds(66)) == [])
    }

    @Test
    func `no more sessions are noted than fit`() {
        let presence = Presence()
        for place in 0..<Presence.mostSessions {
            let id = Session.ID(rawValue: "\(place)")
            #expect(presence.note("a@example.com", is: .looking, in: id, at: Self.start))
        }
        #expect(!presence.note("a@example.com", is: .looking, in: Self.session, at: Self.start))
        #expect(presence.people(in: Self.session, at: Self.start) == [])
    }
}
