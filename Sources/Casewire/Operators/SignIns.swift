import CasewireStorage

/// Signs operators in and out, and recognises them.
package struct SignIns: Sendable {
    /// Why nobody was signed in.
    package enum Refusal: Error, Sendable, Hashable {
        /// Address or password is wrong; which of them is not said.
        case wrongPassword
        /// Too many wrong passwords; the next is looked at after so long.
        case tooManyAttempts(wait: Duration)
    }

    private let services: Services
    private let limiter: SignInLimiter

    package init(services: Services) {
        self.services = services
        limiter = SignInLimiter()
    }

    /// Checks a password. Returns the token that the browser keeps; the database keeps its digest alone.
    ///
    /// - Parameter address: where the attempt comes from, for counting the failing ones.
    package func signIn(email: String, password: Secret, from address: String) async throws -> Secret {
        let email = Operator.normalized(email)
        let keys = ["address " + address, "email " + email]
        if let wait = limiter.wait(for: keys, at: services.clock.now()) {
            throw Refusal.tooManyAttempts(wait: wait)
        }
        // Taken back below, so that guesses made at once count.
        limiter.recordFailure(of: keys, at: services.clock.now())

        let found = try await services.database.read { try $0.passwordHash(email: email) }
        guard let (person, hash) = found else {
            // As slow as a wrong password, so that the time does not say who has an account.
            _ = try await PasswordHash(password: Secret("-"), random: services.random)
            throw Refusal.wrongPassword
        }
        guard await hash.matches(password) else { throw Refusal.wrongPassword }
        limiter.forgive(keys)

        let token = SecretToken.make(services.random)
        let formToken = SecretToken.make(services.random)
        let now = services.clock.now()
        try await services.database.write { transaction in
            try transaction.execute("DELETE FROM sign_in WHERE expires_at < \(now)")
            try transaction.execute(
                """
                INSERT INTO sign_in (token, operator_id, form_token, expires_at)
                VALUES (\(SecretToken.digest(token.value)), \(person.id), \(formToken.value),
                    \(now + SignIn.lifetime))
                """)
        }
        return token
    }

    /// Who a browser's token belongs to; nil when it is unknown or expired. Using it extends it.
    package func signIn(token: String) async throws -> SignIn? {
        let now = services.clock.now()
        let digest = SecretToken.digest(token)
        guard let signIn = try await services.database.read({ try $0.signIn(digest: digest) }),
            signIn.expiresAt > now
        else { return nil }
        if now + SignIn.lifetime - signIn.expiresAt > SignIn.extensionInterval {
            try await services.database.write { transaction in
                try transaction.execute(
                    """
                    UPDATE sign_in SET expires_at = \(now + SignIn.lifetime)
                    WHERE token = \(digest) AND expires_at > \(now)
                    """)
            }
        }
        return signIn
    }

    package func signOut(token: String) async throws {
        let digest = SecretToken.digest(token)
        try await services.database.write { transaction in
            try transaction.execute("DELETE FROM sign_in WHERE token = \(digest)")
        }
    }
}

extension Snapshot {
    func signIn(digest: String) throws -> SignIn? {
        try rows(
            """
            SELECT operator.*, sign_in.form_token, sign_in.expires_at FROM sign_in
            JOIN operator ON operator.id = sign_in.operator_id WHERE sign_in.token = \(digest)
            """
        ).first.map { row in
            SignIn(
                person: try Operator(row: row), formToken: try row["form_token"],
                expiresAt: try row["expires_at"])
        }
    }
}
