import CasewireStorage

/// What the agent would do with a question, looked at by a person; nothing of it is kept but what a hosted model took.
package struct TryKnowledge: Sendable {
    /// Characters of a question: a text of ten segments.
    package static let longestQuestion = 1600

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func ask(_ question: String) async throws -> TrialTurn {
        let read = try await services.database.read { snapshot in
            (
                agent: try snapshot.agentSettings(), organization: try snapshot.organization(),
                rules: try snapshot.knowledgeRules()
            )
        }
        return try await TrialTurn(
            String(question.prefix(Self.longestQuestion)),
            index: services.knowledge.index(in: services.database), organization: read.organization.name,
            language: read.organization.language, agent: read.agent, rules: read.rules, heedsMood: true,
            call: services.modelCall(for: read.agent))
    }

    /// How sure the agent must be, and what another threshold would gain and cost.
    package func standing() async throws -> Standing {
        let index = try await services.knowledge.index(in: services.database)
        let chosen = try await services.database.read { try $0.agentSettings().threshold }
        return Standing(chosen: chosen, calibrated: index.threshold, tradeOff: index.tradeOff)
    }

    package struct Standing: Sendable {
        /// Set by a person; nil where the calibrated one holds.
        package let chosen: Double?
        package let calibrated: Double
        package let tradeOff: TradeOff

        package var threshold: Double { chosen ?? calibrated }
    }

    /// - Parameter threshold: from 0 to 1; nil for the calibrated one.
    package func setThreshold(_ threshold: Double?) async throws {
        if let threshold, !(0...1).contains(threshold) {
            throw ArticleActions.Refusal.invalid(["The threshold is a number from 0 to 1."])
        }
        let now = services.clock.now()
        try await services.database.write { transaction in
            // As a setup that is applied at the same time.
            try transaction.hold("setup")
            var settings = try transaction.agentSettings()
            settings.threshold = threshold
            try transaction.save(settings, at: now)
        }
    }
}
