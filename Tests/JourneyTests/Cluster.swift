import Foundation

/// A PostgreSQL server of one test alone, in a temporary folder, which ends with this process.
struct Cluster: Sendable {
    /// The folder of the server's programs, where they are on this machine.
    static let programs: String? = {
        let files = FileManager.default
        let top = "/usr/lib/postgresql"
        let versions = ((try? files.contentsOfDirectory(atPath: top)) ?? [])
            .sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }
        return versions.map { "\(top)/\($0)/bin" }.first { files.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// What the server program is told: `postgres://…`.
    let url: String
    private let process: Process
    private let lifeline: Pipe

    init() async throws {
        process = Process()
        lifeline = Pipe()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", Self.script, "casewire-kill-postgres", Self.programs ?? ""]
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        var words = ""
        while !words.contains("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw Program.Failure(description: "PostgreSQL does not start: \(words)")
            }
            words += String(decoding: data, as: UTF8.self)
        }
        let folder = words.split(separator: "\n").first.map(String.init) ?? ""
        guard folder.hasPrefix("/") else {
            throw Program.Failure(description: "PostgreSQL does not start: \(words)")
        }
        url = "postgres://casewire@/postgres?host=\(folder)"
    }

    func stop() {
        try? lifeline.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Starts a server, says where, and stops it when there is nothing more to read.
    private static let script = #"""
        trap "" INT TERM HUP
        programs=$1
        folder=$(mktemp -d "${TMPDIR:-/tmp}/casewire-kill-postgres-XXXXXX") || exit 1
        as=()
        if [ "$(id -u)" -eq 0 ]; then
            # PostgreSQL refuses to run as root.
            chown postgres "$folder"
            as=(setpriv --reuid=postgres --regid=postgres --init-groups env HOME="$folder")
        fi
        cd "$folder" || exit 1
        "${as[@]}" "$programs/initdb" -D "$folder/data" -U casewire --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync \
            >initdb.log 2>&1 || { echo "initdb failed"; exit 1; }
        printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$folder'" "fsync = off" \
            >>"$folder/data/postgresql.conf"
        "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" start >start.log 2>&1 </dev/null ||
            { echo "pg_ctl failed"; exit 1; }
        echo "$folder"
        cat >/dev/null
        "${as[@]}" "$programs/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1
        cd / && rm -rf "$folder"
        """#
}
