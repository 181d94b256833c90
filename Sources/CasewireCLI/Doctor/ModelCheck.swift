import Casewire

/// Whether the model that answers is there.
struct ModelCheck {
    let services: Services

    private static let link = "Model"

    func look() async -> [Finding] {
        do {
            let trial = try await ModelProbe.run(with: services)
            switch trial.outcome {
            case .answers: return [.ok(Self.link, trial.words)]
            case .idle: return [.skipped(Self.link, trial.words)]
            case .answersInPart: return [.warning(Self.link, trial.words, fix: trial.fix ?? "")]
            case .fails: return [.failed(Self.link, trial.words, fix: trial.fix ?? "")]
            }
        } catch {
            return [.failed(Self.link, "Its settings cannot be read: \(error)", fix: "See the database.")]
        }
    }
}
