import CasewireStorage
import TestSupport

/// What a body throws to be undone.
struct Refusal: Error, Equatable {}

extension Engine {
    /// Makes a database with two small tables: notes, and comments on them.
    func makeNotes() async throws -> any Database {
        let database = try await makeDatabase()
        try await database.createNotes()
        return database
    }
}

extension Database {
    func createNotes() async throws {
        try await write { transaction in
            try transaction.execute("CREATE TABLE note (id TEXT PRIMARY KEY, body TEXT NOT NULL)")
            try transaction.execute(
                "CREATE TABLE comment (id TEXT PRIMARY KEY, note TEXT NOT NULL REFERENCES note (id))")
        }
    }

    /// The bodies of all notes by their identifiers.
    func notes() async throws -> [String: String] {
        try await read { snapshot in
            try snapshot.rows("SELECT id, body FROM note").reduce(into: [:]) { notes, row in
                let id: String = try row["id"]
                notes[id] = try row["body"]
            }
        }
    }
}

extension Transaction {
    func add(_ id: String, _ body: String) throws {
        try execute("INSERT INTO note (id, body) VALUES (\(id), \(body))")
    }
}
