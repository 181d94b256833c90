import AsyncHTTPClient
import Casewire
import CasewireConnectors
import NIOCore

/// Runs labelled messages past one model.
struct ModelTrial {
    let index: KnowledgeIndex
    /// Titles by the articles' ids.
    let titles: [Article.ID: String]
    let agent: AgentSettings
    let organization: OrganizationSettings
    let trainingSeconds: Double

    init(
        articles: [Article], index: KnowledgeIndex, agent: AgentSettings, organization: OrganizationSettings,
        trainingSeconds: Double
    ) {
        self.index = index
        titles = Dictionary(articles.map { ($0.id, $0.title) }) { first, _ in first }
        self.agent = agent
        self.organization = organization
        self.trainingSeconds = trainingSeconds
    }

    var threshold: Double { agent.threshold ?? index.threshold }

    /// The built-in model, whose best answer is looked up without what is said around it.
    ///
    /// - Parameter neverHandsOff: always takes the best answer.
    func builtin(_ rows: [LabelledText], neverHandsOff: Bool) -> EvaluationReport {
        var evaluation = Evaluation()
        let clock = ContinuousClock()
        let started = clock.now
        for row in rows {
            let best = index.matches(for: row.text, limit: 1).first
            let isAnswered =
                neverHandsOff
                || ((best?.score ?? 0) >= threshold && !PersonRequest.isExplicit(row.text)
                    && Topics.matched(agent.topics, in: row.text).isEmpty)
            evaluation.add(
                label: row.label, answer: isAnswered ? best?.title : nil,
                best: best.map { ($0.title, $0.score) })
        }
        return EvaluationReport(
            model: BuiltinModel.name, evaluation: evaluation, trainingSeconds: trainingSeconds,
            answerMilliseconds: Self.milliseconds(clock.now - started) / Double(rows.count))
    }

    /// A hosted model, asked as in a turn: what it cites is its answer, and whoever is not answered is handed off.
    func hosted(_ rows: [LabelledText], kind: AgentSettings.Model, at endpoint: ModelEndpoint) async throws
        -> EvaluationReport
    {
        let configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(120)))
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let model = HostedModel(
                kind == .anthropic ? .messages : .chatCompletions, at: endpoint, client: client)
            let report = try await report(rows, of: model, at: endpoint)
            try await client.shutdown()
            return report
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    func report(_ rows: [LabelledText], of model: any LanguageModel, at endpoint: ModelEndpoint)
        async throws -> EvaluationReport
    {
        var evaluation = Evaluation()
        var hosted = EvaluationReport.Hosted()
        let call = ModelCall(model: model, clock: SystemClock())
        let clock = ContinuousClock()
        let started = clock.now
        for row in rows {
            let trial = try await TrialTurn(
                row.text, index: index, organization: organization.name, language: organization.language,
                agent: agent, call: call)
            if case .failed = trial.outcome { hosted.failures += 1 }
            hosted.usage = ModelUsage(
                inputTokens: hosted.usage.inputTokens + trial.usage.inputTokens,
                outputTokens: hosted.usage.outputTokens + trial.usage.outputTokens)
            let (answer, confidence) = answer(of: trial.outcome, wanted: row.label)
            evaluation.add(
                label: row.label, answer: answer,
                best: answer.flatMap { title in confidence.map { (title, $0) } })
        }
        hosted.costMicros = endpoint.costMicros(of: hosted.usage)
        return EvaluationReport(
            model: endpoint.name, evaluation: evaluation, trainingSeconds: nil,
            answerMilliseconds: Self.milliseconds(clock.now - started) / Double(rows.count), hosted: hosted)
    }

    /// The title of the wanted article where it is among those cited, else that of the first; nil for a handoff.
    private func answer(of outcome: TrialTurn.Outcome, wanted: String) -> (String?, Double?) {
        switch outcome {
        case .answered(_, let sources, let confidence):
            let cited = sources.compactMap { titles[$0] }
            return (cited.contains(wanted) ? wanted : cited.first ?? "words of its own", confidence)
        case .silent: return ("silence", nil)
        case .needsPerson, .failed: return (nil, nil)
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
    }
}
