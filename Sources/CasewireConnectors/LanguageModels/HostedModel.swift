package import AsyncHTTPClient
package import Casewire

/// A model that is asked over the network, through OpenAI's or Anthropic's interface.
///
/// What it answers is held to a schema and looked at again here: anything else is `unusable`, and the caller decides. It keeps
/// nothing but what it learned of the endpoint's manners, such as which way of asking for JSON it takes.
package struct HostedModel: LanguageModel {
    private let endpoint: ModelEndpoint
    private let wire: ModelWire
    private let service: any ModelDialect

    /// - Parameter client: must not follow redirects.
    package init(_ service: ModelService, at endpoint: ModelEndpoint, client: HTTPClient) {
        self.endpoint = endpoint
        wire = ModelWire(client: client, timeout: .milliseconds(Int(endpoint.timeoutSeconds * 1000)))
        self.service =
            switch service {
            case .chatCompletions: ChatCompletions(endpoint: endpoint)
            case .messages: AnthropicMessages(endpoint: endpoint)
            }
    }

    package func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        let prompt = TurnPrompt(turn, contextTokens: endpoint.contextTokens)
        let raw = try await service.answer(to: prompt.question, over: wire)
        guard raw.calls.isEmpty else {
            return ModelAnswer(.call(raw.calls), model: endpoint.name, usage: raw.usage)
        }
        do {
            let decision = try DecisionReading.decision(
                in: raw.content, turn: turn, passages: prompt.passages)
            let confidence = ModelConfidence(
                instructions: prompt.question.instructions, key: endpoint.key,
                published: prompt.passages.map(\.passage))
            if case .reply(let text, _, _) = decision { try confidence.keep(text) }
            if case .resolve(let text?) = decision { try confidence.keep(text) }
            return ModelAnswer(decision, model: endpoint.name, usage: raw.usage)
        } catch {
            throw .unusable(reason: error.words, usage: raw.usage)
        }
    }

    package func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        let prompt = NotePrompt(request, contextTokens: endpoint.contextTokens)
        let raw = try await service.answer(to: prompt.question, over: wire)
        guard let note = NoteReading(raw.content, request: request, usage: raw.usage).note else {
            throw .unusable(reason: "The model's note does not keep to its schema.", usage: raw.usage)
        }
        let confidence = ModelConfidence(
            instructions: prompt.question.instructions, key: endpoint.key,
            published: request.conversation.map(\.text))
        do {
            for text in [note.summary, note.subject] + note.fields.map(\.reason) { try confidence.keep(text) }
        } catch {
            throw .unusable(reason: error.words, usage: raw.usage)
        }
        return note
    }
}

/// How one interface is spoken.
protocol ModelDialect: Sendable {
    func answer(to question: ModelQuestion, over wire: ModelWire) async throws(LanguageModelFailure)
        -> RawModelAnswer
}
