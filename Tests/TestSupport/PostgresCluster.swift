import CasewireStorage
import Dispatch
import Foundation
import Testing

/// A PostgreSQL server of this test process alone, started with the first test that wants one.
///
/// It keeps nothing: no flush, a folder below the temporary one, a Unix socket instead of a port. A shell that started it
/// waits for the end of this process, however that ends, then stops it and removes the folder.
package actor PostgresCluster {
    package static let shared = PostgresCluster()

    /// Whether the programs of a server are on this machine.
    package static let isInstalled = programs != nil

    /// Tests that have a database at one time; each has a few connections.
    private static let places = 40
    static let connectionsEach = 3

    private struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// What the server's shell was given to read; closed with this process.
    private var lifeline: Pipe?
    private var starting: Task<String, any Error>?
    private var admin: PostgresDatabase?
    private var made = 0
    private var free = places
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// The URL of an empty schema that nothing else uses.
    package func makeURL() async throws -> String {
        guard Self.isInstalled else {
            try Test.cancel("PostgreSQL isn't installed: apt-get install postgresql")
        }
        let folder = try await folder()
        made += 1
        let name = "test_\(made)"
        if admin == nil {
            admin = try await PostgresDatabase(
                try PostgresAddress(Self.url(folder)), connections: 2, hearsOthers: false)
        }
        try await admin?.write { try $0.execute("CREATE SCHEMA \(raw: name)") }
        return Self.url(folder) + "&options=-csearch_path%3D\(name)"
    }

    private static func url(_ folder: String) -> String {
        "postgres://casewire@/postgres?host=\(folder)"
    }

    // MARK: - Places

    /// Waits until few enough tests use the server.
    fileprivate func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    fileprivate nonisolated func leave() {
        Task { await self.letNextIn() }
    }

    private func letNextIn() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    // MARK: - The server

    private func folder() async throws -> String {
        if let starting { return try await starting.value }
        let lifeline = Pipe()
        self.lifeline = lifeline
        let task = Task { try await Self.start(lifeline) }
        starting = task
        return try await task.value
    }

    private static func start(_ lifeline: Pipe) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", script, "casewire-test-postgres", programs ?? ""]
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        let said = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Self.words(of: output.fileHandleForReading))
            }
        }
        guard let ready = said.split(separator: "\n").first(where: { $0.hasPrefix(readyWord) }) else {
            throw NotStarted(description: "PostgreSQL could not be started:\n\(said)")
        }
        return String(ready.dropFirst(readyWord.count))
    }

    private static let readyWord = "ready "

    /// What the shell says until it is ready, or until it ends.
    private static func words(of file: FileHandle) -> String {
        var words = ""
        while true {
            let data = file.availableData
            words += String(decoding: data, as: UTF8.self)
            let isReady =
                words.hasSuffix("\n") && words.split(separator: "\n").last?.hasPrefix(readyWord) == true
            if data.isEmpty || isReady { return words }
        }
    }

    /// The folder of the newest server's programs.
    private static let programs: String? = {
        let files = FileManager.default
        let top = "/usr/lib/postgresql"
        let debian = ((try? files.contentsOfDirectory(atPath: top)) ?? [])
            .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(top)/\($0)/bin" }
        return (debian + ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"])
            .first { files.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// Starts a server, says where, and stops it when there is nothing more to read.
    private static let script = #"""
        exec 2>&1
        trap "" INT TERM HUP
        programs=$1
        folder=$(mktemp -d "${TMPDIR:-/tmp}/casewire-test-postgres-XXXXXX") || exit 1
        as=()
        if [ "$(id -u)" -eq 0 ]; then
            # PostgreSQL refuses to run as root.
            chown postgres "$folder"
            as=(setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$folder")
        fi
        cd "$folder" || exit 1
        make=("${as[@]}" "$programs/initdb" -D "$folder/data" -U casewire --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync)
        # Words are sorted as people do it unless a column says otherwise, so that a missing word is noticed.
        "${make[@]}" --locale-provider=icu --icu-locale=en >initdb.log 2>&1 || {
            rm -rf "$folder/data"
            "${make[@]}" >initdb.log 2>&1 || { cat initdb.log; rm -rf "$folder"; exit 1; }
        }
        cat >>"$folder/data/postgresql.conf" <<END
        listen_addresses = ''
        unix_socket_directories = '$folder'
        max_connections = 300
        fsync = off
        full_page_writes = off
        synchronous_commit = off
        shared_buffers = 64MB
        autovacuum = off
        END
        "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" start >start.log 2>&1 </dev/null || {
            cat start.log "$folder/data/log"; rm -rf "$folder"; exit 1
        }
        echo "ready $folder"
        exec >/dev/null
        cat >/dev/null
        "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
        cd / && rm -rf "$folder"
        """#
}

/// A test's place on the server, which the next test gets when nobody has it any more.
final class ClusterPlace: Sendable {
    let url: String

    init() async throws {
        await PostgresCluster.shared.enter()
        do {
            url = try await PostgresCluster.shared.makeURL()
        } catch {
            PostgresCluster.shared.leave()
            throw error
        }
    }

    deinit {
        PostgresCluster.shared.leave()
    }

    func open(hearsOthers: Bool) async throws -> PostgresDatabase {
        try await PostgresDatabase(
            try PostgresAddress(url), connections: PostgresCluster.connectionsEach, hearsOthers: hearsOthers)
    }
}
