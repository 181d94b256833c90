/// The outside systems, looked up by their configuration, since numbers, models and Creatio are set up while the program runs.
package protocol Connections: Sendable {
    /// The kinds of carrier that this program speaks with.
    var carriers: [CarrierDescription] { get }
    func carrier(for number: Number) async throws -> any SMSProvider
    func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder
    func model(for settings: AgentSettings) async throws -> any LanguageModel
    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem
    /// A website, of which articles are made.
    func pages(of host: String) -> any PageSource
    var actions: any ActionCaller { get }
}

extension Connections {
    package func pages(of host: String) -> any PageSource { NoPages() }

    package func carrier(of kind: Number.ProviderKind) -> CarrierDescription? {
        carriers.first { $0.kind == kind }
    }
}
