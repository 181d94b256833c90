import CasewireStorage

extension Operator {
    init(row: Row) throws {
        self.init(
            id: try row["id"], email: try row["email"], role: try row["role"],
            createdAt: try row["created_at"])
    }
}

extension Snapshot {
    package func operators() throws -> [Operator] {
        try rows("SELECT * FROM operator ORDER BY email LIMIT 1000").map(Operator.init(row:))
    }

    package func findOperator(_ id: Operator.ID) throws -> Operator? {
        try rows("SELECT * FROM operator WHERE id = \(id)").first.map(Operator.init(row:))
    }

    package func findOperator(email: String) throws -> Operator? {
        try rows("SELECT * FROM operator WHERE email = \(Operator.normalized(email))").first
            .map(Operator.init(row:))
    }

    /// What a password is checked against; nil where nobody has this address.
    func passwordHash(email: String) throws -> (Operator, PasswordHash)? {
        guard
            let row = try rows("SELECT * FROM operator WHERE email = \(Operator.normalized(email))").first,
            let hash = PasswordHash(stored: try row["password"])
        else { return nil }
        return (try Operator(row: row), hash)
    }
}

extension Transaction {
    /// Keeps an operator under the email address. False when somebody has that address already; nothing is changed then.
    package func insertOnce(_ person: Operator, password: PasswordHash) throws -> Bool {
        try execute(
            """
            INSERT INTO operator (id, email, role, password, created_at)
            VALUES (\(person.id), \(person.email), \(person.role), \(password.stored),
                \(person.createdAt))
            ON CONFLICT (email) DO NOTHING
            """) == 1
    }

    /// Gives an operator another role. False where nobody has the address.
    @discardableResult
    package func setRole(_ role: Operator.Role, ofOperator email: String) throws -> Bool {
        try execute("UPDATE operator SET role = \(role) WHERE email = \(Operator.normalized(email))") == 1
    }

    /// Replaces a password and ends every sign-in made with the old one. False where nobody has the address.
    package func resetPassword(ofOperator email: String, to password: PasswordHash) throws -> Bool {
        guard let found = try findOperator(email: email) else { return false }
        try execute("UPDATE operator SET password = \(password.stored) WHERE id = \(found.id)")
        try execute("DELETE FROM sign_in WHERE operator_id = \(found.id)")
        return true
    }
}
