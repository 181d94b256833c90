import Casewire
import CasewireSandbox
import Testing

@testable import CasewireConnectors

/// What is known of an account's numbers, read from the simulated carrier.
struct TwilioNumbersTests {
    @Test(arguments: [
        ("+15550002000", "missing", Registration.State.missing), ("+15550002000", "pending", .pending),
        ("+15550002000", "rejected", .rejected), ("+15550002000", "registered", .registered),
        ("+18885550100", "missing", .missing), ("+18885550100", "pending", .pending),
        ("+18885550100", "rejected", .rejected), ("+18885550100", "registered", .registered),
    ])
    func `a registration is told by what the carrier has of it`(
        number: String, told: String, state: Registration.State
    ) async throws {
        try await TwilioWorld.run { world in
            // The number that is there from the start would share its campaign.
            try await world.order("numbers", #"{"number":"\#(TwilioWorld.ours)","registration":"missing"}"#)
            try await world.order("numbers", #"{"number":"\#(number)","registration":"\#(told)"}"#)
            let registration = try await world.twilio.registration(of: try .sample(number))
            #expect(registration?.state == state)
            #expect(registration?.kind == (number.hasPrefix("+1888") ? .tollFree : .campaign))
            #expect((registration?.reason != nil) == (state == .rejected))
        }
    }

    @Test func `the account's numbers are listed`() async throws {
        try await TwilioWorld.run { world in
            try await world.order("numbers", #"{"number":"+15550002000"}"#)
            let numbers = try await world.twilio.numbers()
            #expect(numbers.map(\.e164).sorted() == [TwilioWorld.ours, "+15550002000"])
        }
    }

    @Test func `a call of our own is signed as the carrier's are, and is known again`() async throws {
        try await TwilioWorld.run { world in
            let number = try TwilioWorld.number(of: world.sandbox)
            let probe = WebhookProbe(number: number, address: world.base + "/webhooks/twilio", mark: "m+1 é")
            #expect(await world.twilio.call(probe) == .answered)
            let text = try #require(world.texts.first)
            #expect(WebhookProbe.mark(in: text, to: number) == "m+1 é")
        }
    }

    @Test func `a customer's text is no probe, whatever it says`() throws {
        let number = try TwilioWorld.sampleNumber()
        let words = WebhookProbe(number: number, address: "", mark: "1").text
        for (id, from) in [("SM1", number.phone.e164), ("casewire-probe-1", TwilioWorld.phone)] {
            let text = InboundText(providerID: id, from: from, to: number.phone.e164, body: words)
            #expect(WebhookProbe.mark(in: text, to: number) == nil)
        }
    }

    @Test(
        arguments: [(nil, "cannot be reached"), (true, "was refused"), (false, "HTTP 503")]
            as [(Bool?, String)])
    func `what keeps such a call away is said`(isForged: Bool?, words: String) async throws {
        try await TwilioWorld.run { world in
            var number = try TwilioWorld.number(of: world.sandbox)
            var address = world.base + "/webhooks/twilio"
            switch isForged {
            case nil: address = "http://127.0.0.1:1/webhooks/twilio"
            case true:
                number = Number(
                    id: number.id, phone: number.phone, provider: .twilio, account: number.account,
                    secret: Secret("another"), apiURL: nil, autopilot: true)
            case false: world.refuse(1)
            }
            let outcome = await world.twilio.call(
                WebhookProbe(number: number, address: address, mark: "m1"))
            guard case .failed(let reason) = outcome else {
                Issue.record("It got through.")
                return
            }
            #expect(reason.contains(words))
        }
    }
}
