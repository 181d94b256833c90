package import CasewireStorage
import Foundation

/// An action as the database keeps it: its secret sealed beside it.
private struct StoredAction: Codable {
    let description: String
    let schema: ActionSchema
    let template: ActionTemplate
    let secretName: String?
    let timeoutSeconds: Double
    let allowsPrivateHost: Bool
    let isEnabled: Bool
}

extension Snapshot {
    /// All actions, by name.
    package func actions(openedBy vault: Vault) throws -> [HTTPAction] {
        try rows("SELECT * FROM action ORDER BY name").map { row in
            let (definition, sealed): (String, String?) = (try row["definition"], try row["secret"])
            let stored = try JSONDecoder().decode(StoredAction.self, from: Data(definition.utf8))
            var secret: HTTPAction.SecretHeader?
            if let name = stored.secretName, let sealed {
                secret = HTTPAction.SecretHeader(name: name, value: try vault.open(sealed))
            }
            return HTTPAction(
                name: try row["name"], description: stored.description, schema: stored.schema,
                template: stored.template, secret: secret, timeoutSeconds: stored.timeoutSeconds,
                allowsPrivateHost: stored.allowsPrivateHost, isEnabled: stored.isEnabled)
        }
    }
}

extension Transaction {
    package func save(_ action: HTTPAction, sealedBy vault: Vault, at now: Timestamp) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let stored = StoredAction(
            description: action.description, schema: action.schema, template: action.template,
            secretName: action.secret?.name, timeoutSeconds: action.timeoutSeconds,
            allowsPrivateHost: action.allowsPrivateHost, isEnabled: action.isEnabled)
        let definition = String(decoding: try encoder.encode(stored), as: UTF8.self)
        let sealed = try action.secret.map { try vault.seal($0.value) }
        try execute(
            """
            INSERT INTO action (name, definition, secret, updated_at)
            VALUES (\(action.name), \(definition), \(sealed), \(now))
            ON CONFLICT (name) DO UPDATE SET definition = excluded.definition, secret = excluded.secret,
                updated_at = excluded.updated_at
            """)
        announce(.settings)
    }

    /// False where there was none.
    package func removeAction(_ name: String) throws -> Bool {
        announce(.settings)
        return try execute("DELETE FROM action WHERE name = \(name)") > 0
    }
}
