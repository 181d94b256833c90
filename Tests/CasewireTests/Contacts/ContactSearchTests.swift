import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct ContactSearchTests {
    private func add(_ people: [(phone: String, name: String?)], to world: World) async throws {
        let (random, now) = (world.random, world.clock.now())
        try await world.database.write { transaction in
            for person in people {
                let id: Contact.ID = random.identifier()
                try transaction.execute(
                    """
                    INSERT INTO contact (id, phone, name, created_at, seen_at)
                    VALUES (\(id), \(person.phone), \(person.name), \(now), \(now))
                    """)
            }
        }
    }

    private func found(_ typed: String, in world: World, after: String = "", limit: Int = 50) async throws
        -> [String]
    {
        try await world.database.read {
            try $0.contactList(after: after, search: typed, limit: limit).entries.map(\.contact.phone.e164)
        }
    }

    private static let people: [(phone: String, name: String?)] = [
        ("+15551230001", "Service Customer"), ("+15551230002", "Élise O'Brien"), ("+442071838750", nil),
        ("+15551234567", "Customer, Regular"),
    ]

    @Test(
        arguments: Engine.all,
        [
            ("custom", ["+15551230001", "+15551234567"]), ("CUSTOMER", ["+15551230001", "+15551234567"]),
            ("service cust", ["+15551230001"]), ("cust service", []), ("customer service", ["+15551230001"]),
            ("élise", ["+15551230002"]), ("brien", ["+15551230002"]), ("207183", ["+442071838750"]),
            ("(555) 123-45", ["+15551234567"]), ("+44 20", ["+442071838750"]), ("0001", ["+15551230001"]),
            ("44", ["+442071838750"]), ("nobody", []), ("#12", []), ("%", []),
        ])
    func `contacts are found by words of names and digits of numbers`(
        on engine: Engine, asked: (typed: String, found: [String])
    ) async throws {
        let world = try await World(on: engine)
        try await add(Self.people, to: world)
        #expect(try await found(asked.typed, in: world) == asked.found.sorted())
    }

    @Test(arguments: Engine.all)
    func `a name that is changed is found anew, and an erased contact nowhere`(on engine: Engine) async throws
    {
        let world = try await World(on: engine)
        try await add(Self.people, to: world)
        try await world.database.write {
            try $0.execute("UPDATE contact SET name = 'Somebody Else' WHERE phone = '+15551230001'")
        }
        #expect(try await found("service", in: world).isEmpty)
        #expect(try await found("somebody", in: world) == ["+15551230001"])
        let phone = try #require(PhoneNumber(e164: "+15551230001"))
        _ = try await EraseContact(services: world.services).run(phone)
        #expect(try await found("somebody", in: world).isEmpty)
        #expect(try await found("0001", in: world).isEmpty)
    }

    @Test(arguments: Engine.all)
    func `what many have is found page by page`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let many = 2100
        try await add(
            (0..<many).map { ("+1555\(1_000_000 + $0)", $0 % 2 == 0 ? "Regular Customer" : "Regular Buyer") },
            to: world)
        for typed in ["555", "regular"] {
            let first = try await found(typed, in: world, limit: 3)
            #expect(first == ["+15551000000", "+15551000001", "+15551000002"], "\(typed)")
            #expect(try await found(typed, in: world, after: first[2], limit: 1) == ["+15551000003"])
        }
        #expect(try await found("regular buy", in: world, limit: 2) == ["+15551000001", "+15551000003"])
    }
}
