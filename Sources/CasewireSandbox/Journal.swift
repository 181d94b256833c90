import FoundationEssentials
import Glibc
import Synchronization

/// A file to which entries are added one a line, as JSON, so that a simulated server's state outlives a restart.
///
/// An added entry is with the operating system when `append` returns: it outlives the process, though not the
/// machine. A line cut short by a crash is left out when the file is read.
package final class Journal<Entry: Codable & Sendable>: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32>

    /// Opens the file, which is made with its folder where it is absent.
    package init(file: String, folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        path = folder + "/" + file
        let opened = try Self.open(path, flags: O_APPEND)
        descriptor = Mutex(opened)
        // What follows a line cut short must not become part of it.
        if let last = try Data(contentsOf: URL(filePath: path)).last, last != UInt8(ascii: "\n") {
            try Self.write([UInt8(ascii: "\n")], to: opened)
        }
    }

    deinit {
        descriptor.withLock { _ = close($0) }
    }

    /// The file's entries, the oldest first.
    package func entries() throws -> [Entry] {
        let data = try Data(contentsOf: URL(filePath: path))
        let decoder = JSONDecoder()
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(Entry.self, from: $0)
        }
    }

    package func append(_ entry: Entry) throws {
        let line = try Self.line(entry)
        try descriptor.withLock { try Self.write(line, to: $0) }
    }

    /// Replaces the file's entries, so that it does not grow with what is past. Either all or none is replaced.
    package func rewrite(_ entries: some Sequence<Entry>) throws {
        var lines: [UInt8] = []
        for entry in entries { lines.append(contentsOf: try Self.line(entry)) }
        try descriptor.withLock { descriptor in
            let replacement = path + ".new"
            let fresh = try Self.open(replacement, flags: O_TRUNC | O_APPEND)
            do {
                try Self.write(lines, to: fresh)
                guard rename(replacement, path) == 0 else { throw JournalError(path: path, code: errno) }
            } catch {
                _ = close(fresh)
                throw error
            }
            _ = close(descriptor)
            descriptor = fresh
        }
    }

    private static func line(_ entry: Entry) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return Array(try encoder.encode(entry)) + [UInt8(ascii: "\n")]
    }

    private static func open(_ path: String, flags: Int32) throws -> Int32 {
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw JournalError(path: path, code: errno) }
        return descriptor
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                throw JournalError(path: "the journal", code: errno)
            }
        }
    }
}

/// The journal's file could not be opened or written; `code` is the system's `errno`.
package struct JournalError: Error, CustomStringConvertible {
    package let path: String
    package let code: Int32
    package var description: String { "Writing \(path) failed: \(String(cString: strerror(code)))." }
}
