import Foundation

/// A new folder for one test, removed by `remove()`.
struct Folder: Sendable {
    let url: URL

    /// The top of this package.
    static let top = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "casewire-journey-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }

    /// Runs a body with a new folder and removes it, whatever happens.
    static func with<Value>(_ body: (Folder) async throws -> Value) async throws -> Value {
        let folder = try Folder()
        defer { folder.remove() }
        return try await body(folder)
    }
}
