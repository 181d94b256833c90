import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

struct SessionLinksTests {
    /// The parts of a link that are signed.
    private static func parts(_ link: SessionLinks.Link) -> (expires: String, signature: String) {
        let fields = FormBody(decoding: Array((link.url.split(separator: "?").last ?? "").utf8))
        return (fields["expires"] ?? "", fields["signature"] ?? "")
    }

    @Test(arguments: Engine.all)
    func `a link holds for its days, unless all of its session are ended`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.receive("Hello")
        let session = try await world.session()
        let links = SessionLinks(services: world.services)
        let (day, week) = (
            try await links.make(for: session.id, days: 1, by: "rep@example.com"),
            try await links.make(for: session.id, days: 7, by: "rep@example.com")
        )
        #expect(day.url.hasPrefix("https://support.example.com/s/\(session.id)?expires="))
        func standing(_ link: SessionLinks.Link, of id: Session.ID? = nil) async throws
            -> SessionAddress.Standing
        {
            let (expires, signature) = Self.parts(link)
            return try await links.standing(of: id ?? session.id, expires: expires, signature: signature)
        }
        world.clock.advance(by: .seconds(24 * 3600))
        #expect(try await standing(day) == .valid)
        world.clock.advance(by: .seconds(1))
        #expect(try await standing(day) == .ended)
        #expect(try await standing(week) == .valid)

        try await links.revoke(for: session.id, by: "rep@example.com")
        #expect(try await standing(week) == .unknown)
        #expect(try await standing(day) == .unknown)
        let next = try await links.make(for: session.id, days: 30, by: "rep@example.com")
        #expect(try await standing(next) == .valid)
        #expect(
            try await world.timeline().map(\.title).suffix(4) == [
                "A read-only link was made, for 1 day.", "A read-only link was made, for 7 days.",
                "All read-only links were ended.", "A read-only link was made, for 30 days.",
            ])
    }

    @Test
    func `nobody can make, prolong or move a link`() async throws {
        let world = try await World(on: .memory)
        try await world.receive("Hello")
        let session = try await world.session()
        try await world.receive("Hello", from: "+15551230002")
        let other = try await world.session(of: "+15551230002")
        let links = SessionLinks(services: world.services)
        let (expires, signature) = Self.parts(try await links.make(for: session.id, days: 1, by: "test"))
        func standing(_ id: Session.ID, _ expires: String, _ signature: String) async throws
            -> SessionAddress.Standing
        {
            try await links.standing(of: id, expires: expires, signature: signature)
        }
        #expect(try await standing(session.id, expires, signature) == .valid)
        #expect(try await standing(other.id, expires, signature) == .unknown)
        let later = String((Int64(expires) ?? 0) + 1)
        for forged in [later, "0" + expires, "+" + expires, "", "-1", "99999999999999999999"] {
            #expect(try await standing(session.id, forged, signature) == .unknown, "\(forged)")
        }
        for forged in ["", String(signature.dropLast()), signature + "A", signature.lowercased() + "a"] {
            #expect(try await standing(session.id, expires, forged) == .unknown, "\(forged)")
        }
        // A file's signature opens no session.
        let file = FileAddress.path(
            of: Medium.ID(rawValue: session.id.rawValue), as: .png, writtenAt: world.clock.now(),
            vault: world.services.vault
        ).split(separator: "/")
        #expect(try await standing(session.id, String(file[2]), String(file[3])) == .unknown)
        await #expect(throws: SessionActions.Refusal.noSuchSession) {
            try await links.make(for: .init(rawValue: "nothing"), days: 1, by: "test")
        }
        await #expect(throws: SessionActions.Refusal.noSuchSession) {
            try await links.revoke(for: .init(rawValue: "nothing"), by: "test")
        }
        for days in [0, 2, -1, 365] {
            await #expect(throws: SessionActions.Refusal.self) {
                try await links.make(for: session.id, days: days, by: "test")
            }
        }
    }
}
