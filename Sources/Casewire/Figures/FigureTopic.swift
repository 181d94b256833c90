import CasewireStorage

/// What is counted of each day. The words are stored and shown to scripts.
package enum FigureTopic: String, Sendable, Hashable, CaseIterable, SQLValueConvertible {
    /// `started`, and `handed_off`: how many of those that started were handed off since.
    case sessions
    /// By author.
    case texts
    /// Texts of ours by state.
    case delivery
    /// Texts that the carrier did not deliver, by its code and words.
    case failures
    /// By `HandoffReason`, on the day of the handoff; one with two reasons counts for both.
    case handoffs
    /// Sessions by `AnswerTime`, from the customer's first text to the first answer of the agent or a rep.
    case firstAnswer = "first_answer"
    /// Handed-off sessions by `AnswerTime`, from the handoff to the first answer of a rep.
    case peopleAnswer = "people_answer"
    /// `sent`, those among them whose price is not known (`unpriced`), and what the others cost by estimate (`cost_millionths`).
    case segments
    /// What customers answered when asked how they were served, `1` to `5`.
    case scores

    /// The names that are always there, in the order in which they are shown. Topics whose names come from outside have none.
    package var names: [String] {
        switch self {
        case .sessions: ["started", "handed_off"]
        case .texts: Message.Author.allCases.map(\.rawValue)
        case .delivery: MessageState.allCases.filter { $0 != .received }.map(\.rawValue)
        case .failures: []
        case .handoffs: HandoffReason.allCases.map(\.rawValue)
        case .firstAnswer, .peopleAnswer: AnswerTime.allCases.map(\.rawValue)
        case .segments: ["sent", "unpriced", "cost_millionths"]
        case .scores: (1...5).map(String.init)
        }
    }
}

/// How long somebody waited for an answer.
package enum AnswerTime: String, Sendable, Hashable, CaseIterable {
    case seconds10 = "10s"
    case minute = "1m"
    case minutes5 = "5m"
    case minutes30 = "30m"
    case hours2 = "2h"
    case day = "1d"
    case later
    /// Not answered so far.
    case none

    package init(_ wait: Duration?) {
        guard let wait else {
            self = .none
            return
        }
        self = Self.allCases.first { time in time.limit.map { wait <= $0 } ?? (time == .later) } ?? .later
    }

    private var limit: Duration? {
        switch self {
        case .seconds10: .seconds(10)
        case .minute: .seconds(60)
        case .minutes5: .seconds(300)
        case .minutes30: .seconds(1800)
        case .hours2: .seconds(7200)
        case .day: .seconds(86_400)
        case .later, .none: nil
        }
    }

    /// For people.
    package var words: String {
        switch self {
        case .seconds10: "within 10 seconds"
        case .minute: "within a minute"
        case .minutes5: "within 5 minutes"
        case .minutes30: "within half an hour"
        case .hours2: "within 2 hours"
        case .day: "within a day"
        case .later: "later"
        case .none: "not yet"
        }
    }
}
