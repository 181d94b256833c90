/// The outside systems, looked up by their configuration, since numbers, models and Creatio are set up while the program runs.
package protocol Connections: Sendable {
    func carrier(for number: Number) async throws -> any SMSProvider
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder
    func model(for settings: AgentSettings) async throws -> any LanguageModel
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem
}
