package import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One started `casewire` command, whose output is kept in a file and which is surely ended.
package struct Program: Sendable {
    /// What it was that did not happen, with the end of what the command printed.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let arguments: [String]
    private let process: Process
    private let log: URL

    /// Starts the debug program with its output in a new file of the folder, without this process's own settings.
    package init(_ arguments: [String], environment: [String: String] = [:], in folder: TemporaryFolder)
        throws
    {
        self.arguments = arguments
        log = folder.url.appending(
            path: "\(arguments.first ?? "casewire")-\(UUID().uuidString.prefix(8)).log")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = try FileHandle(forWritingTo: log)
        process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("CASEWIRE_") }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try Self.watch(process.processIdentifier)
    }

    package static let executable = top.appending(path: ".build/debug/casewire")

    /// The top of this package.
    package static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    package var output: String {
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }

    /// The value of a printed line `name: value`.
    package func printed(_ name: String) -> String? {
        output.split(separator: "\n").lazy
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .first { $0.hasPrefix("\(name):") }
            .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }

    /// Waits until the condition holds; throws when the command ends before, or after 60 s.
    package func wait<Value: Sendable>(for what: String, until ready: () async throws -> Value?) async throws
        -> Value
    {
        for _ in 0..<1_200 {
            if let value = try await ready() { return value }
            guard process.isRunning else {
                throw Failure(
                    description: "casewire \(arguments) ended before \(what):\n\(output.suffix(2_000))")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure(
            description: "casewire \(arguments) has no \(what) after 60 s:\n\(output.suffix(2_000))")
    }

    /// Waits for a command that ends by itself; its exit status, or nothing when it takes longer than 2 minutes.
    package func finish() async throws -> Int32? {
        for _ in 0..<2_400 where process.isRunning {
            try await Task.sleep(for: .milliseconds(50))
        }
        return process.isRunning ? nil : process.terminationStatus
    }

    /// Whether the command has ended by itself, or by a signal of its own, within a time.
    package func hasEnded(within limit: Duration) async throws -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while process.isRunning && clock.now < end { try await clock.sleep(for: .milliseconds(20)) }
        return !process.isRunning
    }

    /// Whether the command has ended by SIGKILL.
    package var wasKilled: Bool {
        !process.isRunning && process.terminationReason == .uncaughtSignal
            && process.terminationStatus == SIGKILL
    }

    /// Stops the command where it is, as a machine that is suspended does; `resume()` lets it go on.
    package func pause() { _ = kill(process.processIdentifier, SIGSTOP) }

    package func resume() { _ = kill(process.processIdentifier, SIGCONT) }

    /// Ends the command as Ctrl-C does, and by force when that takes more than 10 s.
    package func stop() async {
        guard process.isRunning else { return }
        process.interrupt()
        for _ in 0..<200 where process.isRunning {
            try? await Task.sleep(for: .milliseconds(50))
        }
        await killNow()
    }

    /// Ends the command as a power cut would: nothing of it runs any more afterwards.
    package func killNow() async {
        guard process.isRunning else { return }
        _ = kill(process.processIdentifier, SIGKILL)
        for _ in 0..<200 where process.isRunning {
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Ends the command when this test process is gone, however that ended.
    private static func watch(_ child: Int32) throws {
        let watcher = Process()
        watcher.executableURL = URL(filePath: "/bin/sh")
        watcher.arguments = [
            "-c",
            "while kill -0 \(getpid()) 2>/dev/null; do kill -0 \(child) 2>/dev/null || exit 0; sleep 1; done; "
                + "kill -9 \(child)",
        ]
        watcher.standardInput = FileHandle.nullDevice
        watcher.standardOutput = FileHandle.nullDevice
        watcher.standardError = FileHandle.nullDevice
        try watcher.run()
    }
}
