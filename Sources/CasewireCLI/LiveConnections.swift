import AsyncHTTPClient
import Casewire
import CasewireConnectors

/// The real outside systems, one connector for each configuration that is in use.
actor LiveConnections: Connections {
    private let client: HTTPClient
    private let clock: any WallClock
    private let vault: Vault
    private var hosted: (kind: AgentSettings.Model, endpoint: ModelEndpoint, model: HostedModel)?
    private var site: (settings: SiteKey, system: any CaseSystem)?

    /// What a connector is made of: when it changes, a new one is made and signs in anew.
    private struct SiteKey: Hashable {
        let url: String
        let identityURL: String?
        let signIn: CreatioSettings.SignIn
    }

    init(client: HTTPClient, clock: any WallClock, vault: Vault) {
        self.client = client
        self.clock = clock
        self.vault = vault
    }

    nonisolated var actions: any ActionCaller { ActionWire() }
    nonisolated var carriers: [CarrierDescription] { Carriers.descriptions }

    nonisolated func carrier(for number: Number) async throws -> any SMSProvider {
        Self.carrier(of: number.provider).provider(for: number, client: client)
    }

    nonisolated func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder {
        Self.carrier(of: provider).webhooks
    }

    private static func carrier(of kind: Number.ProviderKind) -> any Carrier {
        Carriers.find(kind) ?? UnknownCarrier(kind: kind)
    }

    nonisolated func pages(of host: String) -> any PageSource { PageFetch(host: host, client: client) }

    func model(for settings: AgentSettings) async throws -> any LanguageModel {
        let service: ModelService
        switch settings.model {
        case .builtin: return BuiltinModel()
        case .openai: service = .chatCompletions
        case .anthropic: service = .messages
        }
        guard let endpoint = try settings.endpoint?.opened(by: vault) else {
            throw LanguageModelFailure.unavailable(reason: "No endpoint is configured for the model.")
        }
        if let hosted, hosted.kind == settings.model, hosted.endpoint == endpoint { return hosted.model }
        let model = HostedModel(service, at: endpoint, client: client)
        hosted = (settings.model, endpoint, model)
        return model
    }

    func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem {
        let key = SiteKey(url: settings.url, identityURL: settings.identityURL, signIn: settings.signIn)
        if let site, site.settings == key { return site.system }
        let signIn: CreatioConnection.SignIn =
            switch settings.signIn {
            case .client(let id, let secret): .client(id: id, secret: secret)
            case .user(let name, let password): .user(name: name, password: password)
            }
        let connection = try CreatioConnection(
            url: settings.url, identityURL: settings.identityURL, signIn: signIn)
        let system = CreatioSite(connection: connection, client: client, clock: clock)
        site = (key, system)
        return system
    }
}
