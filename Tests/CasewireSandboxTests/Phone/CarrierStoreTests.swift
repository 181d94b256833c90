import CasewireSandbox
import Foundation
import HTTPTypes
import Logging
import Testing

@Suite struct CarrierStoreTests {
    private static func temporaryFolder() -> String {
        FileManager.default.temporaryDirectory.appending(path: "carrier-\(UUID().uuidString)").path()
    }

    @Test func `texts, numbers and blocks outlive a restart`() async throws {
        let folder = Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await CarrierWorld.run(folder: folder) { world in
            try await world.hook("", more: #", "sender_type": "toll_free""#)
            try await world.text("one")
            try await world.text("STOP")
            let sid = try #require(try await world.send("gone", to: "+15557650002")["sid"])
            await world.sandbox.idle()
            _ = try await world.rest(.delete, "\(world.account)/Messages/\(sid).json")
        }
        for _ in 1...2 {
            try await CarrierWorld.run(folder: folder) { world in
                #expect(try await world.seen().first == "> one")
                #expect(try await world.seen().count == 3)
                #expect(try await world.seen(by: "+15557650002").isEmpty)
                #expect(try await world.send("Hi").code == 21610)
                let numbers = try await world.script(.get, "/sandbox/numbers").items
                #expect(numbers.count == 1)
                #expect(numbers.first?["sender_type"] as? String == "toll_free")
            }
        }
    }

    @Test func `what was under way at the stop is taken up after it`() async throws {
        let folder = Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let store = try CarrierStore(folder: folder, logger: Logger(label: "test"))
        let receiver = Receiver()
        try await receiver.run { base in
            var number = CarrierNumber(sid: "PN1", number: CarrierWorld.number, at: CarrierWorld.start)
            number.smsURL = base + "/sms"
            store.put(number)
            var waiting = CarrierMessage(
                sid: "SM1", direction: .inbound, from: CarrierWorld.phone, to: CarrierWorld.number,
                body: "Hello", status: .received, at: CarrierWorld.start)
            waiting.awaitsWebhook = true
            store.insert(waiting)
            var queued = CarrierMessage(
                sid: "SM2", direction: .outboundAPI, from: CarrierWorld.number, to: CarrierWorld.phone,
                body: "Hi",
                status: .queued, at: CarrierWorld.start)
            queued.statusCallback = base + "/status"
            store.insert(queued)

            try await CarrierWorld.run(folder: folder) { world in
                await world.sandbox.idle()
                #expect(receiver.calls.first { $0.path == "/sms" }?.fields["MessageSid"] == "SM1")
                #expect(
                    receiver.calls.compactMap { $0.fields["MessageStatus"] } == ["sent", "delivered"])
            }
        }
    }

    @Test func `positions go on after a restart`() throws {
        let folder = Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func text(_ sid: String) -> CarrierMessage {
            CarrierMessage(
                sid: sid, direction: .inbound, from: CarrierWorld.phone, to: CarrierWorld.number, body: sid,
                status: .received, at: CarrierWorld.start)
        }
        let store = try CarrierStore(folder: folder, logger: Logger(label: "test"))
        for index in 1...3 { store.insert(text("SM\(index)")) }
        store.delete("SM2")
        let again = try CarrierStore(folder: folder, logger: Logger(label: "test"))
        again.insert(text("SM4"))
        let texts = again.texts(phone: CarrierWorld.phone, number: nil)
        #expect(texts.map(\.sid) == ["SM1", "SM3", "SM4"])
        #expect(texts.map(\.position) == texts.map(\.position).sorted())
        #expect(again.phones() == [CarrierWorld.phone])
    }
}
