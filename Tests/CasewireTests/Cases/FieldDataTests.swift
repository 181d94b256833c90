import Foundation
import Testing

@testable import Casewire

/// Fields of real conversations, where the data is at hand: learned from `train`, measured on `dev`.
@Suite(.enabled(if: RealTexts.folder != nil)) struct FieldDataTests {
    /// What an operator would call small talk or only an answer to a question.
    private static let acts: Set<String> = [
        "contentonly", "confirmation", "rejection", "openinggreeting", "closinggreeting", "thankyou",
        "outofdomain",
    ]
    /// A slot with fewer conversations than this in `dev` says nothing.
    private static let fewestConversations = 15
    /// Each field must be right so often, where it fills so many conversations.
    private static let bar = 0.85
    private static let fewestFilled = 10

    /// How often a field was filled, and rightly.
    private struct Score: Sendable {
        var wanted = 0
        var filled = 0
        var right = 0

        var precision: Double { filled == 0 ? 1 : Double(right) / Double(filled) }
        var recall: Double { wanted == 0 ? 0 : Double(right) / Double(wanted) }
        var words: String {
            "precision \(Self.rounded(precision)), recall \(Self.rounded(recall)) (\(right) of \(filled) filled, \(wanted) wanted)"
        }

        mutating func add(_ value: String?, _ wanted: Set<String>) {
            if !wanted.isEmpty { self.wanted += 1 }
            guard let value else { return }
            filled += 1
            if wanted.contains(value.lowercased()) { right += 1 }
        }

        static func + (one: Score, other: Score) -> Score {
            Score(
                wanted: one.wanted + other.wanted, filled: one.filled + other.filled,
                right: one.right + other.right)
        }

        private static func rounded(_ value: Double) -> String {
            String(Double((value * 1000).rounded()) / 1000)
        }
    }

    @Test(arguments: ["media", "insurance"])
    func `an intent is chosen where it is clear`(_ domain: String) throws {
        let folder = try #require(RealTexts.folder)
        let (train, dev) = (
            try RealConversations(domain, "train", in: folder),
            try RealConversations(domain, "dev", in: folder)
        )
        func matter(_ turn: RealConversations.Turn) -> String? {
            turn.intents.first { !Self.acts.contains($0) }
        }
        let counts = Dictionary(grouping: train.turns.compactMap(matter), by: \.self).mapValues(\.count)
        let values = counts.filter { $0.value >= 5 }.keys.sorted()
        var shown: [String: Int] = [:]
        let examples = train.turns.compactMap { turn -> FieldExample? in
            let value = matter(turn).flatMap { values.contains($0) ? $0 : nil }
            shown[value ?? "", default: 0] += 1
            guard shown[value ?? "", default: 0] <= (value == nil ? 2500 : 600) else { return nil }
            return FieldExample(text: turn.text, value: value)
        }
        let choice = try #require(ExampleChoice(values: values, examples: examples))
        var conversations = Score()
        var texts = Score()
        for conversation in dev.conversations {
            let wanted = Set(conversation.flatMap(\.intents)).subtracting(Self.acts)
            conversations.add(choice.choose(from: conversation.map(\.text)).value, wanted)
            for turn in conversation {
                texts.add(choice.choose(from: [turn.text]).value, Set(turn.intents).subtracting(Self.acts))
            }
        }
        print("fields, \(domain), intent of a conversation: \(conversations.words)")
        print("fields, \(domain), intent of a text: \(texts.words)")
        #expect(conversations.precision >= 0.85)
        #expect(conversations.recall >= 0.3)
        #expect(texts.precision >= 0.85)
    }

    /// - Parameter unlucky: fields that may be below the bar: 14 are measured, some on thirty conversations.
    @Test(arguments: zip(["media", "insurance"], [0, 1]))
    func `slots are filled where they are clear`(_ domain: String, unlucky: Int) throws {
        let folder = try #require(RealTexts.folder)
        let (train, dev) = (
            try RealConversations(domain, "train", in: folder),
            try RealConversations(domain, "dev", in: folder)
        )
        func wanted(_ slot: String, _ conversation: [RealConversations.Turn]) -> Set<String> {
            Set(conversation.flatMap(\.values).filter { $0.slot == slot }.map { $0.value.lowercased() })
        }
        let slots = Set(dev.turns.flatMap(\.values).map(\.slot)).sorted().filter { slot in
            dev.conversations.count { !wanted(slot, $0).isEmpty } >= Self.fewestConversations
        }
        var all = Score()
        var below: [String] = []
        for slot in slots {
            let span = try #require(ExampleSpan(examples: examples(of: slot, in: train)))
            var score = Score()
            for conversation in dev.conversations {
                score.add(span.find(in: conversation.map(\.text)).value, wanted(slot, conversation))
            }
            print("fields, \(domain), \(slot): \(score.words)")
            all = all + score
            if score.filled >= Self.fewestFilled, score.precision < Self.bar { below.append(slot) }
        }
        print("fields, \(domain), all \(slots.count) slots: \(all.words)")
        #expect(all.precision >= 0.9)
        #expect(all.recall >= 0.3)
        #expect(below.count <= unlucky, "\(below.joined(separator: ", "))")
    }

    private func examples(of slot: String, in train: RealConversations) -> [FieldExample] {
        var (with, without) = (0, 0)
        return train.turns.compactMap { turn in
            let value = turn.values.first { $0.slot == slot }?.value
            if value == nil { without += 1 } else { with += 1 }
            // Small talk is most of what has no value: every third text of those is enough.
            guard value == nil ? without <= 3600 && without % 3 == 0 : with <= 400 else { return nil }
            return FieldExample(text: turn.text, value: value)
        }
    }
}
