import Casewire
import TestSupport
import Testing

@testable import CasewireConnectors

/// What every carrier must pass.
struct CarrierConformanceTests {
    private static let bodies = [
        "Where is my order?", "", "STOP", "100% = ok & more + \"quotes\" \\ back", "line\nbreak", "ünï 😀 👨‍👩‍👧",
        String(repeating: "long ", count: 300),
    ]

    @Test(arguments: CarrierSample.all)
    func `a genuine text is read whole`(_ sample: CarrierSample) throws {
        for (index, body) in Self.bodies.enumerated() {
            let call = sample.text("id\(index)", body).call
            // A text without words is a picture's, or nothing.
            if body.isEmpty, (try? sample.carrier.webhooks.read(call)) == nil { continue }
            let content = try sample.carrier.webhooks.read(call)
            guard case .text(let text) = content.event else {
                if body.isEmpty { continue }
                Issue.record("It was read as \(content.event).")
                continue
            }
            #expect(sample.carrier.webhooks.isGenuine(call, for: sample.number))
            #expect(content.number == CarrierSample.ours)
            #expect(text.providerID == "id\(index)")
            #expect(text.from == CarrierSample.customer)
            #expect(text.to == CarrierSample.ours)
            #expect(text.body == body)
        }
    }

    @Test(arguments: CarrierSample.all)
    func `a call that somebody touched is not genuine`(_ sample: CarrierSample) {
        let calls = [sample.text("id1", "Send me two refunds"), sample.receipt("id1", "m1", .delivered)]
        for call in calls {
            #expect(sample.carrier.webhooks.isGenuine(call.call, for: sample.number))
            for changed in sample.tampered(call) {
                #expect(!sample.carrier.webhooks.isGenuine(changed.call, for: sample.number), "\(changed)")
            }
            let stranger = Number(
                id: sample.number.id, phone: sample.number.phone, provider: sample.number.provider,
                account: sample.number.account, secret: Secret("another secret"),
                further: sample.number.further.mapValues { _ in Secret("another-secret-of-16") },
                apiURL: nil, autopilot: true)
            #expect(!sample.carrier.webhooks.isGenuine(call.call, for: stranger))
            let bare = Number(
                id: sample.number.id, phone: sample.number.phone, provider: sample.number.provider,
                account: sample.number.account, secret: Secret(""), apiURL: nil, autopilot: true)
            #expect(!sample.carrier.webhooks.isGenuine(call.call, for: bare))
        }
    }

    @Test(arguments: CarrierSample.all)
    func `no bytes whatsoever do harm or count as genuine`(_ sample: CarrierSample) {
        let random = SeededRandom(seed: 20)
        for round in 0..<400 {
            var call = round % 2 == 0 ? sample.text("id1", "Hello") : sample.receipt("id1", "m1", .sent)
            let noise = random.bytes(Int(random.fraction() * 200))
            switch round % 4 {
            case 0: call.body = noise
            case 1:
                call.body = Array(call.body.prefix(Int(random.fraction() * Double(call.body.count)))) + noise
            case 2: call.query = String(decoding: noise, as: UTF8.self)
            default:
                for name in call.headers.keys { call.headers[name] = String(decoding: noise, as: UTF8.self) }
            }
            call.key = call.key.map { _ in String(decoding: noise.prefix(20), as: UTF8.self) }
            _ = try? sample.carrier.webhooks.read(call.call)
            if call.key != nil
                || round % 4 == 0 && !call.headers.isEmpty && call.body != sample.text("id1", "Hello").body
            {
                #expect(!sample.carrier.webhooks.isGenuine(call.call, for: sample.number))
            }
        }
    }

    @Test(arguments: CarrierSample.all)
    func `each word for a state is understood`(_ sample: CarrierSample) throws {
        for state in [MessageState.sent, .delivered, .undelivered, .failed] {
            let call = sample.receipt("id1", "m1", state).call
            #expect(sample.carrier.webhooks.isGenuine(call, for: sample.number))
            let content = try sample.carrier.webhooks.read(call)
            guard case .receipt(let receipt) = content.event else {
                Issue.record("It was read as \(content.event).")
                continue
            }
            #expect(content.number == CarrierSample.ours)
            #expect(MessageState(carrierWord: receipt.status) == state)
            #expect(receipt.providerID == (sample.givesNoID ? "m1" : "id1"))
            #expect(receipt.messageID == "m1")
            #expect((receipt.errorCode != nil) == state.isFailed)
            if let code = receipt.errorCode {
                #expect(sample.carrier.webhooks.words(forErrorCode: code).count > 20)
            }
        }
    }

    @Test(arguments: CarrierSample.all)
    func `a text is handed over and accepted`(_ sample: CarrierSample) async throws {
        try await Self.send(sample, answer: .body(sample.accepted.status, sample.accepted.body)) {
            result, log in
            let accepted = try result.get()
            #expect(accepted.providerID.isEmpty == false)
            let call = try #require(log.calls.first)
            #expect(log.calls.count == 1)
            #expect(sample.sent(call).to == "+15550002000")
            #expect(sample.sent(call).body == "Ready, 50% off & more: 😀")
            if sample.carrier.description.knowsRepeats { #expect(call.idempotencyKey == "m1") }
        }
    }

    @Test(arguments: CarrierSample.all)
    func `a refusal says why, and is not tried again`(_ sample: CarrierSample) async throws {
        try await Self.send(sample, answer: .body(sample.refused.status, sample.refused.body)) {
            result, log in
            guard case .failure(.refused(_, let reason)) = result else {
                Issue.record("It ended as \(result).")
                return
            }
            #expect(reason.count > 15)
            #expect(log.calls.count == 1)
        }
        guard let optedOut = sample.optedOut else { return }
        try await Self.send(sample, answer: .body(optedOut.status, optedOut.body)) { result, _ in
            guard case .failure(.refused(let code, _)) = result else {
                Issue.record("It ended as \(result).")
                return
            }
            #expect(code == optedOut.code)
            #expect(sample.carrier.webhooks.meansOptOut(errorCode: code ?? ""))
        }
    }

    @Test(arguments: CarrierSample.all)
    func `a call whose end is not seen leaves the outcome unknown`(_ sample: CarrierSample) async throws {
        for answer in [ScriptedTwilio.Answer.cutShort, .body(500, "oops")] {
            try await Self.send(sample, answer: answer) { result, log in
                guard case .failure(.unknown) = result else {
                    Issue.record("It ended as \(result).")
                    return
                }
                #expect(log.calls.count == 1)
            }
        }
    }

    @Test(arguments: CarrierSample.all)
    func `what was surely not taken may be tried again`(_ sample: CarrierSample) async throws {
        let answer = ScriptedTwilio.Answer.body(429, "{}", headers: [("Retry-After", "7")])
        try await Self.send(sample, answer: answer) { result, _ in
            guard case .failure(.notTaken(_, let wait)) = result else {
                Issue.record("It ended as \(result).")
                return
            }
            #expect(wait == .seconds(7))
        }
    }

    @Test(arguments: Carriers.descriptions.map(\.kind.rawValue))
    func `what a carrier needs is asked for in words`(_ kind: String) throws {
        let declaration = NumberDeclaration(
            number: "+15550001000", provider: ["kind": kind], carriers: Carriers.descriptions)
        #expect(declaration.entry == nil)
        let carrier = try #require(Carriers.find(Number.ProviderKind(rawValue: kind)))
        for field in carrier.description.fields where field.isRequired {
            #expect(declaration.problems.contains { $0.contains(field.name) })
        }
    }

    private static func send(
        _ sample: CarrierSample, answer: ScriptedTwilio.Answer,
        check: @escaping @Sendable (Result<AcceptedText, SendFailure>, ScriptedTwilio.Log) throws -> Void
    ) async throws {
        try await ScriptedTwilio.serve(answer: { _ in answer }) { url, client, log in
            let number = Number(
                id: sample.number.id, phone: sample.number.phone, provider: sample.number.provider,
                account: sample.number.account, secret: sample.number.secret, further: sample.number.further,
                apiURL: url, autopilot: true)
            let provider = sample.carrier.provider(for: number, client: client)
            let text = try OutboundText.sample("Ready, 50% off & more: 😀")
            let result: Result<AcceptedText, SendFailure>
            do throws(SendFailure) {
                result = .success(try await provider.send(text))
            } catch {
                result = .failure(error)
            }
            try check(result, log)
        }
    }
}
