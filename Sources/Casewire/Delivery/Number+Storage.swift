package import CasewireStorage
import Foundation

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
        let sealed: String? = try row["further"]
        further = try sealed.map { try Self.further(openedFrom: $0, vault: vault) } ?? [:]
        apiURL = try row["api_url"]
        autopilot = try row["autopilot"]
        assist = try row["assist"]
        optOutReplies = try row["opt_out_replies"]
        limit = TextLimit(units: try row["longest_text"], segments: try row["most_segments"])
        let thousandths: Int? = try row["segment_rate"]
        segmentsPerSecond = thousandths.map { Double($0) / 1000 }
    }

    private static func further(openedFrom sealed: String, vault: Vault) throws -> [String: Secret] {
        let text = try vault.open(sealed).value
        return try JSONDecoder().decode([String: String].self, from: Data(text.utf8)).mapValues { Secret($0) }
    }

    /// What else the provider needs, sealed as one; nil where there is nothing.
    func sealedFurther(_ vault: Vault) throws -> String? {
        guard !further.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(further.mapValues(\.value)), as: UTF8.self)
        return try vault.seal(Secret(text))
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
        let thousandths = number.segmentsPerSecond.map { Int(($0 * 1000).rounded()) }
        try execute(
            """
            INSERT INTO number (id, phone, provider, account, secret, further, api_url, autopilot, assist, opt_out_replies,
                longest_text, most_segments, segment_rate, created_at)
            VALUES (\(number.id), \(number.phone.e164), \(number.provider), \(number.account),
                \(try vault.seal(number.secret)), \(try number.sealedFurther(vault)), \(number.apiURL),
                \(number.autopilot), \(number.assist), \(number.optOutReplies), \(number.limit.units),
                \(number.limit.segments), \(thousandths), \(now))
            ON CONFLICT (phone) DO UPDATE SET provider = excluded.provider, account = excluded.account,
                secret = excluded.secret, further = excluded.further, api_url = excluded.api_url,
                autopilot = excluded.autopilot, assist = excluded.assist, opt_out_replies = excluded.opt_out_replies,
                longest_text = excluded.longest_text, most_segments = excluded.most_segments,
                segment_rate = excluded.segment_rate
            """)
        try dropTurnWithoutRate(of: number.phone)
        announce(.settings)
    }
}
