package import Casewire

/// A model that answers as it is told, and hands its questions over to be looked at.
package actor ScriptedModel: LanguageModel {
    package private(set) var turns: [Turn] = []
    private let answer: @Sendable (Turn) throws(LanguageModelFailure) -> ModelDecision
    /// Runs while the model thinks: what happens meanwhile.
    private var meanwhile: (@Sendable () async throws -> Void)?

    package init(
        _ answer: @escaping @Sendable (Turn) throws(LanguageModelFailure) -> ModelDecision = { turn in
            .reply("You asked: \(turn.newTexts.joined(separator: " "))", sources: [], confidence: 1)
        }
    ) {
        self.answer = answer
    }

    package func whileThinking(_ work: (@Sendable () async throws -> Void)?) { meanwhile = work }

    package func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        turns.append(turn)
        if let meanwhile {
            do { try await meanwhile() } catch { throw .unavailable(reason: "\(error)") }
        }
        return ModelAnswer(try answer(turn), model: "scripted")
    }

    package func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        HandoffNote(
            summary: "The customer wrote \(request.conversation.count) texts.", subject: "A matter",
            sentiment: .neutral, language: "en",
            fields: request.fields.map { FieldAnswer(column: $0.column, value: nil, reason: "Not asked.") })
    }
}
