import CasewireStorage

/// Whether the model that is set answers: a hosted one is asked a short question, the built-in one must have learned the articles.
package struct ModelProbe: Sendable, Hashable {
    package enum Outcome: String, Sendable, Hashable {
        case answers
        /// It answers, or will, and something is to be known of it.
        case answersInPart = "answers_in_part"
        case fails
        /// There is nothing to look at yet.
        case idle
    }

    package let outcome: Outcome
    /// What was found.
    package let words: String
    /// What to do; nil where nothing is.
    package let fix: String?

    private init(_ outcome: Outcome, _ words: String, fix: String? = nil) {
        self.outcome = outcome
        self.words = words
        self.fix = fix
    }

    /// Asks, which costs a hosted model a turn without knowledge.
    package static func run(with services: Services) async throws -> ModelProbe {
        let agent = try await services.database.read { try $0.agentSettings() }
        return agent.model == .builtin
            ? try await builtin(services) : try await hosted(agent, connections: services.connections)
    }

    private static func builtin(_ services: Services) async throws -> ModelProbe {
        let now = services.clock.now()
        let (trained, version) = try await services.database.read {
            (try $0.newestTraining(), try $0.knowledgeVersion())
        }
        guard version > 0 else { return ModelProbe(.idle, "built in; there is nothing to learn yet") }
        guard let trained else {
            return ModelProbe(
                .answersInPart, "built in; it has not learned the articles yet", fix: patience)
        }
        let age = "learned \(words(now - trained.at)) ago"
        guard trained.version == version else {
            return ModelProbe(
                .answersInPart, "built in, \(age), before the newest change of the articles", fix: patience)
        }
        return ModelProbe(.answers, "built in, \(age)")
    }

    private static let patience =
        "It learns by itself while casewire serve runs; set-aside work says why where it does not."

    private static func hosted(_ agent: AgentSettings, connections: any Connections) async throws
        -> ModelProbe
    {
        let turn = Turn(
            organization: "", profile: "", history: [], newTexts: ["Hello"], found: [], threshold: 0.5,
            language: "en")
        do {
            let answer = try await connections.model(for: agent).decide(turn)
            return ModelProbe(.answers, "\(answer.model) answers")
        } catch LanguageModelFailure.unusable(let reason, _) {
            return ModelProbe(
                .answersInPart, "It answers, but not as it is asked: \(reason)",
                fix: "Try again; if it stays so, choose a model that keeps to JSON schemas.")
        } catch let failure as LanguageModelFailure {
            return ModelProbe(
                .fails, failure.words,
                fix:
                    "Correct its url, name, api_key or timeout_seconds under Settings, Agent; customers get a person meanwhile."
            )
        }
    }

    private static func words(_ age: Duration) -> String {
        let minutes = max(0, age.components.seconds / 60)
        switch minutes {
        case ..<60: return "\(minutes) min"
        case ..<2880: return "\(minutes / 60) h"
        default: return "\(minutes / 1440) days"
        }
    }
}
