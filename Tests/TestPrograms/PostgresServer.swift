import Dispatch
import Foundation

/// A PostgreSQL server of this test process alone.
///
/// It keeps nothing: no flush, a folder below the temporary one, a Unix socket instead of a port. A shell that started it
/// waits for the end of this process, however that ends, then stops it and removes the folder.
package struct PostgresServer: Sendable {
    private struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// Whether the programs of a server are on this machine.
    package static let isInstalled = programs != nil

    /// How to reach it: `postgres://…`.
    package let url: String
    private let process: Process
    /// What the server's shell is given to read; closed with this process.
    private let lifeline: Pipe

    package init() async throws {
        process = Process()
        lifeline = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", Self.script, "casewire-test-postgres", Self.programs ?? ""]
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        let said = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Self.words(of: output.fileHandleForReading))
            }
        }
        guard let ready = said.split(separator: "\n").first(where: { $0.hasPrefix(Self.readyWord) }) else {
            throw NotStarted(description: "PostgreSQL could not be started:\n\(said)")
        }
        url = "postgres://casewire@/postgres?host=\(ready.dropFirst(Self.readyWord.count))"
    }

    package func stop() {
        try? lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
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
