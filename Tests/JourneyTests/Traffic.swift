import Foundation
import Synchronization

/// Customers who write and reps who answer, all the time, whether anybody listens or not.
///
/// The carrier calls a webhook again that got no success answer, as `rc` and `rp` have Twilio do, every second.
final class Traffic: Sendable {
    /// Phones that write at a time.
    private static let width = 4
    private static let betweenTexts = Duration.milliseconds(700)

    private struct State {
        var isOver = false
        var written: [String: [String]] = [:]
        var replies: [(caseID: String, text: String)] = []
    }

    let stage: Stage
    private let state = Mutex(State())

    init(stage: Stage) {
        self.stage = stage
    }

    func end() { state.withLock { $0.isOver = true } }

    private var isOver: Bool { state.withLock { $0.isOver } }

    /// Goes on until `end()`.
    func flow() async throws {
        let conversations = try Replay.conversations(400, area: 215)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in 0..<Self.width {
                let own = stride(from: start, to: conversations.count, by: Self.width).map {
                    conversations[$0]
                }
                group.addTask { try await self.write(own) }
            }
            group.addTask { try await self.answer() }
            group.addTask { try await self.callAgain() }
            try await group.waitForAll()
        }
    }

    private func write(_ conversations: [Replay.Conversation]) async throws {
        for conversation in conversations {
            // A person is asked for in the middle, so that reps have something to answer.
            let texts =
                conversation.texts.prefix(3) + [Walk.plainRequest] + conversation.texts.dropFirst(3).prefix(3)
            for text in texts {
                guard !isOver else { return }
                state.withLock { $0.written[conversation.phone, default: []].append(text) }
                try await stage.text(from: conversation.phone, text)
                try await Task.sleep(for: Self.betweenTexts)
            }
        }
    }

    /// Completes tasks that wait for a reply.
    private func answer() async throws {
        while !isOver {
            try await Task.sleep(for: .milliseconds(600))
            let waiting = try await stage.creatio.cases().filter { found in
                found.activities.contains { $0.isOpenTask }
            }
            guard let chosen = waiting.last else { continue }
            let text = state.withLock { state in
                let text = "We look into it for you, note \(state.replies.count + 1)."
                state.replies.append((chosen["Id"].text, text))
                return text
            }
            try await stage.creatio.reply(on: chosen["Id"].text, text)
        }
    }

    private func callAgain() async throws {
        while !isOver {
            try await Task.sleep(for: .seconds(1))
            try await retryWebhooks()
        }
    }

    private func retryWebhooks() async throws {
        try await Web.call("POST", "\(stage.carrier.url)/sandbox/webhooks/retry")
    }

    // MARK: - The end

    /// What the records of both sandboxes say, against what went in.
    struct Outcome: Sendable {
        var texts = 0
        var sent = 0
        var replies = 0
        var lost: [String] = []
        var doubledTexts: [String] = []
        var doubledCases: [String] = []
        var doubledActivities: [String] = []
        var reordered: [String] = []
        var unknown: [String] = []

        var problems: [String] {
            lost.map { "lost: \($0)" } + doubledTexts.map { "doubled text: \($0)" }
                + doubledCases.map { "doubled case: \($0)" }
                + doubledActivities.map { "doubled activity: \($0)" }
                + reordered.map { "reordered: \($0)" } + unknown.map { "unknown: \($0)" }
        }

        var isGood: Bool { problems.isEmpty }

        var words: String {
            "\(texts) texts, \(sent) sent, \(replies) replies, lost \(lost.count), doubled texts \(doubledTexts.count), "
                + "doubled cases \(doubledCases.count), doubled activities \(doubledActivities.count), "
                + "reordered \(reordered.count), unknown \(unknown.count)"
        }
    }

    /// Waits until everything is where it belongs, or for so long; then what is found.
    func settle(within limit: Duration) async throws -> Outcome {
        _ = try? await eventually("all is where it belongs", within: limit, every: .seconds(2)) {
            try await retryWebhooks()
            return try await inspect().isGood ? true : nil
        }
        return try await inspect()
    }

    private func inspect() async throws -> Outcome {
        let (written, replies) = state.withLock { ($0.written, $0.replies) }
        let cases = try await stage.creatio.cases()
        var outcome = Outcome()
        outcome.replies = replies.count
        for (phone, texts) in written.sorted(by: { $0.key < $1.key }) {
            let onPhone = try await stage.carrier.texts(of: phone)
            var messages: [JSON] = []
            let sessions = try await stage.sessions(of: phone)
            for session in sessions.reversed() {
                messages += try await stage.messages(of: session["id"].text)
            }
            outcome.texts += texts.count
            outcome.sent += onPhone.count { $0.toPhone }
            comparePhone(phone, onPhone, messages, &outcome)
            let own = cases.filter { $0["Subject"].text.contains(phone) }
            if own.isEmpty { outcome.lost.append("the case of \(phone)") }
            if own.count > max(1, sessions.count) {
                outcome.doubledCases.append("\(own.count) cases of \(phone)")
            }
            compareThread(phone, texts, onPhone, messages, own, &outcome)
        }
        for reply in replies {
            let phone = cases.first { $0["Id"].text == reply.caseID }?["Subject"].text.firstMatch(
                of: #/\+\d+/#)
            let onPhone = try await stage.carrier.received(by: phone.map { String($0.output) } ?? "")
            let count = onPhone.count { $0 == reply.text }
            if count == 0 { outcome.lost.append("the reply “\(reply.text)”") }
            if count > 1 { outcome.doubledTexts.append("the reply “\(reply.text)”") }
        }
        return outcome
    }

    /// Each text on the phone is one message, and each message one text, in the same order.
    private func comparePhone(
        _ phone: String, _ onPhone: [Carrier.Text], _ messages: [JSON], _ outcome: inout Outcome
    ) {
        let kept = Set(messages.map { $0["provider_id"].text })
        for text in onPhone where !kept.contains(text.sid) {
            if text.toPhone {
                outcome.doubledTexts.append("\(phone): \(text.body)")
            } else {
                outcome.lost.append("\(phone) wrote: \(text.body)")
            }
        }
        let there = Set(onPhone.map(\.sid))
        for message in messages where !there.contains(message["provider_id"].text) {
            // A draft of the agent's is not sent any more once a person has taken over, and says so.
            if message["error"]["text"].text.contains("a person took over first") { continue }
            outcome.lost.append("\(phone), \(message["state"].text): \(message["text"].text)")
        }
        for message in messages where message["state"].text == "unknown" {
            outcome.unknown.append("\(phone): \(message["text"].text)")
        }
    }

    /// The case holds every text once, in the order of the session.
    private func compareThread(
        _ phone: String, _ texts: [String], _ onPhone: [Carrier.Text], _ messages: [JSON], _ cases: [JSON],
        _ outcome: inout Outcome
    ) {
        let conversation = Replay.Conversation(phone: phone, texts: texts)
        let finding = Replay.compare(conversation, texts: onPhone, cases: cases)
        outcome.lost += finding.lost.map { "\(phone), in the case: \($0)" }
        outcome.doubledActivities += finding.doubled.map { "\(phone): \($0)" }
        guard finding.lost.isEmpty, finding.doubled.isEmpty else { return }
        let thread = messages.filter { $0["author"].text != "rep" }.map { Replay.comparable($0["text"].text) }
        let shown = cases.flatMap(\.activities).filter { !$0.isOpenTask }
            .map { Replay.comparable(Replay.withoutLink($0["DetailedResult"].text)) }
            .filter { thread.contains($0) }
        if shown != thread { outcome.reordered.append("\(phone): \(shown) instead of \(thread)") }
    }
}
