import CasewireStorage
import Foundation
import TestSupport
import Testing

@testable import Casewire

/// Endpoints are told what happens, signed, in order, and hold up nothing while they are away.
@Suite struct WebhookTests {
    /// Answers as it is told, by host.
    private final class Hosts: Sendable {
        let actions: ScriptedActions

        init(_ answer: @escaping @Sendable (ActionRequest, Int) throws(ActionFailure) -> Int) {
            actions = ScriptedActions { request, count throws(ActionFailure) in
                ActionAnswer(status: try answer(request, count), contentType: "text/plain", content: [])
            }
        }

        func bodies(_ host: String = "hooks.example.com") async throws -> [JSONValue] {
            await actions.asked.filter { $0.host == host }.compactMap { JSONValue(decoding: $0.body ?? []) }
        }

        func types(_ host: String = "hooks.example.com") async throws -> [String] {
            try await bodies(host).compactMap { $0["type"]?.text }
        }
    }

    private static let all = WebhookEvent.offered.map(\.rawValue)

    private func add(
        _ host: String = "hooks.example.com", events: [String] = all, withText: Bool = false, to world: World
    ) async throws -> Webhook {
        try await WebhookActions(services: world.services).add(
            WebhookActions.Entry(
                url: "https://\(host)/in", events: events, includesText: withText))
    }

    private func deliveries(_ webhook: Webhook, in world: World) async throws -> [WebhookDelivery] {
        try await WebhookActions(services: world.services).deliveries(to: webhook.id).reversed()
    }

    @Test func `what is sent is signed as the scheme's own example is`() {
        let signature = WebhookSignature.make(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: "1614265330",
            body: Array(#"{"test": 2432232314}"#.utf8),
            secret: Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test(arguments: Engine.all)
    func `each event is told once, in order, without what was written`(on engine: Engine) async throws {
        let hosts = Hosts { _, _ in 204 }
        let world = try await World(on: engine, actions: hosts.actions)
        let webhook = try await add(to: world)
        try await world.converse("My secret word is Rosebud")
        let actions = SessionActions(services: world.services)
        let id = try await world.session().id
        try await actions.handOff(id, by: "test")
        world.clock.advance(by: .seconds(1800))
        try await world.jobs.runDue()
        let sent = try await actions.reply("We are here.", in: id, by: "test", key: nil)
        try await world.settle(2)
        let reply = try #require(try await world.database.read { try $0.message(sent) })
        try await world.receipt("undelivered", for: reply, error: "30003")
        try await actions.resolve(id, by: "test")
        try await world.settle(2)

        #expect(
            try await hosts.types() == [
                "session.started", "message.received", "session.handed_off", "session.escalated",
                "message.failed", "session.resolved",
            ])
        let told = try await hosts.bodies()
        let session = told[1]["data"]?["session"]
        #expect(session?["url"]?.text == "https://support.example.com/sessions/\(id)")
        #expect(session?["contact"]?["phone"]?.text == World.customer)
        #expect(told[2]["data"]?["session"]?["state"]?.text == "handed_off")
        #expect(told[4]["data"]?["message"]?["error"]?["code"]?.text == "30003")
        #expect(told[5]["data"]?["session"]?["state"]?.text == "resolved")
        let asked = await hosts.actions.asked
        let written = asked.map { String(decoding: $0.body ?? [], as: UTF8.self) }.joined()
        #expect(!written.contains("Rosebud") && !written.contains("We are here"))

        for request in asked {
            let headers = Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in first }
            let signature = WebhookSignature.make(
                id: headers["webhook-id"] ?? "", timestamp: headers["webhook-timestamp"] ?? "",
                body: request.body ?? [], secret: webhook.secret)
            #expect(headers["webhook-signature"] == signature && !request.allowsPrivateHost)
        }
        #expect(Set(asked.compactMap { $0.headers.first { $0.name == "webhook-id" }?.value }).count == 6)
        let kept = try await deliveries(webhook, in: world)
        #expect(kept.allSatisfy { $0.state == .delivered && $0.data == nil && $0.status == 204 })
        #expect(kept.count == 6)
    }

    @Test(arguments: Engine.all)
    func `an endpoint hears what it chose, and what was written where it says so`(on engine: Engine)
        async throws
    {
        let hosts = Hosts { _, _ in 200 }
        let world = try await World(on: engine, actions: hosts.actions)
        _ = try await add("few.example.com", events: ["session.handed_off"], to: world)
        _ = try await add("text.example.com", events: ["message.received"], withText: true, to: world)
        let off = try await add("off.example.com", to: world)
        var entry = WebhookActions.Entry(off)
        entry.isEnabled = false
        try await WebhookActions(services: world.services).change(off.id, to: entry)
        let session = try await world.converse("My card is 4111 1111 1111 1111")
        try await SessionActions(services: world.services).handOff(session.id, by: "test")
        try await world.settle(1)
        #expect(try await hosts.types("few.example.com") == ["session.handed_off"])
        #expect(try await hosts.types("off.example.com").isEmpty)
        let text = try await hosts.bodies("text.example.com").first?["data"]?["message"]?["text"]?.text
        #expect(text?.hasPrefix("My card is") == true && text?.contains("4111 1111 1111 1111") == false)
    }

    @Test(arguments: Engine.all)
    func `one that is away holds up nothing else, and hears everything in order once it is back`(
        on engine: Engine
    ) async throws {
        let hosts = Hosts { request, count throws(ActionFailure) in
            if request.host == "dead.example.com" && count < 14 {
                throw .notSent(reason: "dead.example.com cannot be reached.")
            }
            return 200
        }
        let world = try await World(on: engine, actions: hosts.actions)
        let dead = try await add("dead.example.com", events: ["message.received"], to: world)
        _ = try await add("hooks.example.com", events: ["message.received"], to: world)
        for text in ["One", "Two", "Three", "Four"] {
            try await world.receive(text)
            try await world.settle(3)
        }
        #expect(try await hosts.types().count == 4)
        #expect(try await deliveries(dead, in: world).allSatisfy { $0.state == .waiting })
        let now = world.clock.now()
        let outages = try await world.database.read { try $0.outages(endedSince: now) }
        #expect(outages.map(\.systemName) == ["The webhook at dead.example.com"])
        for _ in 0..<80 {
            world.clock.advance(by: .seconds(60))
            try await world.jobs.runDue()
        }
        #expect(try await deliveries(dead, in: world).allSatisfy { $0.state == .delivered })
        let taken = try await hosts.bodies("dead.example.com").suffix(4)
            .compactMap { $0["data"]?["message"]?["position"]?.integer }
        #expect(taken == taken.sorted() && taken.count == 4)
    }

    @Test(arguments: Engine.all)
    func `what is refused for long is set aside, and the next goes on; a day without an answer, too`(
        on engine: Engine
    ) async throws {
        let hosts = Hosts { _, count throws(ActionFailure) in
            if count < DeliverWebhook.mostRefusals { return 401 }
            if count < DeliverWebhook.mostRefusals + 2 { return 200 }
            throw .unknown(reason: "hooks.example.com did not answer within 10 s.")
        }
        let world = try await World(on: engine, actions: hosts.actions)
        let webhook = try await add(events: ["message.received"], to: world)
        try await world.receive("One")
        try await world.receive("Two")
        for _ in 0..<60 {
            world.clock.advance(by: .seconds(60))
            try await world.jobs.runDue()
        }
        var kept = try await deliveries(webhook, in: world)
        #expect(kept.map(\.state) == [.failed, .delivered])
        #expect(kept[0].error == "hooks.example.com answered 401.")
        let aside = try await world.database.read { try $0.jobs(in: .setAside, limit: 9) }
        #expect(aside.map(\.kind) == [DeliverWebhook.kind])
        try await SetAsideActions(services: world.services).retry(aside[0].id, by: "test")
        try await world.jobs.runDue()
        kept = try await deliveries(webhook, in: world)
        #expect(kept.map(\.state) == [.delivered, .delivered])

        try await world.receive("Three")
        try await world.jobs.runDue()
        world.clock.advance(by: .seconds(25 * 3600))
        try await world.jobs.runDue()
        #expect(try await deliveries(webhook, in: world).last?.state == .failed)
        let later = try await world.database.read { try $0.jobs(in: .setAside, limit: 9) }
        try await SetAsideActions(services: world.services).skip(later[0].id, by: "test")
        let skipped = try #require(try await deliveries(webhook, in: world).last)
        #expect(skipped.state == .dropped && skipped.data == nil)
    }

    @Test(arguments: Engine.all)
    func `a restored database tells nobody until it is released`(on engine: Engine) async throws {
        let hosts = Hosts { _, _ in 200 }
        let world = try await World(on: engine, actions: hosts.actions)
        _ = try await add(events: ["message.received"], to: world)
        let now = world.clock.now()
        try await world.database.write {
            try $0.saveSetting("restore", Restore(backupTakenAt: now, restoredAt: now), at: now)
        }
        try await world.receive("One")
        try await world.settle(40)
        #expect(try await hosts.types().isEmpty)
        try await RestoreActions(services: world.services).release(by: "test", anyway: true)
        try await world.settle(40)
        #expect(try await hosts.types() == ["message.received"])
    }

    @Test(arguments: Engine.all)
    func `a call that is made again after a crash has the same id`(on engine: Engine) async throws {
        let hosts = Hosts { _, _ in 200 }
        let world = try await World(on: engine, actions: hosts.actions)
        let webhook = try await add(events: ["message.received"], to: world)
        try await world.receive("One")
        let waiting = try #require(try await deliveries(webhook, in: world).first)
        // The call was made, and its outcome lost: the lease runs out, and the job is run again.
        let job = DeliverWebhook(delivery: waiting.id, webhook: webhook.id)
        let data = try #require(waiting.data)
        try await job.run(with: world.services)
        try await world.database.write {
            try $0.execute(
                "UPDATE webhook_delivery SET state = 'waiting', body = \(data) WHERE id = \(waiting.id)")
        }
        try await job.run(with: world.services)
        let ids = await hosts.actions.asked.compactMap { $0.headers.first { $0.name == "webhook-id" }?.value }
        #expect(ids == [waiting.id.rawValue, waiting.id.rawValue])
        // Once it is told it is not told again.
        try await job.run(with: world.services)
        #expect(await hosts.actions.asked.count == 2)
    }

    @Test(arguments: Engine.all)
    func `an endpoint that is removed leaves nothing, and few deliveries are kept`(on engine: Engine)
        async throws
    {
        let hosts = Hosts { _, _ in 200 }
        let world = try await World(on: engine, actions: hosts.actions)
        let webhook = try await add(events: ["message.received"], to: world)
        for place in 0..<(WebhookDelivery.kept + 5) {
            try await world.receive("Text \(place)")
            try await world.jobs.runDue()
        }
        let count = try await world.database.read { snapshot in
            try snapshot.rows("SELECT COUNT(*) AS count FROM webhook_delivery").first.map {
                row -> Int in try row["count"]
            }
        }
        #expect(count == WebhookDelivery.kept)
        try await world.receive("Another")
        try await WebhookActions(services: world.services).remove(webhook.id)
        let jobs = try await world.database.read { try $0.jobs(in: .waiting, limit: 50) }
        #expect(!jobs.contains { $0.kind == DeliverWebhook.kind })
        await #expect(throws: WebhookActions.Refusal.noSuchWebhook) {
            try await WebhookActions(services: world.services).deliveries(to: webhook.id)
        }
    }

    @Test(arguments: [
        ("https://hooks.example.com/in", false, true), ("http://hooks.example.com/in", false, false),
        ("http://127.0.0.1:9000/in", true, true), ("https://user:word@hooks.example.com/", false, false),
        ("https://hooks.example.com/#part", false, false), ("ftp://hooks.example.com/", true, false),
        ("https:///in", false, false), ("https://hooks.example.com/in here", false, false),
    ])
    func `an address is looked at before it is kept`(url: String, isPrivate: Bool, isGood: Bool) async throws
    {
        let world = try await World(on: .memory)
        let actions = WebhookActions(services: world.services)
        let entry = WebhookActions.Entry(url: url, events: Self.all, allowsPrivateHost: isPrivate)
        let added = try? await actions.add(entry)
        #expect((added != nil) == isGood)
        #expect(try await actions.list().count == (isGood ? 1 : 0))
    }

    @Test func `the secret is sealed`() async throws {
        let world = try await World(on: .memory)
        let webhook = try await add(to: world)
        let stored = try await world.database.read { snapshot in
            try snapshot.rows("SELECT secret FROM webhook").first.map { row -> String in try row["secret"] }
        }
        #expect(webhook.secret.value.hasPrefix("whsec_"))
        #expect(stored?.hasPrefix("v1.") == true && stored?.contains(webhook.secret.value) == false)
        #expect(try await WebhookActions(services: world.services).find(webhook.id).secret == webhook.secret)
    }
}
