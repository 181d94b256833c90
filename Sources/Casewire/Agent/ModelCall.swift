/// Asks a model, with the patience that a waiting customer has.
package struct ModelCall: Sendable {
    /// One try takes at most so long; there are two.
    static let timeout = Duration.seconds(20)
    static let tries = 2

    let model: any LanguageModel
    let clock: any WallClock

    package func decide(_ turn: Turn) async throws -> ModelAnswer {
        try await attempt { try await model.decide(turn) }
    }

    package func describe(_ request: HandoffRequest) async throws -> HandoffNote {
        try await attempt { try await model.describe(request) }
    }

    private func attempt<Answer: Sendable>(_ ask: @escaping @Sendable () async throws -> Answer) async throws
        -> Answer
    {
        var last = LanguageModelFailure.unavailable(reason: "The model was not asked.")
        for _ in 0..<Self.tries {
            do {
                return try await withDeadline(ask)
            } catch let failure as LanguageModelFailure {
                last = failure
            }
        }
        throw last
    }

    private func withDeadline<Answer: Sendable>(_ ask: @escaping @Sendable () async throws -> Answer)
        async throws
        -> Answer
    {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await ask() }
            group.addTask {
                try await clock.sleep(until: clock.now() + Self.timeout)
                throw LanguageModelFailure.unavailable(reason: "The model did not answer within 20 seconds.")
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
