import CasewireStorage

extension Operator {
    init(row: Row) throws {
        self.init(
            id: try row["id"], email: try row["email"], role: try row["role"],
            createdAt: try row["created_at"], language: try row["language"])
    }
}

extension Snapshot {
    package func operators() throws -> [Operator] {
        try rows("SELECT * FROM operator WHERE removed_at IS NULL ORDER BY email LIMIT 1000").map(
            Operator.init(row:))
    }

    package func findOperator(_ id: Operator.ID) throws -> Operator? {
        try rows("SELECT * FROM operator WHERE id = \(id) AND removed_at IS NULL").first.map(
            Operator.init(row:))
    }

    package func findOperator(email: String) throws -> Operator? {
        try rows(
            "SELECT * FROM operator WHERE email = \(Operator.normalized(email)) AND removed_at IS NULL"
        ).first.map(Operator.init(row:))
    }

    /// What a password is checked against; nil where nobody has this address.
    func passwordHash(email: String) throws -> (Operator, PasswordHash)? {
        guard
            let row = try rows(
                "SELECT * FROM operator WHERE email = \(Operator.normalized(email)) AND removed_at IS NULL"
            ).first,
            let hash = PasswordHash(stored: try row["password"])
        else { return nil }
        return (try Operator(row: row), hash)
    }
}

extension Transaction {
    /// Keeps an operator under the email address; one who was removed comes back. False when somebody has that address already;
    /// nothing is changed then.
    package func insertOnce(_ person: Operator, password: PasswordHash) throws -> Bool {
        try execute(
            """
            INSERT INTO operator (id, email, role, password, created_at)
            VALUES (\(person.id), \(person.email), \(person.role), \(password.stored),
                \(person.createdAt))
            ON CONFLICT (email) DO UPDATE SET
                role = excluded.role, password = excluded.password, created_at = excluded.created_at, removed_at = NULL,
                language = NULL
            WHERE operator.removed_at IS NOT NULL
            """) == 1
    }

    /// Ends an operator's sign-ins for good; their open sessions are nobody's.
    func remove(_ person: Operator, at now: Timestamp) throws {
        try execute("UPDATE operator SET removed_at = \(now) WHERE id = \(person.id)")
        try execute("DELETE FROM sign_in WHERE operator_id = \(person.id)")
        try execute(
            "UPDATE session SET assignee_id = NULL WHERE assignee_id = \(person.id) AND state <> 'resolved'")
    }

    /// Gives an operator another role. False where nobody has the address.
    @discardableResult
    package func setRole(_ role: Operator.Role, ofOperator email: String) throws -> Bool {
        try execute("UPDATE operator SET role = \(role) WHERE email = \(Operator.normalized(email))") == 1
    }

    /// Keeps in which language an operator reads the dashboard; nil for the browser's.
    func setLanguage(_ language: String?, of id: Operator.ID) throws {
        try execute("UPDATE operator SET language = \(language) WHERE id = \(id)")
    }

    /// Replaces a password and ends every sign-in made with the old one. False where nobody has the address.
    package func resetPassword(ofOperator email: String, to password: PasswordHash) throws -> Bool {
        guard let found = try findOperator(email: email) else { return false }
        try execute("UPDATE operator SET password = \(password.stored) WHERE id = \(found.id)")
        try execute("DELETE FROM sign_in WHERE operator_id = \(found.id)")
        return true
    }
}
