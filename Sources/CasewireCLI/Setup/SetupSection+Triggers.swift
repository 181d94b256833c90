import Casewire

extension SetupSection {
    /// `{explicit_request: patient, frustration: none}`: levels of single triggers.
    func triggerLevels(_ key: String) -> TriggerLevels? {
        let keys = ["explicit_request", "no_answer", "frustration", "model_failed"]
        guard let section = section(key, keys: keys) else { return nil }
        return TriggerLevels(
            explicitRequest: section.word("explicit_request", as: HandoffLevel.self),
            noAnswer: section.word("no_answer", as: HandoffLevel.self),
            frustration: section.word("frustration", as: HandoffLevel.self),
            modelFailed: section.word("model_failed", as: HandoffLevel.self))
    }
}
