import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// What `serve` is started with: `CASEWIRE_*` variables, each also a flag, which wins.
struct Settings: Sendable {
    var listen = ListenAddress(host: "127.0.0.1", port: 8080)
    /// Without a slash at the end.
    var publicURL: String
    /// A file, or `postgres://…`, which may hold a password: it isn't printed.
    var database = "casewire.db"
    /// What DATABASE says, where it is on a PostgreSQL server.
    var postgres: PostgresAddress?
    var keyFile: String
    var setup: String?
    var logLevel = "info"
    var logFormat = LogFormat.text
    /// Addresses of proxies in front, whose `X-Forwarded-For` is believed.
    var trustedProxies: Set<String> = []

    enum LogFormat: String, Sendable, CaseIterable { case text, json }

    /// Flags that stand for the variables.
    struct Flags: ParsableArguments {
        @Option(help: "Address and port to listen on (CASEWIRE_LISTEN).")
        var listen: String?
        @Option(
            help:
                "How the outside reaches this server, such as https://support.example.com (CASEWIRE_PUBLIC_URL)."
        )
        var publicUrl: String?
        @Option(help: "The database file, or postgres://… (CASEWIRE_DATABASE).")
        var database: String?
        @Option(help: "The key that seals secrets; made on first start (CASEWIRE_KEY_FILE).")
        var keyFile: String?
        @Option(help: "A setup file that is applied at start (CASEWIRE_SETUP).")
        var setup: String?
        @Option(help: "trace, debug, info, notice, warning, error or critical (CASEWIRE_LOG_LEVEL).")
        var logLevel: String?
        @Option(help: "text or json (CASEWIRE_LOG_FORMAT).")
        var logFormat: String?
        @Option(help: "Addresses of proxies in front, separated by commas (CASEWIRE_TRUSTED_PROXIES).")
        var trustedProxies: String?

        /// What was given, by the variable it stands for.
        var given: [String: String] {
            let flags = [
                "LISTEN": listen, "PUBLIC_URL": publicUrl, "DATABASE": database, "KEY_FILE": keyFile,
                "SETUP": setup,
                "LOG_LEVEL": logLevel, "LOG_FORMAT": logFormat, "TRUSTED_PROXIES": trustedProxies,
            ]
            return flags.compactMapValues { $0 }
        }
    }

    /// Reads flags, by the variable each stands for, and variables. Throws every problem together.
    init(flags: [String: String], environment: [String: String]) throws {
        func value(_ name: String) -> String? {
            let text = flags[name] ?? environment["CASEWIRE_\(name)"]
            return text?.isEmpty ?? true ? nil : text
        }
        var problems: [String] = []
        if let listen = value("LISTEN") {
            if let address = ListenAddress(listen) {
                self.listen = address
            } else {
                problems.append("LISTEN is “\(listen)”; write HOST:PORT, such as 127.0.0.1:8080.")
            }
        }
        publicURL = "http://\(self.listen.host):\(self.listen.port)"
        if let url = value("PUBLIC_URL") {
            if let parts = URL(string: url), ["http", "https"].contains(parts.scheme), parts.host != nil,
                parts.query == nil
            {
                publicURL = url.hasSuffix("/") ? String(url.dropLast()) : url
            } else {
                problems.append("PUBLIC_URL is “\(url)”; write it such as https://support.example.com.")
            }
        }
        if let database = value("DATABASE") { self.database = database }
        if PostgresAddress.isAddress(database) {
            do throws(PostgresAddress.Unreadable) {
                postgres = try PostgresAddress(database)
            } catch {
                problems.append("DATABASE begins like PostgreSQL's, but \(error).")
            }
        }
        keyFile = value("KEY_FILE") ?? (PostgresAddress.isAddress(database) ? "casewire" : database) + ".key"
        setup = value("SETUP")
        if let setup, !FileManager.default.isReadableFile(atPath: setup) {
            problems.append("SETUP names “\(setup)”, which cannot be read.")
        }
        if let level = value("LOG_LEVEL") {
            logLevel = level
            if !Self.logLevels.contains(level) {
                problems.append(
                    "LOG_LEVEL is “\(level)”; choose one of \(Self.logLevels.joined(separator: ", ")).")
            }
        }
        if let format = value("LOG_FORMAT") {
            if let known = LogFormat(rawValue: format) {
                logFormat = known
            } else {
                problems.append("LOG_FORMAT is “\(format)”; choose text or json.")
            }
        }
        if let proxies = value("TRUSTED_PROXIES") {
            trustedProxies = Set(
                proxies.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        for name in environment.keys.sorted() where name.hasPrefix("CASEWIRE_") {
            if !Self.variables.contains(String(name.dropFirst("CASEWIRE_".count))) {
                problems.append("\(name) is not a variable that Casewire knows.")
            }
        }
        guard problems.isEmpty else { throw SettingsProblems(problems: problems) }
    }

    private static let logLevels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
    private static let variables: Set<String> = [
        "LISTEN", "PUBLIC_URL", "DATABASE", "KEY_FILE", "SETUP", "LOG_LEVEL", "LOG_FORMAT",
        "TRUSTED_PROXIES", "TEST_DATA",
    ]
}

/// All that is wrong with the configuration, a line each.
struct SettingsProblems: Error, CustomStringConvertible {
    let problems: [String]

    var description: String {
        let count = problems.count == 1 ? "a problem" : "\(problems.count) problems"
        return "The configuration has \(count), so nothing was started:\n"
            + problems.map { "  - \($0)" }.joined(separator: "\n")
    }
}

/// `HOST:PORT`, with IPv6 hosts in brackets.
struct ListenAddress: Sendable, Hashable {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        let host = text[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard !host.isEmpty else { return nil }
        self.host = host
        self.port = port
    }
}
