import Casewire
import CasewireSandbox
import Foundation
import Testing

@testable import CasewireConnectors

/// The connector against the simulated carrier, which was written from the vendor's documents by themselves.
struct TwilioSandboxTests {
    @Test func `a text goes out, its signed receipts come back, and the list has it`() async throws {
        try await TwilioWorld.run { world in
            let accepted = try await world.twilio.send(try world.text("Your order has shipped."))
            #expect(accepted.providerID.hasPrefix("SM"))
            #expect(accepted.segments == 1)
            await world.sandbox.idle()

            let receipts = world.receipts
            #expect(receipts.map(\.status).sorted() == ["delivered", "sent"])
            #expect(receipts.allSatisfy { $0.providerID == accepted.providerID && $0.messageID == "m1" })

            let listed = try await world.twilio.texts(try world.query(.sentByUs))
            #expect(listed.map(\.providerID) == [accepted.providerID])
            #expect(listed.first?.body == "Your order has shipped.")
            #expect(listed.first?.status == "delivered")
        }
    }

    @Test func `a connected number brings its texts, signed`() async throws {
        try await TwilioWorld.run { world in
            let connection = try await world.twilio.connect(
                try .sample(TwilioWorld.ours), to: world.base + "/webhooks/twilio")
            #expect(connection.providerID.hasPrefix("PN"))
            #expect(connection.obstacle == nil)
            let body = "Where is my order? café 😀 & 100%=ok + more "
            try await world.order(
                "texts", #"{"from":"\#(TwilioWorld.phone)","to":"\#(TwilioWorld.ours)","body":"\#(body)"}"#)
            await world.sandbox.idle()

            #expect(world.texts.map(\.body) == [body])
            #expect(world.texts.first?.from == TwilioWorld.phone)
            #expect(world.texts.first?.to == TwilioWorld.ours)
            let listed = try await world.twilio.texts(try world.query(.receivedByUs))
            #expect(listed.map(\.providerID) == world.texts.map(\.providerID))
        }
    }

    @Test func `a receipt that could not be taken is brought again`() async throws {
        try await TwilioWorld.run { world in
            world.refuse(2)
            _ = try await world.twilio.send(try world.text("Your order has shipped."))
            await world.sandbox.idle()
            #expect(world.receipts.map(\.status).sorted() == ["delivered", "sent"])
            #expect(world.refusalsLeft == 0)
        }
    }

    @Test func `the list says how many attachments a text has`() async throws {
        try await TwilioWorld.run { world in
            try await world.order(
                "texts",
                #"{"from":"\#(TwilioWorld.phone)","to":"\#(TwilioWorld.ours)","body":"Look","media":["https://example.com/a.jpg"]}"#
            )
            await world.sandbox.idle()
            let since = try world.query(.receivedByUs)
            let listed = try await world.twilio.texts(
                TextQuery(
                    direction: .receivedByUs, number: since.number, contact: nil, since: since.since,
                    until: since.since + .seconds(600)))
            #expect(listed.map(\.mediaCount) == [1])
        }
    }

    @Test(arguments: [("+15005550001", "21211"), ("+15005550004", "21610"), ("+15005550009", "21614")])
    func `refusals carry their codes`(to: String, code: String) async throws {
        try await TwilioWorld.run { world in
            await #expect(throws: SendFailure.refused(code: code, reason: TwilioErrorText.words(for: code))) {
                try await world.twilio.send(try world.text("Hello", to: to))
            }
        }
    }

    @Test(arguments: [
        (#"{"kind":"outage","count":1,"status":0}"#, true, 0), (#"{"kind":"outage","count":1}"#, true, 0),
        (#"{"kind":"error","count":1,"status":500}"#, true, 0),
        (#"{"kind":"error","count":1,"status":429}"#, false, 0),
        (#"{"kind":"timeout_after_success","count":1,"seconds":0}"#, true, 1),
    ])
    func `an outcome that was not seen is unknown, and found or not in the list`(
        fault: String, isUnknown: Bool, listed: Int
    ) async throws {
        try await TwilioWorld.run { world in
            try await world.order("faults", fault)
            do {
                _ = try await world.twilio.send(try world.text("Once"))
                Issue.record("The text was accepted.")
            } catch let failure as SendFailure {
                switch failure {
                case .unknown: #expect(isUnknown)
                case .notTaken: #expect(!isUnknown)
                case .refused(_, let reason): Issue.record("Refused: \(reason)")
                }
            }
            await world.sandbox.idle()
            let found = try await world.twilio.texts(try world.query(.sentByUs))
            #expect(found.map(\.body) == Array(repeating: "Once", count: listed))
        }
    }

    @Test func `wrong credentials are refused, in sending and in listing`() async throws {
        try await TwilioWorld.run { world in
            let stranger = TwilioProvider(
                accountSID: world.sandbox.accountSid, authToken: Secret("wrong"),
                apiURL: world.twilio.api.apiURL,
                client: world.client)
            await #expect(
                throws: SendFailure.refused(code: "20003", reason: TwilioErrorText.words(for: "20003"))
            ) {
                try await stranger.send(try world.text("Hello"))
            }
            await #expect(throws: ListFailure.refused(reason: TwilioErrorText.words(for: "20003"))) {
                try await stranger.texts(try world.query(.sentByUs))
            }
        }
    }
}
