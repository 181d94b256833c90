import Foundation

/// Counts right and wrong answers, and right and wrong handoffs.
struct Evaluation {
    /// The label of a message that the agent must hand off.
    static let outOfScope = "oos"

    /// What became of the messages of one label.
    struct Topic: Hashable {
        var count = 0
        var right = 0
        var handedOff = 0
    }

    /// A right answer that another one, or a handoff, was given for.
    struct Confusion: Hashable {
        let label: String
        let answer: String
    }

    private(set) var topics: [String: Topic] = [:]
    private(set) var confusions: [Confusion: Int] = [:]
    /// For each message: how sure the best answer was, and whether it was right.
    private(set) var scores: [(score: Double, isRight: Bool)] = []
    /// For each message in its order, whether what was done is right.
    private(set) var verdicts: [Bool] = []

    /// - Parameters:
    ///   - answer: the article's title, or nil for a handoff.
    ///   - best: the title that would have been answered, and how well it fits.
    mutating func add(label: String, answer: String?, best: (title: String, score: Double)? = nil) {
        let isRight = label == Self.outOfScope ? answer == nil : answer == label
        verdicts.append(isRight)
        topics[label, default: Topic()].count += 1
        if answer == nil { topics[label]?.handedOff += 1 }
        if isRight { topics[label]?.right += 1 }
        if !isRight { confusions[Confusion(label: label, answer: answer ?? "handoff"), default: 0] += 1 }
        if let best { scores.append((best.score, best.title == label)) }
    }

    private var inScope: [Topic] { topics.filter { $0.key != Self.outOfScope }.map(\.value) }
    private var outside: Topic { topics[Self.outOfScope] ?? Topic() }

    /// Right answers among in-scope messages.
    var accuracy: Double? {
        Self.share(inScope.reduce(0) { $0 + $1.right }, of: inScope.reduce(0) { $0 + $1.count })
    }
    /// Handoffs among the messages that must be handed off.
    var handoffRecall: Double? { Self.share(outside.handedOff, of: outside.count) }
    /// Messages that must be handed off among the handoffs.
    var handoffPrecision: Double? {
        Self.share(outside.handedOff, of: topics.values.reduce(0) { $0 + $1.handedOff })
    }

    /// The confusions that happened most, most first.
    func worst(_ limit: Int) -> [(Confusion, Int)] {
        confusions.sorted {
            ($0.value, $1.key.label, $1.key.answer) > ($1.value, $0.key.label, $0.key.answer)
        }
        .prefix(limit).map { ($0.key, $0.value) }
    }

    static func share(_ count: Int, of total: Int) -> Double? {
        total == 0 ? nil : Double(count) / Double(total)
    }
}
