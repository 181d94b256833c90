import CLibPQ

/// Where a PostgreSQL database is and how it is entered, as a URL says: `postgres://user:password@host:5432/name?sslmode=require`.
///
/// It prints without the password. What the URL leaves out comes from libpq: `PGPASSWORD`, `~/.pgpass`, its defaults.
package struct PostgresAddress: Sendable {
    /// Why a URL can't be used.
    package struct Unreadable: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    let url: String
    private let place: String

    /// Whether a text is meant as such a URL.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    package init(_ url: String) throws(Unreadable) {
        // libpq's own words for what is wrong quote the URL with its password, so they are not passed on.
        guard Self.isAddress(url), let options = PQconninfoParse(url, nil) else {
            throw Unreadable(
                description:
                    "it is no URL of PostgreSQL; write it such as postgres://casewire:PASSWORD@db.example.com:5432/casewire, with %-escapes for signs in the password"
            )
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        let host = values["host"].flatMap { $0.isEmpty ? nil : $0 } ?? "the local socket"
        let port = values["port"].map { ":" + $0 } ?? ""
        let name = values["dbname"].map { "database \($0)" } ?? "the user's own database"
        self.url = url
        place = "\(name) at \(host)\(port)"
    }

    /// How long the server lets a connection of ours take, in milliseconds, so that one that is stuck frees what it locks.
    static let limits = """
        SET statement_timeout = 30000; SET lock_timeout = 10000;
        SET idle_in_transaction_session_timeout = 60000; SET client_min_messages = warning
        """
}

extension PostgresAddress: CustomStringConvertible {
    package var description: String { place }
}
