import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// An erased contact is in no table any more, whatever happened with them.
struct EraseContactTests {
    @Test(arguments: Engine.all)
    func `nothing of an erased contact is left in any table`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        let now = world.clock.now()
        try await world.database.write { transaction in
            var settings = try transaction.agentSettings()
            settings.satisfaction = SatisfactionQuestion()
            try transaction.save(settings, at: now)
        }
        _ = try await WebhookActions(services: world.services).add(
            .init(
                url: "https://hooks.example.com/", events: WebhookEvent.offered.map(\.rawValue),
                includesText: true))
        try await world.converse("Hello, how do I return something?")
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(10)
        try await world.converse("4. Quick")
        // Work of each kind that waits.
        await world.creatio.setAway("Creatio is away")
        try await world.receive("I need to speak with a person")
        try await world.receive("STOP")
        try await world.settle(3)

        let (at, random) = (world.clock.now(), world.random)
        try await world.database.write {
            try $0.keep(
                FoundQuestion(text: "Do you rent boats?", reason: .lowConfidence, best: nil), position: 1,
                in: session.id, at: at, random: random)
            try $0.enqueue(EscalateSession(session: session.id), at: at, now: at, id: random.identifier())
            try $0.enqueue(WakeSession(session: session.id), at: at, now: at, id: random.identifier())
        }

        let phone = try #require(PhoneNumber(e164: World.customer))
        try await world.receive("Hello", from: "+15551230002")
        let other = try #require(PhoneNumber(e164: "+15551230002"))
        let contacts = ContactActions(services: world.services)
        try await contacts.edit(
            session.contact, name: "Customer", details: ["Number": World.customer], by: "rep@example.com")
        try await contacts.join(session.contact, with: other)
        #expect(try await EraseContact(services: world.services).run(phone) != nil)
        let ids = [World.customer, session.id.rawValue, session.contact.rawValue]
        for table in try await TableCatalog().tables {
            for column in table.columns {
                for id in ids {
                    let left = try await world.database.read { snapshot in
                        try snapshot.rows(
                            """
                            SELECT COUNT(*) AS count FROM \(raw: table.name)
                            WHERE CAST(\(raw: column) AS TEXT) LIKE \("%\(id)%")
                            """
                        ).first.map { row -> Int in try row["count"] }
                    }
                    #expect(left == 0, "\(table.name).\(column)")
                }
            }
        }
    }
}
