import Casewire

/// The outside as one process reaches it.
struct SimulatedConnections: Connections {
    let line: any SMSProvider
    let way: any CaseSystem
    let model: any LanguageModel

    var carriers: [CarrierDescription] {
        [CarrierDescription(kind: .twilio, name: "Simulated", fields: [], limit: .usual, listsTexts: true)]
    }

    /// Nothing is declared in a simulated world, so nothing is called.
    var actions: any ActionCaller { NoActions() }

    func carrier(for number: Number) async throws -> any SMSProvider { line }
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder { NoWebhooks() }
    func model(for settings: AgentSettings) async throws -> any LanguageModel { model }
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem { way }
}

private struct NoActions: ActionCaller {
    func call(_ request: ActionRequest) async throws(ActionFailure) -> ActionAnswer {
        throw .notSent(reason: "Nobody is there.")
    }
}

/// Webhooks are handed over as values here, so only the words of errors are asked for.
private struct NoWebhooks: WebhookDecoder {
    var methods: Set<String> { [] }

    func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        throw UnreadableWebhook("Nobody calls here.")
    }

    func isGenuine(_ call: WebhookCall, for number: Number) -> Bool { false }

    /// The carrier answers what it knows, as Twilio does on a long code.
    func answers(_ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind) -> Bool {
        ["STOP", "START", "HELP"].contains(body.uppercased())
    }

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
