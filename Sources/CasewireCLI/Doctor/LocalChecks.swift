import Casewire
import CasewireStorage
import Foundation

/// The key file, the disk and the database of this machine.
struct LocalChecks {
    let settings: Settings

    /// Below this a burst of texts may fill the disk before anybody looks.
    static let leastFreeBytes: Int64 = 100 << 20
    static let fewFreeBytes: Int64 = 1 << 30

    func keyFile() -> Finding {
        let link = "Key file"
        let path = settings.keyFile
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            return .failed(
                link, "\(path) is not there.",
                fix: """
                    Name the right file with CASEWIRE_KEY_FILE. On a new installation start casewire serve once, which \
                    makes it.
                    """)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return .failed(
                link, "\(path) cannot be read by this user.", fix: "Run this as the user that serves.")
        }
        guard data.count == 32 else {
            return .failed(
                link, "\(path) holds \(data.count) bytes instead of 32.",
                fix: "Restore the right file; secrets cannot be opened without it.")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o600
        guard mode & 0o077 == 0 else {
            return .failed(
                link, "\(path) can be read by others (mode \(String(mode, radix: 8))).",
                fix: "chmod 600 \(path)")
        }
        return .ok(link, "\(path), for its owner alone")
    }

    /// Room for what comes in; only where the database is a file.
    func disk() -> Finding {
        let link = "Disk"
        guard settings.postgres == nil else { return .skipped(link, "the database is on a server") }
        let folder = URL(filePath: settings.database).deletingLastPathComponent().path
        var state = statvfs()
        guard statvfs(folder, &state) == 0 else {
            return .failed(
                link, "\(folder) cannot be looked at: \(String(cString: strerror(errno))).",
                fix: "Name a database in a folder that is there, with CASEWIRE_DATABASE.")
        }
        let free = Int64(state.f_bavail) * Int64(state.f_frsize)
        let words = "\(free.formatted(.byteCount(style: .file))) free in \(folder)"
        if free < Self.leastFreeBytes {
            return .failed(
                link, words,
                fix: "Make room: without it texts are refused and the carrier brings them again later.")
        }
        if free < Self.fewFreeBytes {
            return .warning(link, words, fix: "Make room before it is needed.")
        }
        return .ok(link, words)
    }

    /// Looked at before anything is opened, since opening would make a new one.
    func databaseFile() -> Finding {
        let link = "Database file"
        guard settings.postgres == nil else { return .skipped(link, "the database is on a server") }
        let path = settings.database
        guard FileManager.default.fileExists(atPath: path) else {
            return .failed(
                link, "\(path) is not there.",
                fix: """
                    Name the right file with CASEWIRE_DATABASE. On a new installation start casewire serve once, which \
                    makes it.
                    """)
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            return .failed(
                link, "\(path) cannot be written by this user.", fix: "Run this as the user that serves.")
        }
        return .ok(link, path)
    }

    /// Whether what is stored is sound.
    func database(_ composition: Composition) async -> Finding {
        let link = "Database"
        do {
            switch composition.store {
            case .file(let database, _):
                let problems = try await database.integrityProblems()
                guard problems.isEmpty else {
                    return .failed(
                        link, "It is damaged: \(problems.prefix(3).joined(separator: "; "))",
                        fix: "Stop the server and put a backup back: casewire restore FILE.")
                }
                return .ok(link, "SQLite, sound")
            case .server(let database):
                let version = try await database.read { snapshot in
                    try snapshot.rows("SHOW server_version").first.map { row -> String in
                        try row["server_version"]
                    }
                }
                return .ok(link, "PostgreSQL \(version ?? "")".trimmingCharacters(in: .whitespaces))
            }
        } catch {
            return .failed(
                link, "It cannot be read: \(error)", fix: "See that it is up, then run this again.")
        }
    }
}
