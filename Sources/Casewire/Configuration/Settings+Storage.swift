package import CasewireStorage
import Foundation

extension Change {
    package static let settings = Change(topic: "settings", id: "")
}

extension Snapshot {
    package func organization() throws -> OrganizationSettings {
        try setting("organization", as: OrganizationSettings.self) ?? OrganizationSettings()
    }

    package func agentSettings() throws -> AgentSettings {
        try setting("agent", as: AgentSettings.self) ?? AgentSettings()
    }

    /// The Creatio connection, or nil where there is none: handoffs then go to the inbox alone.
    package func creatioSettings(openedBy vault: Vault) throws -> CreatioSettings? {
        try setting("creatio", as: StoredCreatio.self)?.opened(by: vault)
    }

    /// A kept document, decoded. Throws where a newer version wrote what this one cannot read.
    package func setting<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value? {
        guard let row = try rows("SELECT value FROM setting WHERE name = \(name)").first else { return nil }
        let text: String = try row["value"]
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

extension Transaction {
    package func save(_ organization: OrganizationSettings, at now: Timestamp) throws {
        try saveSetting("organization", organization, at: now)
    }

    package func save(_ agent: AgentSettings, at now: Timestamp) throws {
        try saveSetting("agent", agent, at: now)
    }

    package func save(_ creatio: CreatioSettings, sealedBy vault: Vault, at now: Timestamp) throws {
        try saveSetting("creatio", StoredCreatio(creatio, sealedBy: vault), at: now)
    }

    /// Keeps a document under its name. Returns whether it differs from what was kept.
    ///
    /// - Parameter isAnnounced: false for what changes often and nobody watches.
    @discardableResult
    package func saveSetting(
        _ name: String, _ value: some Encodable, at now: Timestamp, isAnnounced: Bool = true
    ) throws -> Bool {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        let changed = try execute(
            """
            INSERT INTO setting (name, value, updated_at) VALUES (\(name), \(text), \(now))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            WHERE setting.value <> excluded.value
            """)
        if changed > 0 && isAnnounced { announce(.settings) }
        return changed > 0
    }

    package func removeSetting(_ name: String) throws {
        try execute("DELETE FROM setting WHERE name = \(name)")
        announce(.settings)
    }
}

/// The connection as the database keeps it: secrets sealed.
private struct StoredCreatio: Codable {
    var url: String
    var identityURL: String?
    var clientID: String?
    var userName: String?
    var sealedSecret: String
    var cases: CreatioSettings.CaseMode
    var sealedWebhookToken: String
    var defaultOwner: String?
    var defaultGroup: String?
    var resolvedStatus: String?
    var origin: String
    var replies: CreatioSettings.Replies
    var fields: [CreatioSettings.Field]
    var connectedAt: Timestamp
    var dailyOperations: Int?
    var statuses: [CasePhase: String]?
    var mappings: [CaseMapping]?

    init(_ settings: CreatioSettings, sealedBy vault: Vault) throws {
        url = settings.url
        identityURL = settings.identityURL
        switch settings.signIn {
        case .client(let id, let secret):
            clientID = id
            sealedSecret = try vault.seal(secret)
        case .user(let name, let password):
            userName = name
            sealedSecret = try vault.seal(password)
        }
        cases = settings.cases
        sealedWebhookToken = try vault.seal(settings.webhookToken)
        defaultOwner = settings.defaultOwner
        defaultGroup = settings.defaultGroup
        resolvedStatus = settings.resolvedStatus
        origin = settings.origin
        replies = settings.replies
        fields = settings.fields
        connectedAt = settings.connectedAt
        dailyOperations = settings.dailyOperations
        statuses = settings.statuses
        mappings = settings.mappings
    }

    func opened(by vault: Vault) throws -> CreatioSettings {
        let secret = try vault.open(sealedSecret)
        let signIn: CreatioSettings.SignIn =
            if let clientID {
                .client(id: clientID, secret: secret)
            } else {
                .user(name: userName ?? "", password: secret)
            }
        var settings = CreatioSettings(
            url: url, identityURL: identityURL, signIn: signIn,
            webhookToken: try vault.open(sealedWebhookToken),
            connectedAt: connectedAt)
        settings.cases = cases
        settings.defaultOwner = defaultOwner
        settings.defaultGroup = defaultGroup
        settings.resolvedStatus = resolvedStatus
        settings.origin = origin
        settings.replies = replies
        settings.fields = fields
        settings.dailyOperations = dailyOperations
        settings.statuses = statuses ?? [:]
        settings.mappings = mappings ?? []
        return settings
    }
}
