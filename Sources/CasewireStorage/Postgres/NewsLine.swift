/// The connection over which nodes tell each other what changed.
final class NewsLine {
    private let link: PostgresLink
    private let channel: String

    /// Connects and listens.
    init(to address: PostgresAddress) throws(DatabaseError) {
        link = try PostgresLink(to: address)
        // Several installations may share a database, each in a schema of its own.
        let schemas = try Self.run("SELECT current_schema() AS schema", PostgresArguments([]), on: link)
            .rows()
        let schema: String? = schemas.first.flatMap { try? $0["schema"] }
        channel = String("casewire_\(schema ?? "")".filter { $0 != "\"" }.prefix(60))
        // A notification is of no use after a crash, so nothing waits until one is on disk.
        try Self.run("SET synchronous_commit = off", PostgresArguments([]), on: link)
        try Self.run("LISTEN \"\(channel)\"", PostgresArguments([]), on: link)
    }

    var socket: Int32 { link.socket }

    /// Tells the other nodes.
    func send(_ text: String) throws(DatabaseError) {
        let arguments = PostgresArguments([.text(channel), .text(text)])
        try Self.run("SELECT pg_notify($1, $2)", arguments, on: link)
    }

    /// Sees whether the server is still there.
    func check() throws(DatabaseError) {
        try Self.run("SELECT 1", PostgresArguments([]), on: link)
    }

    /// What the other nodes told since the last call.
    func receive() throws(DatabaseError) -> [String] {
        guard link.consumeInput() else { throw .unavailable("the connection was lost") }
        var texts: [String] = []
        while let (process, text) = link.nextNotification() {
            if process != link.process { texts.append(text) }
        }
        return texts
    }

    @discardableResult
    private static func run(
        _ text: String, _ arguments: PostgresArguments, on link: PostgresLink
    ) throws(DatabaseError) -> PostgresResult {
        do throws(PostgresFailure) {
            return try link.run(text, arguments)
        } catch {
            throw error.error
        }
    }
}
