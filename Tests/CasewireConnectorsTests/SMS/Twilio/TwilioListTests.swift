import Casewire
import Testing

@testable import CasewireConnectors

struct TwilioListTests {
    private static func row(
        _ sid: String, _ time: String, direction: String = "outbound-api", body: String = "x",
        error: String = "null"
    ) -> String {
        #"""
        {"sid":"\#(sid)","from":"+15550001000","to":"+15550002000","body":"\#(body)","direction":"\#(direction)",
        "status":"sent","error_code":\#(error),"error_message":null,"num_segments":"1","price":null,
        "date_created":"\#(time)","date_sent":null,"date_updated":"\#(time)"}
        """#
    }

    private static func page(_ rows: [String], next: String? = nil) -> String {
        #"{"messages":[\#(rows.joined(separator: ","))],"next_page_uri":\#(next.map { "\"\($0)\"" } ?? "null"),"page":0}"#
    }

    private static func query(_ direction: TextQuery.Direction, since: String) throws -> TextQuery {
        TextQuery(
            direction: direction, number: try .sample("+15550001000"), contact: try .sample("+15550002000"),
            since: try #require(Timestamp(iso8601: since)))
    }

    @Test func `texts come oldest first, from all pages, since the moment`() async throws {
        try await ScriptedTwilio.run { call in
            if call.query["Page"] == "1" {
                return .body(
                    200,
                    Self.page([
                        Self.row("SM2", "Mon, 23 Nov 2026 07:50:00 +0000"),
                        Self.row("SM1", "Mon, 23 Nov 2026 07:49:59 +0000"),
                    ]))
            }
            return .body(
                200,
                Self.page(
                    [
                        Self.row("SM4", "Mon, 23 Nov 2026 07:51:00 +0000", error: "30003"),
                        Self.row("SM3", "Mon, 23 Nov 2026 07:50:00 +0000"),
                        Self.row("SM0", "Mon, 23 Nov 2026 07:50:30 +0000", direction: "inbound"),
                    ], next: "/2010-04-01/Accounts/AC1/Messages.json?PageSize=200&Page=1&PageToken=PAx"))
        } test: { twilio, log in
            let found = try await twilio.texts(Self.query(.sentByUs, since: "2026-11-23T07:50:00.700Z"))
            #expect(found.map(\.providerID) == ["SM2", "SM3", "SM4"])
            #expect(found.last?.errorCode == "30003")
            #expect(found.last?.createdAt == Timestamp(iso8601: "2026-11-23T07:51:00Z"))
            #expect(found.last?.body == "x")
            #expect(log.calls.count == 2)
            #expect(log.calls[0].query["From"] == "+15550001000")
            #expect(log.calls[0].query["To"] == "+15550002000")
            #expect(log.calls[0].query["DateSent>"] == nil)
            #expect(log.calls[1].query["PageToken"] == "PAx")
            #expect(log.calls.allSatisfy { $0.authorization == "Basic QUMxOnRva2Vu" })
        }
    }

    @Test func `texts to us are asked for from a day earlier`() async throws {
        try await ScriptedTwilio.run { _ in
            .body(200, Self.page([Self.row("SM1", "Mon, 23 Nov 2026 08:00:00 +0000", direction: "inbound")]))
        } test: { twilio, log in
            let found = try await twilio.texts(Self.query(.receivedByUs, since: "2026-11-23T07:50:00Z"))
            #expect(found.map(\.providerID) == ["SM1"])
            #expect(log.calls[0].query["To"] == "+15550001000")
            #expect(log.calls[0].query["From"] == "+15550002000")
            #expect(log.calls[0].query["DateSent>"] == "2026-11-22T07:50:00Z")
        }
    }

    @Test func `reading ends once the pages are long past`() async throws {
        try await ScriptedTwilio.run { _ in
            .body(200, Self.page([Self.row("SM1", "Sat, 21 Nov 2026 07:00:00 +0000")], next: "/more"))
        } test: { twilio, log in
            let found = try await twilio.texts(Self.query(.sentByUs, since: "2026-11-23T07:50:00Z"))
            #expect(found.isEmpty)
            #expect(log.calls.count == 1)
        }
    }

    @Test func `a list without end is an error, not an absence`() async throws {
        try await ScriptedTwilio.run { _ in
            .body(200, Self.page([Self.row("SM1", "Mon, 23 Nov 2026 08:00:00 +0000")], next: "/more"))
        } test: { twilio, log in
            await #expect(throws: ListFailure.self) {
                try await twilio.texts(Self.query(.sentByUs, since: "2026-11-23T07:50:00Z"))
            }
            #expect(log.calls.count == TwilioProvider.mostPages)
        }
    }

    @Test(arguments: [
        (200, "<html>", false), (200, #"{"messages":[{"sid":"SM1"}]}"#, false),
        (401, #"{"code":20003,"message":"x"}"#, true),
        (403, "", true), (404, #"{"code":20404,"message":"x"}"#, true), (429, "", false), (500, "", false),
        (302, "", true),
    ])
    func `a failure says whether an operator must act`(status: Int, body: String, isRefused: Bool)
        async throws
    {
        try await ScriptedTwilio.run(answer: { _ in .body(status, body) }) { twilio, _ in
            do {
                _ = try await twilio.texts(Self.query(.sentByUs, since: "2026-11-23T07:50:00Z"))
                Issue.record("The list was read.")
            } catch let failure as ListFailure {
                if case .refused(let reason) = failure {
                    #expect(isRefused && !reason.isEmpty)
                } else {
                    #expect(!isRefused)
                }
            }
        }
    }

    @Test(arguments: [
        ("Mon, 23 Nov 2026 07:50:00 +0000", "2026-11-23T07:50:00Z"),
        ("1 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
        ("Thu, 29 Feb 2024 23:59:59 -0130", "2024-03-01T01:29:59Z"),
        ("Wed, 01 Mar 2000 00:00:00 +0000", "2000-03-01T00:00:00Z"),
        ("Fri, 31 Dec 2100 12:00:00 +0100", "2100-12-31T11:00:00Z"),
    ])
    func `Twilio's dates are read`(text: String, iso: String) {
        #expect(Timestamp(rfc2822: text) == Timestamp(iso8601: iso))
    }

    @Test(arguments: [
        "", "Mon,", "Mon, 23 Nov 2026", "Mon, 32 Nov 2026 07:50:00 +0000", "Mon, 23 Foo 2026 07:50:00 +0000",
        "Mon, 23 Nov 2026 7:50 +0000",
    ])
    func `other dates are none`(text: String) {
        #expect(Timestamp(rfc2822: text) == nil)
    }
}
