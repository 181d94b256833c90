package import CasewireStorage

extension APIKey {
    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        role = try row["role"]
        createdAt = try row["created_at"]
        revokedAt = try row["revoked_at"]
    }
}

extension Change {
    package static let keys = Change(topic: "keys", id: "")
}

extension Snapshot {
    /// The key behind a token; nil when there is none or it was revoked.
    package func apiKey(token: String) throws -> APIKey? {
        try rows("SELECT * FROM api_key WHERE digest = \(SecretToken.digest(token)) AND revoked_at IS NULL")
            .first
            .map(APIKey.init(row:))
    }

    package func apiKeys() throws -> [APIKey] {
        try rows("SELECT * FROM api_key ORDER BY created_at, name LIMIT 1000").map(APIKey.init(row:))
    }
}

extension Transaction {
    /// Keeps a key under its name.
    ///
    /// A name that is taken gets the new token and role, and is no longer revoked: a setup file says what holds. False when
    /// nothing changed, or another name has this token.
    @discardableResult
    package func saveKey(
        named name: String, role: Operator.Role, token: Secret, id: APIKey.ID, at now: Timestamp
    ) throws -> Bool {
        let digest = SecretToken.digest(token.value)
        guard try rows("SELECT 1 AS yes FROM api_key WHERE digest = \(digest) AND name <> \(name)").isEmpty
        else {
            return false
        }
        let changed = try execute(
            """
            INSERT INTO api_key (id, name, digest, role, created_at)
            VALUES (\(id), \(name), \(digest), \(role), \(now))
            ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, role = excluded.role, revoked_at = NULL
            WHERE api_key.digest <> excluded.digest OR api_key.role <> excluded.role
                OR api_key.revoked_at IS NOT NULL
            """)
        if changed > 0 { announce(.keys) }
        return changed > 0
    }

    /// Ends a key for good. False when there is no such key in use.
    package func revokeKey(named name: String, at now: Timestamp) throws -> Bool {
        let revoked = try execute(
            "UPDATE api_key SET revoked_at = \(now) WHERE name = \(name) AND revoked_at IS NULL")
        if revoked > 0 { announce(.keys) }
        return revoked > 0
    }
}
