import CasewireStorage
import TestPrograms
import Testing

/// The PostgreSQL server that all tests of this process share, started with the first that wants a database.
package actor PostgresCluster {
    package static let shared = PostgresCluster()

    /// Tests that have a database at one time; each has a few connections.
    private static let places = 40
    static let connectionsEach = 3

    private var starting: Task<PostgresServer, any Error>?
    private var admin: PostgresDatabase?
    private var made = 0
    private var free = places
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// The URL of an empty schema that nothing else uses.
    package func makeURL() async throws -> String {
        guard PostgresServer.isInstalled else {
            try Test.cancel("PostgreSQL isn't installed: apt-get install postgresql")
        }
        let url = try await server().url
        made += 1
        let name = "test_\(made)"
        if admin == nil {
            admin = try await PostgresDatabase(
                try PostgresAddress(url), connections: 2, hearsOthers: false)
        }
        try await admin?.write { try $0.execute("CREATE SCHEMA \(raw: name)") }
        return url + "&options=-csearch_path%3D\(name)"
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

    private func server() async throws -> PostgresServer {
        if let starting { return try await starting.value }
        let task = Task { try await PostgresServer() }
        starting = task
        return try await task.value
    }
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
