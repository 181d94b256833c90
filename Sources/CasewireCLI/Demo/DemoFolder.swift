import Casewire
import Foundation

/// Where a demo keeps its things: a folder of the user's, or a temporary one that goes with it.
struct DemoFolder: Sendable {
    /// What opens the demo; made on its first start.
    struct Access: Codable, Sendable {
        let email: String
        let password: String
        let key: String
        let webhookToken: String
    }

    private let folder: String
    private let isTemporary: Bool

    init(_ chosen: String?) throws {
        isTemporary = chosen == nil
        folder =
            chosen
            ?? FileManager.default.temporaryDirectory.appendingPathComponent(
                "casewire-demo-\(SystemRandom().identifier())"
            )
            .path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func access() throws -> Access {
        let file = path("demo.json")
        if let data = FileManager.default.contents(atPath: file) {
            return try JSONDecoder().decode(Access.self, from: data)
        }
        let random = SystemRandom()
        let access = Access(
            email: "owner@harboroutfitters.example", password: SecretToken.make(random).value,
            key: APIKey.makeToken(random).value, webhookToken: SecretToken.make(random).value)
        let data = try JSONEncoder().encode(access)
        guard
            FileManager.default.createFile(
                atPath: file, contents: data, attributes: [.posixPermissions: 0o600])
        else {
            throw SettingsProblems(problems: ["\(file) cannot be written. Name another folder with --data."])
        }
        return access
    }

    func removeIfTemporary() {
        if isTemporary { try? FileManager.default.removeItem(atPath: folder) }
    }
}
