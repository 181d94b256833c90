import CLibPQ

/// One connection as transactions use it; statements are prepared once and kept.
final class PostgresConnection: Connection {
    /// The most statements kept prepared. There are a few hundred in the program, some in several forms.
    private static let mostPrepared = 500

    private struct Key: Hashable {
        let text: String
        let kinds: [Kind]
    }

    private enum Kind: Hashable {
        case null, integer, text, blob

        init(_ value: SQLValue) {
            self =
                switch value {
                case .null: .null
                case .integer: .integer
                case .text: .text
                case .blob: .blob
                }
        }
    }

    private let link: PostgresLink
    private var prepared: [Key: String] = [:]
    private var preparedCount = 0

    /// What may help the statement that failed in the transaction at hand.
    private(set) var remedy: PostgresFailure.Remedy?

    init(on link: PostgresLink) {
        self.link = link
    }

    var isAlive: Bool { link.isAlive }
    var process: Int32 { link.process }
    var isInTransaction: Bool { link.isInTransaction }

    /// Begins a transaction.
    func begin(_ words: String) throws(PostgresFailure) {
        remedy = nil
        try link.command(words)
    }

    /// Commits, and gives whether the server did.
    func commit() throws(PostgresFailure) -> Bool {
        try link.command("COMMIT") == "COMMIT"
    }

    /// Undoes the transaction; one whose connection is gone is undone by the server.
    func rollback() {
        _ = try? link.command("ROLLBACK")
    }

    /// Lets go of all prepared statements.
    func forgetPrepared() {
        prepared = [:]
        _ = try? link.command("DEALLOCATE ALL")
    }

    func rows(_ sql: SQL) throws(DatabaseError) -> [Row] {
        try run(sql).rows()
    }

    func execute(_ sql: SQL) throws(DatabaseError) -> Int {
        try run(sql).changedRows
    }

    private func run(_ sql: SQL) throws(DatabaseError) -> PostgresResult {
        do throws(PostgresFailure) {
            return try sql.isReusable ? runPrepared(sql) : runOnce(sql)
        } catch {
            remedy = error.remedy
            throw error.error
        }
    }

    private func runOnce(_ sql: SQL) throws(PostgresFailure) -> PostgresResult {
        try link.run(try numbered(sql), PostgresArguments(sql.arguments))
    }

    private func runPrepared(_ sql: SQL) throws(PostgresFailure) -> PostgresResult {
        let arguments = PostgresArguments(sql.arguments)
        let key = Key(text: sql.text, kinds: sql.arguments.map { Kind($0) })
        if let name = prepared[key] { return try link.runPrepared(name, arguments) }
        if prepared.count >= Self.mostPrepared {
            prepared = [:]
            try link.command("DEALLOCATE ALL")
        }
        preparedCount += 1
        let name = "s\(preparedCount)"
        try link.prepare(try numbered(sql), as: name, types: arguments.types)
        prepared[key] = name
        return try link.runPrepared(name, arguments)
    }

    private func numbered(_ sql: SQL) throws(PostgresFailure) -> String {
        let statement = NumberedStatement(sql)
        guard statement.placeholders == sql.arguments.count else {
            throw PostgresFailure(
                error: .misuse("\(sql.arguments.count) arguments for: \(sql.text)"), remedy: nil)
        }
        return statement.text
    }
}
