import AsyncHTTPClient
import Casewire
import Synchronization
import Testing

@testable import CasewireConnectors

/// What becomes of a text, by every way that Twilio's answer may come or not come.
struct TwilioSendTests {
    enum Expected: Sendable, Equatable {
        case accepted(String, segments: Int?)
        case refused(String?)
        case notTaken(Duration?)
        case unknown
    }

    private func outcome(
        of answer: ScriptedTwilio.Answer, timeout: Duration = .seconds(20)
    ) async throws -> (Expected, calls: [ScriptedTwilio.Call]) {
        let found = Mutex<(Expected, calls: [ScriptedTwilio.Call])?>(nil)
        try await ScriptedTwilio.run(timeout: timeout, answer: { _ in answer }) { twilio, log in
            let outcome = await Self.expected(twilio, try .sample())
            found.withLock { $0 = (outcome, log.calls) }
        }
        let last = found.withLock { $0 }
        return try #require(last)
    }

    private static func expected(_ twilio: TwilioProvider, _ text: OutboundText) async -> Expected {
        do {
            let accepted = try await twilio.send(text)
            return .accepted(accepted.providerID, segments: accepted.segments)
        } catch {
            switch error {
            case .refused(let code, let reason):
                #expect(!reason.isEmpty)
                return .refused(code)
            case .notTaken(let reason, let wait):
                #expect(!reason.isEmpty)
                return .notTaken(wait)
            case .unknown(let reason):
                #expect(!reason.isEmpty)
                return .unknown
            }
        }
    }

    @Test func `the call has Twilio's fields and the account's credentials`() async throws {
        let body = "Ünïcode 😀 & more=+%\nline"
        try await ScriptedTwilio.run(answer: { _ in
            .body(201, #"{"sid":"SM1","num_segments":"2","status":"queued"}"#)
        }) {
            twilio, log in
            let accepted = try await twilio.send(try .sample(body))
            #expect(accepted == AcceptedText(providerID: "SM1", segments: 2))
            let call = try #require(log.calls.first)
            #expect(log.calls.count == 1)
            #expect(call.method == "POST")
            #expect(call.path == "/2010-04-01/Accounts/AC1/Messages.json")
            #expect(call.authorization == "Basic QUMxOnRva2Vu")
            #expect(call.contentType?.hasPrefix("application/x-www-form-urlencoded") == true)
            #expect(call.form["To"] == "+15550002000")
            #expect(call.form["From"] == "+15550001000")
            #expect(call.form["Body"] == body)
            #expect(
                call.form["StatusCallback"]
                    == "https://support.example.com/webhooks/twilio/status?message=m1#ct=2000&rt=4000&rc=3&rp=all"
            )
            #expect(call.form["ValidityPeriod"] == "3600")
            #expect(call.form.fields.count == 5)
        }
    }

    @Test(arguments: [
        (
            201, #"{"sid":"SM1","num_segments":"1","status":"queued","error_code":null}"#,
            Expected.accepted("SM1", segments: 1)
        ),
        (
            201, #"{"sid":"SM1","num_segments":"0","status":"accepted","from":null}"#,
            .accepted("SM1", segments: nil)
        ),
        (200, #"{"sid":"SM1"}"#, .accepted("SM1", segments: nil)),
        (201, #"{"sid":"SM1","status":"failed","error_code":21610}"#, .refused("21610")),
        (201, "", .unknown), (201, "<html>", .unknown), (201, #"{"sid":""}"#, .unknown),
        (201, #"{"status":"queued"}"#, .unknown),
        (400, #"{"code":21211,"message":"Invalid To","status":400}"#, .refused("21211")),
        (400, #"{"code":21610,"message":"unsubscribed","status":400}"#, .refused("21610")),
        (401, #"{"code":20003,"message":"Authenticate","status":401}"#, .refused("20003")),
        (404, #"{"code":20404,"message":"not found","status":404}"#, .refused("20404")),
        (400, #"{"code":21611,"message":"queue","status":400}"#, .notTaken(.seconds(60))),
        (403, "<html>Forbidden</html>", .refused(nil)), (404, "", .refused(nil)),
        (429, #"{"code":20429,"message":"Too many","status":429}"#, .notTaken(nil)),
        (429, "", .notTaken(nil)),
        (408, "", .unknown), (302, "", .refused(nil)),
        (500, #"{"code":20500,"message":"Internal","status":500}"#, .unknown),
        (502, "", .unknown), (503, "", .unknown), (504, "<html>", .unknown),
    ])
    func `an answer is told by what may have become of the text`(
        status: Int, body: String, expected: Expected
    ) async throws {
        let (found, calls) = try await outcome(of: .body(status, body))
        #expect(found == expected)
        #expect(calls.count == 1)  // Never repeated blindly.
    }

    @Test func `Twilio says how long to wait`() async throws {
        let (found, _) = try await outcome(of: .body(429, "", headers: [("Retry-After", "7")]))
        #expect(found == .notTaken(.seconds(7)))
    }

    @Test func `a redirect is not followed`() async throws {
        let answer = ScriptedTwilio.Answer.body(307, "", headers: [("Location", "/elsewhere")])
        let (found, calls) = try await outcome(of: answer)
        #expect(found == .refused(nil))
        #expect(calls.count == 1)
    }

    @Test func `an answer that is cut short is unknown`() async throws {
        #expect(try await outcome(of: .cutShort).0 == .unknown)
    }

    @Test func `an answer that does not come in time is unknown`() async throws {
        let (found, calls) = try await outcome(of: .silence, timeout: .seconds(3))
        // A busy machine may give up before it is even connected, and then knows that nothing was taken.
        #expect(found == .unknown || calls.isEmpty)
        #expect(calls.count <= 1)
    }

    @Test func `an answer that is too long is unknown`() async throws {
        let answer = ScriptedTwilio.Answer.body(201, String(repeating: " ", count: 300 * 1024))
        #expect(try await outcome(of: answer).0 == .unknown)
    }

    @Test func `a connection that is not made means not taken`() async throws {
        // A server that has just gone leaves a port that nobody listens on.
        let gone = Mutex("")
        try await ScriptedTwilio.run(answer: { _ in .silence }) { twilio, _ in
            gone.withLock { $0 = twilio.api.apiURL ?? "" }
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let twilio = TwilioProvider(
            accountSID: "AC1", authToken: Secret("token"), apiURL: gone.withLock(\.self), client: client,
            timeout: .seconds(1))
        let found = await Self.expected(twilio, try .sample())
        try await client.shutdown()
        #expect(found == .notTaken(nil))
    }

    @Test func `an address that is none is refused`() async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let twilio = TwilioProvider(
            accountSID: "AC1", authToken: Secret("token"), apiURL: "not an address", client: client)
        let found = await Self.expected(twilio, try .sample())
        try await client.shutdown()
        #expect(found == .refused(nil))
    }

    @Test func `refusals are said in words`() async throws {
        let known = CarrierAnswer(
            status: 400, retryAfterSeconds: nil,
            body: Array(#"{"code":21614,"message":"x","status":400}"#.utf8))
        #expect(throws: SendFailure.refused(code: "21614", reason: TwilioErrorText.words(for: "21614"))) {
            try TwilioProvider.accepted(known)
        }
    }
}
