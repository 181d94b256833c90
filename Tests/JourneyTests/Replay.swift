import Foundation

/// Plays conversations against a running server, each from a phone of its own, and reads what became of them.
struct Replay: Sendable {
    let stage: Stage
    /// How many conversations are under way at a time.
    let width: Int
    /// How long an answer is waited for before the customer goes on.
    let patience: Duration

    /// One conversation: a phone and what its owner writes, a request for a person last.
    struct Conversation: Sendable {
        let phone: String
        let texts: [String]
    }

    static func conversations(_ count: Int, area: Int) throws -> [Conversation] {
        try Conversations.load(count).enumerated().map { index, texts in
            let line = String(1_000 + index)
            return Conversation(phone: "+1\(area)555\(line)", texts: texts + [Walk.plainRequest])
        }
    }

    /// Writes every conversation's texts, as many conversations at a time as the replay is wide.
    func play(_ conversations: [Conversation]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, conversation) in conversations.enumerated() {
                if index >= width { try await group.next() }
                group.addTask { try await play(conversation) }
            }
            try await group.waitForAll()
        }
    }

    /// Writes one conversation: the next text follows the answer, a silence, or at once when a person has it.
    private func play(_ conversation: Conversation) async throws {
        for text in conversation.texts {
            let before = try await stage.carrier.received(by: conversation.phone)
            try await stage.text(from: conversation.phone, text)
            if before.contains(where: { $0.contains(ServerProcess.notice) }) { continue }
            _ = try? await eventually("an answer", within: patience, every: .milliseconds(200)) {
                try await stage.carrier.received(by: conversation.phone).count > before.count ? true : nil
            }
        }
    }

    /// What the sandboxes' own records say of one conversation.
    struct Finding: Sendable {
        let phone: String
        var cases = 0
        var notices = 0
        /// Texts that reached the phone besides notices.
        var answers = 0
        var lost: [String] = []
        var doubled: [String] = []
        var reordered = 0

        var isGood: Bool {
            cases == 1 && notices == 1 && lost.isEmpty && doubled.isEmpty && reordered == 0
        }
    }

    /// Compares every conversation with its phone and its case.
    func inspect(_ conversations: [Conversation]) async throws -> [Finding] {
        let cases = try await stage.creatio.cases()
        var findings: [Finding] = []
        for conversation in conversations {
            let texts = try await stage.carrier.texts(of: conversation.phone)
            findings.append(Self.compare(conversation, texts: texts, cases: cases))
        }
        return findings
    }

    /// One conversation against the texts on its phone and all cases.
    static func compare(_ conversation: Conversation, texts: [Carrier.Text], cases: [JSON]) -> Finding {
        var finding = Finding(phone: conversation.phone)
        let own = cases.filter { $0["Subject"].text.contains(conversation.phone) }
        finding.cases = own.count
        finding.answers = texts.count { $0.toPhone && !$0.body.contains(ServerProcess.notice) }
        finding.notices = texts.count { $0.toPhone && $0.body.contains(ServerProcess.notice) }

        let finished = own.flatMap(\.activities).filter { !$0.isOpenTask }.map { $0["DetailedResult"].text }
        let found = finished.map { Self.comparable(Self.withoutLink($0)) }
        let wanted = conversation.texts.map(Self.comparable)
        let sent = texts.filter(\.toPhone).map { Self.comparable($0.body) }

        var left = found.reduce(into: [:]) { counts, text in counts[text, default: 0] += 1 }
        for text in wanted + sent {
            if left[text, default: 0] > 0 { left[text, default: 0] -= 1 } else { finding.lost.append(text) }
        }
        finding.doubled = Set(wanted + sent).filter { left[$0, default: 0] > 0 }.sorted()
        if finding.lost.isEmpty, finding.doubled.isEmpty {
            let mine = Set(wanted).subtracting(sent)
            finding.reordered = zip(wanted.filter(mine.contains), found.filter(mine.contains)).count {
                $0 != $1
            }
        }
        return finding
    }

    /// The first activity of a case begins with the session's link.
    static func withoutLink(_ text: String) -> String {
        text.replacing(/^View session in Casewire:?\s+\S+\n\n/, with: "")
    }

    /// A text as it may be compared: long rows of digits, which may be masked as card numbers are, count as one sign.
    static func comparable(_ text: String) -> String {
        text.replacing(/[0-9•*][0-9•*\-. ]{7,}[0-9•*]/, with: "#")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits until every conversation is whole in Creatio, or nothing has changed for a while; then what is found.
    func settle(
        _ conversations: [Conversation], within limit: Duration,
        until isSettled: @escaping (Finding) -> Bool = \.isGood
    ) async throws -> [Finding] {
        _ = try? await eventually("all is in Creatio", within: limit, every: .seconds(2)) {
            try await inspect(conversations).allSatisfy(isSettled) ? true : nil
        }
        return try await inspect(conversations)
    }
}
