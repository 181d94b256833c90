/// Asks a model, with the patience that a waiting customer has.
package struct ModelCall: Sendable {
    /// One try takes at most so long; there are two.
    static let timeout = Duration.seconds(20)
    static let tries = 2
    /// A customer waits at most so long for a decision, with all calls that lead to it.
    static let patience = Duration.seconds(45)

    let model: any LanguageModel
    let clock: any WallClock
    /// Counts what hosted models take, and keeps from asking one that is away; nil for the built-in one.
    let meter: ModelMeter?

    /// A model that nobody counts.
    package init(model: any LanguageModel, clock: any WallClock) {
        self.init(model: model, clock: clock, meter: nil)
    }

    init(model: any LanguageModel, clock: any WallClock, meter: ModelMeter?) {
        self.model = model
        self.clock = clock
        self.meter = meter
    }

    package func decide(_ turn: Turn) async throws -> ModelAnswer {
        try await decide(turn, until: clock.now() + Self.patience)
    }

    /// - Parameter deadline: when the customer's patience ends.
    func decide(_ turn: Turn, until deadline: Timestamp) async throws -> ModelAnswer {
        try await attempt({ try await model.decide(turn) }, usage: { $0.usage }, until: deadline)
    }

    package func describe(_ request: HandoffRequest) async throws -> HandoffNote {
        try await attempt(
            { try await model.describe(request) }, usage: { $0.usage }, until: clock.now() + Self.patience)
    }

    private func attempt<Answer: Sendable>(
        _ ask: @escaping @Sendable () async throws -> Answer, usage: (Answer) -> ModelUsage,
        until deadline: Timestamp
    ) async throws -> Answer {
        var last = LanguageModelFailure.unavailable(reason: "The model was not asked.")
        for _ in 0..<Self.tries {
            let left = min(Self.timeout, deadline - clock.now())
            guard left > .zero else { break }
            try await meter?.begin()
            do {
                let answer = try await withDeadline(left, ask)
                await meter?.answered(usage(answer))
                return answer
            } catch let failure as LanguageModelFailure {
                await meter?.failed(failure)
                last = failure
            }
        }
        throw last
    }

    private func withDeadline<Answer: Sendable>(
        _ left: Duration, _ ask: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await ask() }
            group.addTask {
                try await clock.sleep(until: clock.now() + left)
                throw LanguageModelFailure.unavailable(
                    reason: "The model did not answer within \(left.components.seconds) seconds.")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}

extension Services {
    /// The model of these settings, ready to be asked.
    func modelCall(for agent: AgentSettings) async throws -> ModelCall {
        let model = try await connections.model(for: agent)
        guard agent.model != .builtin, let endpoint = try agent.endpoint?.opened(by: vault) else {
            return ModelCall(model: model, clock: clock)
        }
        return ModelCall(
            model: model, clock: clock,
            meter: ModelMeter(
                endpoint: endpoint, database: database, clock: clock, random: random))
    }
}
