import Casewire
import CasewireStorage

/// Whether the model that answers is there: a hosted one is asked a question, the built-in one must have learned the articles.
struct ModelCheck {
    let services: Services

    private static let link = "Model"

    func look() async -> [Finding] {
        do {
            let agent = try await services.database.read { try $0.agentSettings() }
            return [agent.model == .builtin ? try await builtin() : try await hosted(agent)]
        } catch {
            return [.failed(Self.link, "Its settings cannot be read: \(error)", fix: "See the database.")]
        }
    }

    private func builtin() async throws -> Finding {
        let now = services.clock.now()
        let (trained, version) = try await services.database.read {
            (try $0.newestTraining(), try $0.knowledgeVersion())
        }
        guard version > 0 else { return .skipped(Self.link, "built in; there is nothing to learn yet") }
        guard let trained else {
            return .warning(
                Self.link, "built in; it has not learned the articles yet",
                fix:
                    "It learns by itself while casewire serve runs; set-aside work says why where it does not."
            )
        }
        let age = "learned \(Self.words(now - trained.at)) ago"
        guard trained.version == version else {
            return .warning(
                Self.link, "built in, \(age), before the newest change of the articles",
                fix:
                    "It learns by itself while casewire serve runs; set-aside work says why where it does not."
            )
        }
        return .ok(Self.link, "built in, \(age)")
    }

    /// One short question, whose cost is that of a turn without knowledge.
    private func hosted(_ agent: AgentSettings) async throws -> Finding {
        let turn = Turn(
            organization: "", profile: "", history: [], newTexts: ["Hello"], found: [], threshold: 0.5,
            language: "en")
        do {
            let answer = try await services.connections.model(for: agent).decide(turn)
            return .ok(Self.link, "\(answer.model) answers")
        } catch LanguageModelFailure.unusable(let reason, _) {
            return .warning(
                Self.link, "It answers, but not as it is asked: \(reason)",
                fix: "Try again; if it stays so, choose a model that keeps to JSON schemas.")
        } catch let failure as LanguageModelFailure {
            return .failed(
                Self.link, failure.words,
                fix:
                    "Correct agent.model (url, name, api_key, timeout_seconds) in the setup file; customers get a person meanwhile."
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
