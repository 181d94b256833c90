import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// Each limit holds back what it should, loses no text, says so where people look, and passes by itself.
@Suite struct TextLimitsTests {
    @Test(arguments: Engine.all)
    func `too many answers to one contact end with a person`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await limit(world) { $0.answersPerContactHour = 3 }
        for number in 1...4 { try await world.converse("Where is parcel \(names[number])?") }
        #expect(try await world.messages().count { $0.author == .agent } == 3)
        let session = try await world.session()
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.limitReached])
        #expect(try await world.messages().count { $0.author == .customer } == 4)  // Nothing is lost.
        #expect(try await world.messages().last?.author == .system)  // The customer is told.
        #expect(
            try await world.timeline().contains {
                $0.details["why"]?.contains("3 times within an hour") ?? false
            })

        // Other customers are answered, and so is this one once a person handed the session back.
        #expect(try await world.converse("Hello", from: "+15551230002").state == .agent)
        try await SessionActions(services: world.services).handBack(session.id, by: "test")
        #expect(try await world.converse("Where is parcel nine?").state == .agent)
    }

    @Test(arguments: Engine.all)
    func `the hour passes by itself`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await limit(world) { $0.answersPerContactHour = 2 }
        for number in 1...2 { try await world.converse("Where is parcel \(names[number])?") }
        world.clock.advance(by: .seconds(3600))
        #expect(try await world.converse("Where is parcel three?").state == .agent)
        #expect(try await world.messages().count { $0.author == .agent } == 3)
    }

    @Test(arguments: Engine.all)
    func `the day's segments silence the agent, not people, until the next day`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        try await limit(world) { $0.segmentsPerDay = 2 }
        try await world.converse("Where is my parcel?")
        try await world.converse("And my refund?")
        let sent = await world.sms.sent.count
        let session = try await world.converse("Where is my shoe?", from: "+15551230002")
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.limitReached])
        #expect(await world.sms.sent.count == sent)  // Not even the notice.
        #expect(
            try await world.timeline(of: "+15551230002").contains {
                $0.details["why"]?.contains("00:00 UTC") ?? false
            })
        let uses = try await world.database.read { [now = world.clock.now()] in try $0.limitUses(at: now) }
        #expect(uses.first { $0.kind == .segments }?.isReached == true)

        _ = try await SessionActions(services: world.services).reply(
            "A person here.", in: session.id, by: "rep", key: nil)
        try await world.settle(2)
        #expect(await world.textsSent.last == "A person here.")
        await #expect(throws: SessionActions.Refusal.self) { try await start(in: world) }

        world.clock.advance(by: .seconds(24 * 3600))
        #expect(try await world.converse("Good day, where is it?", from: "+15551230003").state == .agent)
        #expect(try await world.messages(of: "+15551230003").count == 2)
    }

    @Test(arguments: Engine.all)
    func `an opt-out is confirmed whatever is used up`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await limit(world) {
            $0.segmentsPerDay = 1
            $0.countries = ["DE"]
        }
        try await world.receive("please stop texting me")
        try await world.settle()
        #expect(await world.sms.sent.count == 1)
        #expect(try await world.database.read { try $0.rows("SELECT * FROM suppression").count } == 1)
    }

    @Test(arguments: Engine.all)
    func `new contacts over the day's limit go to people in silence`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await limit(world) { $0.newContactsPerDay = 2 }
        for digit in 1...4 { try await world.receive("Hello", from: "+1555123000\(digit)") }
        try await world.settle()
        for digit in 1...2 { #expect(try await world.session(of: "+1555123000\(digit)").state == .agent) }
        for digit in 3...4 {
            let phone = "+1555123000\(digit)"
            #expect(try await world.session(of: phone).handoff?.reasons == [.limitReached])
            #expect(try await world.messages(of: phone).map(\.author) == [.customer])
            #expect(
                try await world.timeline(of: phone).contains { $0.title.contains("More than 2 new numbers") })
        }
        // Those who wrote before are answered still.
        #expect(try await world.converse("Where is my parcel?", from: "+15551230001").state == .agent)
        world.clock.advance(by: .seconds(24 * 3600))
        #expect(try await world.converse("Hello", from: "+15551230005").state == .agent)
    }

    @Test(arguments: Engine.all)
    func `new cases over the day's limit wait for the next day`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await world.connectCreatio()
        try await limit(world) { $0.newCasesPerDay = 1 }
        try await world.converse("Hello", from: "+15551230001")
        try await world.converse("Hello", from: "+15551230002")
        #expect(await world.creatio.rows("Case").count == 1)
        let second = try await world.session(of: "+15551230002")
        let link = try await world.database.read { try $0.caseLink(of: second.id) }
        #expect(link?.sync == .behind)
        #expect(link?.error?.contains("new_cases_per_day") == true)
        // The first one's case goes on.
        try await world.converse("One more thing", from: "+15551230001")
        #expect(await world.creatio.rows("Activity").count >= 4)

        for _ in 0..<100 where await world.creatio.rows("Case").count == 1 {
            world.clock.advance(by: .seconds(900))
            await world.creatio.set(world.clock.now())
            try await world.jobs.runDue()
        }
        #expect(await world.creatio.rows("Case").count == 2)
    }

    @Test(arguments: Engine.all)
    func `other countries are heard and not answered`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await limit(world) { $0.countries = ["US"] }
        let phone = "+447400123456"
        let session = try await world.converse("Hello", from: phone)
        #expect(session.handoff?.reasons == [.limitReached])
        #expect(await world.sms.sent.isEmpty)
        #expect(try await world.timeline(of: phone).contains { $0.details["why"]?.contains("GB") ?? false })
        let actions = SessionActions(services: world.services)
        await #expect(throws: SessionActions.Refusal.self) {
            try await actions.reply("Hello", in: session.id, by: "rep", key: nil)
        }
        // What is queued already fails in words. A number that no plan knows counts as its country code's main country.
        #expect(try await world.converse("Hello").state == .agent)
        try await limit(world) { $0.countries = [] }
        _ = try await actions.reply("Hello", in: session.id, by: "rep", key: nil)
        try await limit(world) { $0.countries = ["US"] }
        try await world.settle(2)
        #expect(try await world.messages(of: phone).last?.failure?.text.contains("GB") == true)
    }

    @Test(arguments: Engine.all)
    func `a blocked number is kept aside, and its opt-out holds`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let phone = try #require(PhoneNumber(e164: "+15551230009"))
        try await limit(world) { $0.blockedNumbers = [phone] }
        #expect(try await world.receive("Win a prize", from: phone.e164) == .stray)
        try await world.settle()
        #expect(await world.sms.sent.isEmpty)
        let strays = try await world.database.read { try $0.strayTexts(limit: 10) }
        #expect(strays.map(\.text) == ["Win a prize"])
        #expect(strays.first?.reason == "The number is blocked.")
        try await world.receive("STOP", from: phone.e164)
        let contact = try #require(try await world.database.read { try $0.contact(phone) })
        #expect(try await world.database.read { try $0.isSuppressed(contact.id) })
        await #expect(throws: SessionActions.Refusal.self) { try await start(in: world, to: phone.e164) }
    }

    @Test(arguments: ["72345", "HARBOR", "wa-12345678901234567890"])
    func `short codes and names are never answered`(_ sender: String) async throws {
        let world = try await World(on: .memory)
        #expect(try await world.receive("Your code is 1234", from: sender) == .stray)
        try await world.settle()
        #expect(await world.sms.sent.isEmpty)
        #expect(try await world.database.read { try $0.strayTexts(limit: 10).count } == 1)
    }

    @Test func `limits are checked, and what is not named stays`() {
        var entry = TextLimitsEntry()
        entry.segmentsPerDay = 0
        entry.countries = ["USA"]
        entry.blockedNumbers = ["nobody"]
        #expect(entry.problems.count == 3)
        entry.segmentsPerDay = 500
        entry.countries = ["us"]
        entry.blockedNumbers = ["+1 555 123 0001"]
        #expect(entry.problems.isEmpty)
        let new = entry.applied(to: TextLimits())
        #expect(new.segmentsPerDay == 500)
        #expect(new.countries == ["US"])
        #expect(new.blockedNumbers.map(\.e164) == ["+15551230001"])
        #expect(new.answersPerContactHour == TextLimits().answersPerContactHour)
    }

    // MARK: Helpers

    private let names = ["zero", "blue", "red", "green", "white"]

    private func limit(_ world: World, _ change: @Sendable @escaping (inout TextLimits) -> Void) async throws
    {
        let now = world.clock.now()
        try await world.database.write { transaction in
            var organization = try transaction.organization()
            var limits = organization.textLimits
            change(&limits)
            organization.limits = limits
            try transaction.save(organization, at: now)
        }
    }

    private func start(in world: World, to phone: String = "+15551230008") async throws {
        _ = try await StartConversation(services: world.services).run(
            to: phone, from: nil, text: "Hello", consent: .init(source: "web form", wording: nil), by: "test",
            key: nil)
    }
}
