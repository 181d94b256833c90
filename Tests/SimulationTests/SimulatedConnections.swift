import Casewire

/// The outside as one process reaches it.
struct SimulatedConnections: Connections {
    let line: any SMSProvider
    let way: any CaseSystem
    let model: any LanguageModel

    func carrier(for number: Number) async throws -> any SMSProvider { line }
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder { NoWebhooks() }
    func model(for settings: AgentSettings) async throws -> any LanguageModel { model }
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem { way }
}

/// Webhooks are handed over as values here, so only the words of errors are asked for.
private struct NoWebhooks: WebhookDecoder {
    private struct Verifier: WebhookVerifier {
        func isGenuine(signature: String, url: String, body: [UInt8], contentType: String?) -> Bool { false }
    }

    func verifier(secret: Secret) -> any WebhookVerifier { Verifier() }
    func inboundText(from form: FormBody) -> InboundText? { nil }
    func receipt(from form: FormBody, query: FormBody) -> Receipt? { nil }
    func account(in form: FormBody) -> String? { nil }
    func words(forErrorCode code: String) -> String { "Code \(code)." }
}

/// A model that answers with the marks of the texts it was asked, or not at all.
struct SimulatedModel: LanguageModel {
    let chance: Chance
    let trouble: Double
    let crossings: Crossings
    let life: Life

    func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer {
        try await cross("model")
        let marks = turn.newTexts.flatMap(Marks.all).joined(separator: " ")
        let decision: ModelDecision =
            switch chance.below(20) {
            case 0: .silent
            case 1: .resolve("Glad that is settled. \(marks)")
            case 2, 3, 4: .cannotAnswer
            default: .reply("Here is the answer to \(marks)", sources: [], confidence: 1)
            }
        try await cross("model answered")
        return ModelAnswer(decision, model: "simulated")
    }

    func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote {
        try await cross("model")
        return HandoffNote(
            summary: "The customer wrote.", subject: "A matter", sentiment: .neutral, language: "en",
            fields: [])
    }

    private func cross(_ name: String) async throws(LanguageModelFailure) {
        do { try await crossings.cross(.beforeCall, name, of: life) } catch {
            throw .unavailable(reason: "The process died.")
        }
        if chance.happens(trouble) { throw .unavailable(reason: "503") }
    }
}

/// Words by which a text is told from all others wherever it turns up: `q12`, `r3`, `o7`.
enum Marks {
    /// - Returns: the marks in a text, in their order.
    static func all(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.filter { word in
            guard let first = word.first, "qro".contains(first), word.count > 1 else { return false }
            return word.dropFirst().allSatisfy(\.isNumber)
        }.map(String.init)
    }
}
