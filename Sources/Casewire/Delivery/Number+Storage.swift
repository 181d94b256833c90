package import CasewireStorage

extension Number {
    init(row: Row, vault: Vault) throws {
        let phone: String = try row["phone"]
        guard let phone = PhoneNumber(e164: phone) else {
            throw UnreadableRow(table: "number", column: "phone")
        }
        id = try row["id"]
        self.phone = phone
        provider = try row["provider"]
        account = try row["account"]
        secret = try vault.open(try row["secret"])
        apiURL = try row["api_url"]
        autopilot = try row["autopilot"]
    }
}

/// A row that this program cannot have written.
package struct UnreadableRow: Error, CustomStringConvertible {
    package let table: String
    package let column: String
    package var description: String { "The database holds an unreadable \(column) in \(table)." }
}

extension Snapshot {
    package func number(_ id: Number.ID, vault: Vault) throws -> Number? {
        try rows("SELECT * FROM number WHERE id = \(id)").first.map { try Number(row: $0, vault: vault) }
    }

    package func number(_ phone: PhoneNumber, vault: Vault) throws -> Number? {
        try rows("SELECT * FROM number WHERE phone = \(phone.e164)").first.map {
            try Number(row: $0, vault: vault)
        }
    }

    package func numbers(vault: Vault) throws -> [Number] {
        try rows("SELECT * FROM number ORDER BY created_at, phone").map { try Number(row: $0, vault: vault) }
    }
}

extension Transaction {
    /// Keeps a number under its phone number, with its secret sealed.
    package func save(_ number: Number, vault: Vault, at now: Timestamp) throws {
        try execute(
            """
            INSERT INTO number (id, phone, provider, account, secret, api_url, autopilot, created_at)
            VALUES (\(number.id), \(number.phone.e164), \(number.provider), \(number.account),
                \(try vault.seal(number.secret)), \(number.apiURL), \(number.autopilot), \(now))
            ON CONFLICT (phone) DO UPDATE SET provider = excluded.provider, account = excluded.account,
                secret = excluded.secret, api_url = excluded.api_url, autopilot = excluded.autopilot
            """)
        announce(.settings)
    }

    /// Records whether texts to a number reach us.
    package func saveConnection(of number: Number.ID, obstacle: String?, at now: Timestamp) throws {
        try execute(
            "UPDATE number SET connection_note = \(obstacle), connected_at = \(now) WHERE id = \(number)")
        announce(.settings)
    }
}
