import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CasewireSandbox

struct ProcessRunnerTests {
    /// A small server that keeps what it is told and answers with the given statuses, then 200.
    ///
    /// Where the status is 0 it answers only once the next call has come.
    private actor Listener {
        private var statuses: [Int]
        private var bodies: [String] = []

        init(statuses: [Int]) { self.statuses = statuses }

        func take(_ body: String) async -> Int {
            bodies.append(body)
            let count = bodies.count
            let status = statuses.isEmpty ? 200 : statuses.removeFirst()
            if status == 0 { _ = await received(count + 1) }
            return status == 0 ? 200 : status
        }

        /// The bodies, once so many have come or a minute has passed.
        func received(_ count: Int) async -> [String] {
            let end = ContinuousClock.now + .seconds(60)
            while bodies.count < count, .now < end {
                try? await Task.sleep(for: .milliseconds(20))
            }
            return bodies
        }
    }

    private func withListener(
        _ statuses: [Int] = [], switches: CreatioSwitches = CreatioSwitches(),
        _ body: @Sendable (SiteUnderTest, String, Listener) async throws -> Void
    ) async throws {
        let listener = Listener(statuses: statuses)
        let router = Router()
        router.post("hook") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
            return Response(status: .init(code: await listener.take(body)))
        }
        let port = BoundPort()
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.set($0.localAddress?.port ?? 0) })
        try await server.test(.live) { _ in
            let url = "http://127.0.0.1:\(await port.value)/hook"
            try await SiteUnderTest.run(switches: switches) { site in try await body(site, url, listener) }
        }
    }

    @Test func `a new and a completed activity of a case are told`() async throws {
        try await withListener { site, url, listener in
            try await site.order("processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\"}")
            try await site.order("processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\"}")
            let caseId = try await site.makeCase()
            let activity = try await site.makeActivity(caseId)
            let expected =
                "{\"event_type\":\"new_activity\",\"caseId\":\"\(caseId)\",\"activityId\":\"\(activity)\"}"
            #expect(await listener.received(1) == [expected])
            try await site.post("Activity", "{\"Title\":\"of no case\"}")
            try await site.patch("Activity(\(activity))", "{\"DetailedResult\":\"not yet\"}")
            try await site.order("replies", "{\"caseId\":\"\(caseId)\",\"text\":\"Done\"}")
            #expect(await listener.received(2) == [expected, expected])
        }
    }

    @Test func `a category keeps other activities out, by name or identifier`() async throws {
        try await withListener { site, url, listener in
            try await site.order(
                "processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\",\"category\":\"Meeting\"}")
            let caseId = try await site.makeCase()
            _ = try await site.makeActivity(caseId)
            let meeting = try await site.makeActivity(
                caseId, ",\"ActivityCategoryId\":\"42c74c49-58e6-df11-971b-001d60e938c6\"")
            #expect(await listener.received(1).first?.contains(meeting) == true)
            try await site.send(.delete, "/sandbox/processes")
            try await site.order(
                "processes",
                "{\"event\":\"new_activity\",\"url\":\"\(url)\",\"category\":\"2365AE4F-58E6-DF11-971B-001D60E938C6\"}"
            )
            _ = try await site.makeActivity(caseId)
            let paperwork = try await site.makeActivity(
                caseId, ",\"ActivityCategoryId\":\"2365ae4f-58e6-df11-971b-001d60e938c6\"")
            #expect(await listener.received(2).last?.contains(paperwork) == true)
        }
    }

    @Test func `a case that comes into a resolved or final status is told`() async throws {
        var switches = CreatioSwitches()
        switches.processEmpty = .zero
        try await withListener(switches: switches) { site, url, listener in
            try await site.order("processes", "{\"event\":\"case_closed\",\"url\":\"\(url)\"}")
            let caseId = try await site.makeCase()
            try await site.order("cases/\(caseId)/status", "{\"status\":\"In progress\"}")
            try await site.order("cases/\(caseId)/status", "{\"status\":\"Resolved\"}")
            let expected =
                "{\"event_type\":\"case_closed\",\"caseId\":\"\(caseId)\",\"activityId\":\"00000000-0000-0000-0000-000000000000\"}"
            #expect(await listener.received(1) == [expected])
        }
    }

    @Test func `a refused call is repeated so many times and then given up`() async throws {
        try await withListener([500, 404, 503]) { site, url, listener in
            try await site.order("processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\",\"retries\":2}")
            let caseId = try await site.makeCase()
            let first = try await site.makeActivity(caseId)
            let three = await listener.received(3)
            #expect(three.allSatisfy { $0.contains(first) })
            let second = try await site.makeActivity(caseId)
            let four = await listener.received(4)
            #expect(four.count == 4 && four.last?.contains(second) == true)
        }
    }

    @Test func `a call that gets no answer in time is repeated`() async throws {
        var switches = CreatioSwitches()
        // Long enough for the first call to arrive on a busy machine.
        switches.processTimeout = 2_000
        try await withListener([0], switches: switches) { site, url, listener in
            try await site.order(
                "processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\",\"retries\":1}")
            let caseId = try await site.makeCase()
            _ = try await site.makeActivity(caseId)
            let calls = await listener.received(2)
            #expect(calls.count == 2 && calls[0] == calls[1])
        }
    }

    @Test func `a body can be pasted together without escaping`() async throws {
        var switches = CreatioSwitches()
        switches.processBody = .unescaped
        try await withListener(switches: switches) { site, url, listener in
            try await site.order("processes", "{\"event\":\"new_activity\",\"url\":\"\(url)\"}")
            let caseId = try await site.makeCase()
            try await site.post("Activity", "{\"Title\":\"He said \\\"hi\\\"\",\"CaseId\":\"\(caseId)\"}")
            let body = try #require(await listener.received(1).first)
            #expect(throws: JSONFault.self) { try JSONParser.parse(body) }
            #expect(body.contains(caseId))
        }
    }

    @Test(arguments: [
        "{\"event\":\"other\",\"url\":\"http://x\"}", "{\"event\":\"new_activity\",\"url\":\"ftp://x\"}",
        "{\"url\":\"http://x\"}",
        "{\"event\":\"new_activity\",\"url\":\"http://x\",\"retries\":101}", "nothing",
    ])
    func `an order that cannot be followed is refused in words`(body: String) async throws {
        try await SiteUnderTest.run { site in
            let answer = try await site.order("processes", body)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?.text?.isEmpty == false)
        }
    }
}
