import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct ContactActionsTests {
    private static let other = "+15551230002"

    private func contact(_ phone: String, in world: World) async throws -> Contact {
        let phone = try #require(PhoneNumber(e164: phone))
        return try #require(try await world.database.read { try $0.contact(phone) })
    }

    /// Two customers wrote.
    private func world(on engine: Engine) async throws -> World {
        let world = try await World(on: engine)
        try await world.receive("Hello")
        try await world.receive("Hello", from: Self.other)
        return world
    }

    @Test(arguments: Engine.all)
    func `a contact's name and data are set, changed and taken away`(on engine: Engine) async throws {
        let world = try await world(on: engine)
        let id = try await contact(World.customer, in: world).id
        let actions = ContactActions(services: world.services)
        try await actions.edit(
            id, name: " Service   Customer ", details: ["Plan": "gold", "Size": "12"], by: "rep@example.com")
        #expect(try await contact(World.customer, in: world).name == "Service Customer")
        try await actions.edit(
            id, name: nil, details: ["Plan": "silver", "Size": " "], by: "other@example.com")
        let details = try await world.database.read { try $0.details(of: id) }
        #expect(details.map(\.name) == ["Plan"] && details.first?.value == "silver")
        #expect(details.first?.changedBy == "other@example.com")
        try await actions.edit(id, name: "", details: [:], by: "rep@example.com")
        #expect(try await contact(World.customer, in: world).name == nil)
    }

    @Test(arguments: Engine.all)
    func `what is too much is refused, and nothing is changed`(on engine: Engine) async throws {
        let world = try await world(on: engine)
        let id = try await contact(World.customer, in: world).id
        let actions = ContactActions(services: world.services)
        let many = Dictionary((0...ContactActions.mostDetails).map { ("entry \($0)", "x") }) { $1 }
        for details in [
            many, ["": "x"], [String(repeating: "k", count: 61): "x"],
            ["k": String(repeating: "v", count: 501)], ["a": "x", " a": "y"],
        ] {
            await #expect(throws: ContactActions.Refusal.self) {
                try await actions.edit(id, name: "Changed", details: details, by: "x")
            }
        }
        #expect(try await contact(World.customer, in: world).name == nil)
        #expect(try await world.database.read { try $0.details(of: id) }.isEmpty)
        await #expect(throws: ContactActions.Refusal.noSuchContact) {
            try await actions.edit(Contact.ID(rawValue: "nobody"), name: "x", details: [:], by: "x")
        }
    }

    @Test(arguments: Engine.all)
    func `numbers of one person are joined and parted, each with its own consent`(on engine: Engine)
        async throws
    {
        let world = try await world(on: engine)
        try await world.receive("Hello", from: "+15551230003")
        let (first, second, third) = (
            try await contact(World.customer, in: world), try await contact(Self.other, in: world),
            try await contact("+15551230003", in: world)
        )
        let actions = ContactActions(services: world.services)
        func others(_ contact: Contact) async throws -> [String] {
            try await world.database.read { try $0.samePerson(as: contact.id).map(\.phone.e164) }
        }
        try await actions.join(first.id, with: second.phone)
        try await actions.join(third.id, with: first.phone)
        #expect(try await others(first) == [second.phone.e164, third.phone.e164])
        #expect(try await others(third) == [first.phone.e164, second.phone.e164])
        try await world.receive("STOP", from: Self.other)
        #expect(try await world.database.read { try $0.isSuppressed(second.id) })
        #expect(try await world.database.read { try !$0.isSuppressed(first.id) })
        try await actions.leave(third.id)
        #expect(try await others(third).isEmpty)
        #expect(try await others(first) == [second.phone.e164])
        try await actions.leave(second.id)
        // Nobody is joined to nobody.
        #expect(try await world.database.read { try $0.personID(of: first.id) } == nil)
        for phone in ["+15559990000", World.customer] {
            let phone = try #require(PhoneNumber(e164: phone))
            await #expect(throws: ContactActions.Refusal.self) {
                try await actions.join(first.id, with: phone)
            }
        }
    }

    @Test(arguments: Engine.all)
    func `an export has the data and the other numbers, and erasing parts them`(on engine: Engine)
        async throws
    {
        let world = try await world(on: engine)
        let (first, second) = (
            try await contact(World.customer, in: world), try await contact(Self.other, in: world)
        )
        let actions = ContactActions(services: world.services)
        try await actions.edit(first.id, name: nil, details: ["Plan": "gold"], by: "x")
        try await actions.join(first.id, with: second.phone)
        let export = try #require(try await world.database.read { try $0.export(of: first.phone) })
        #expect(export.data == ["Plan": "gold"] && export.same_person == [second.phone.e164])
        _ = try await EraseContact(services: world.services).run(first.phone)
        #expect(try await world.database.read { try $0.samePerson(as: second.id) }.isEmpty)
        #expect(try await world.database.read { try $0.personID(of: second.id) } == nil)
    }
}
