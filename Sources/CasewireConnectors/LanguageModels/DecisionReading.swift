import Casewire

/// Reads a model's decision, and believes nothing that its schema or the passages do not bear out.
enum DecisionReading {
    struct Problem: Error, Sendable, Hashable {
        let words: String
    }

    private enum Word: String, CaseIterable {
        case reply, cannotAnswer = "cannot_answer", handOff = "hand_off", resolve, silent
    }

    /// Why a person is needed, as far as a model can say.
    private static let reasons: [HandoffReason] = [
        .userRequested, .frustration, .insufficientTools, .instructions, .prohibitedTopic,
    ]
    /// A longer text is no answer by text message.
    private static let longestText = 1600

    /// The rules ask for 300 characters; so many more are let be.
    private static let askedText = 480
    private static let mostSources = 5

    /// - Parameter passages: how many are shown; only those can be cited.
    static func schema(passages: Int) -> JSONValue {
        var source: [String: JSONValue] = ["type": .text("integer")]
        if passages > 0 { source["enum"] = .list((1...passages).map { .integer(Int64($0)) }) }
        return .object([
            "type": .text("object"),
            "additionalProperties": .flag(false),
            "required": .list(["decision", "text", "sources", "confidence", "reason"].map { .text($0) }),
            "properties": .object([
                "decision": choice(of: Word.allCases.map(\.rawValue)),
                "text": .boundedText(askedText),
                "sources": .object([
                    "type": .text("array"), "items": .object(source),
                    "maxItems": .integer(Int64(passages > 0 ? mostSources : 0)),
                ]),
                "confidence": .object(["type": .text("number")]),
                "reason": choice(of: reasons.map(\.rawValue) + ["none"]),
            ]),
        ])
    }

    static func choice(of words: [String]) -> JSONValue {
        .object(["type": .text("string"), "enum": .list(words.map { .text($0) })])
    }

    /// - Parameter passages: those that the model was shown, in the order of their numbers.
    static func decision(
        in answer: JSONValue, turn: Turn, passages: [KnowledgeMatch]
    ) throws(Problem) -> ModelDecision {
        guard let word = answer["decision"]?.text.flatMap(Word.init(rawValue:)) else {
            throw Problem(words: "The model's decision is none of those it may take.")
        }
        let text = (answer["text"]?.text ?? "").trimmed
        guard text.count <= longestText else { throw Problem(words: "The model's text is too long.") }
        // A text that ends where the schema ends it did not come to its own end.
        guard answer["text"]?.text?.unicodeScalars.count != askedText else {
            throw Problem(words: "The model's text was cut off.")
        }
        switch word {
        case .cannotAnswer: return .cannotAnswer
        case .silent: return isAsked(turn) ? .cannotAnswer : .silent
        case .resolve: return isAsked(turn) ? .cannotAnswer : .resolve(text.isEmpty ? nil : text)
        case .handOff:
            let reason = answer["reason"]?.text.flatMap(HandoffReason.init(rawValue:))
            return .handOff(reason.flatMap { reasons.contains($0) ? $0 : nil } ?? .userRequested)
        case .reply:
            guard !text.isEmpty else { throw Problem(words: "The model's reply is empty.") }
            let words = Words(text).clauses
            // A greeting is answered with one.
            guard !turn.newTexts.contains(where: { SmallTalk($0) == nil && Words($0).clauses == words })
            else {
                throw Problem(words: "The model's reply is the customer's own text.")
            }
            return try reply(text, answer, turn: turn, passages: passages)
        }
    }

    /// Whether silence, or a last word that rests on nothing, would leave a customer without an answer who asks for one.
    private static func isAsked(_ turn: Turn) -> Bool {
        OpenMatter.isRaised(by: turn.newTexts, after: turn.history)
            || (turn.found.first?.score ?? 0) >= turn.threshold
    }

    private static func reply(
        _ text: String, _ answer: JSONValue, turn: Turn, passages: [KnowledgeMatch]
    ) throws(Problem) -> ModelDecision {
        var cited: [Article.ID] = []
        for source in answer["sources"]?.list ?? [] {
            guard let number = source.integer, passages.indices.contains(number - 1) else {
                throw Problem(words: "The model cites a passage that it was not shown.")
            }
            let article = passages[number - 1].article
            if !cited.contains(article) { cited.append(article) }
        }
        let confidence: Double =
            switch answer["confidence"] {
            case .number(let value)?: min(1, max(0, value))
            case .integer(let value)?: value >= 1 ? 1 : 0
            default: 0.5
            }
        // What rests on nothing is an answer only to small talk, or is a question back.
        let isSmallTalk = turn.newTexts.allSatisfy { SmallTalk($0) != nil }
        guard !cited.isEmpty || turn.hasAnswers || isSmallTalk || text.hasSuffix("?") else {
            return .cannotAnswer
        }
        guard confidence >= turn.threshold || isSmallTalk else { return .cannotAnswer }
        return .reply(text, sources: cited, confidence: confidence)
    }
}
