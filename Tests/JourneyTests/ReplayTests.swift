import Foundation
import TestPrograms
import Testing

/// Hundreds of real conversations at a time, and a server killed among them: nothing is lost, doubled or reordered.
@Suite(.serialized, .enabled(if: Conversations.areHere, "the test data is not here"))
struct ReplayTests {
    @Test(arguments: ["every_conversation", "on_handoff"])
    func `two hundred conversations, fifty at a time, arrive whole`(mode: String) async throws {
        let conversations = try Replay.conversations(200, area: mode == "on_handoff" ? 212 : 213)
        try #require(conversations.count == 200)
        try await ServerProcess.with(.init(cases: mode, burstSeconds: 0)) { stage in
            let replay = Replay(stage: stage, width: 50, patience: .seconds(3))
            let before = try await stage.creatio.usage()
            let clock = ContinuousClock()
            let started = clock.now
            try await replay.play(conversations)
            let findings = try await replay.settle(conversations, within: .seconds(120))
            let after = try await stage.creatio.usage()

            report(
                mode, conversations, findings, seconds: (clock.now - started).components.seconds,
                requests: after.requests - before.requests, operations: after.operations - before.operations)
            for finding in findings where !finding.isGood {
                Issue.record("\(finding)")
            }
            if mode == "on_handoff" {
                #expect(after.requests - before.requests <= 6 * conversations.count)
            }
        }
    }

    @Test
    func `a server killed three times among conversations loses and doubles nothing`() async throws {
        let conversations = try Replay.conversations(24, area: 214)
        try #require(conversations.count == 24)
        try await ServerProcess.with(.init(burstSeconds: 0)) { made, first in
            let replay = Replay(stage: made.stage, width: 12, patience: .seconds(2))
            async let played: Void = replay.play(conversations)
            var server = first
            for pause in [3_000, 4_500, 2_500] {
                try await ContinuousClock().sleep(for: .milliseconds(pause))
                await server.killNow()
                server = try await made.start()
            }
            do {
                try await played
                // A text that came while nobody listened is found later and keeps its time, so it may stand later.
                let findings = try await replay.settle(conversations, within: .seconds(300)) {
                    $0.cases == 1 && $0.notices == 1 && $0.lost.isEmpty && $0.doubled.isEmpty
                }
                report("kill -9 three times", conversations, findings)
                for finding in findings {
                    #expect(finding.cases == 1 && finding.notices == 1, "\(finding)")
                    #expect(finding.lost.isEmpty && finding.doubled.isEmpty, "\(finding)")
                }
                for conversation in conversations {
                    try await expectNothingSentTwice(to: conversation.phone, on: made.stage)
                }
            } catch {
                await server.stop()
                throw error
            }
            return server
        }
    }

    /// Each text on the phone is one message of the session, and each message one text.
    ///
    /// A text whose outcome a kill left unknown has no provider's id until it was looked up there; that is waited for.
    private func expectNothingSentTwice(to phone: String, on stage: Stage) async throws {
        _ = try? await eventually("every text is known", within: .seconds(240), every: .seconds(1)) {
            try await Exchange(of: phone, on: stage).isWhole ? true : nil
        }
        let exchange = try await Exchange(of: phone, on: stage)
        #expect(exchange.sent == exchange.arrived, "Sent to \(phone)")
        #expect(exchange.received == exchange.written, "Received from \(phone)")
    }

    /// The carrier's ids of one phone's texts, by the sessions and by the carrier.
    private struct Exchange {
        var sent: [String] = []
        var received: [String] = []
        let arrived: [String]
        let written: [String]

        init(of phone: String, on stage: Stage) async throws {
            for session in try await stage.sessions(of: phone) {
                for message in try await stage.messages(of: session["id"].text) {
                    let id = message["provider_id"].text
                    if message["direction"].text == "out" { sent.append(id) } else { received.append(id) }
                }
            }
            let texts = try await stage.carrier.texts(of: phone)
            arrived = texts.filter(\.toPhone).map(\.sid).sorted()
            written = texts.filter { !$0.toPhone }.map(\.sid).sorted()
            sent.sort()
            received.sort()
        }

        var isWhole: Bool { sent == arrived && received == written }
    }

    /// The line that a run is judged by.
    private func report(
        _ mode: String, _ conversations: [Replay.Conversation], _ findings: [Replay.Finding],
        seconds: Int64? = nil,
        requests: Int? = nil, operations: Int? = nil
    ) {
        func each(_ total: Int) -> String {
            String(format: "%.1f", Double(total) / Double(max(1, conversations.count)))
        }
        let answers = findings.map(\.answers).reduce(0, +)
        var line =
            "Replay (\(mode)): \(conversations.count) conversations, \(conversations.map(\.texts.count).reduce(0, +)) texts"
        line += ", \(answers) answers"
        line += ", lost \(findings.map(\.lost.count).reduce(0, +))"
        line += ", doubled \(findings.map(\.doubled.count).reduce(0, +))"
        line += ", reordered \(findings.map(\.reordered).reduce(0, +))"
        line += ", notices other than one \(findings.count { $0.notices != 1 })"
        line += ", cases other than one \(findings.count { $0.cases != 1 })"
        if let requests, let operations {
            line += ", Creatio requests \(each(requests)) and operations \(each(operations)) a conversation"
        }
        if let seconds { line += ", \(seconds) s" }
        print(line)
    }
}
