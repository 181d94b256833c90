import CasewireStorage

/// Connects a Creatio site by hand: tries what was typed, and keeps it only if everything works.
package struct ConnectCreatio: Sendable {
    /// What an operator typed. Secrets left empty are those that are kept already.
    package struct Entry: Sendable {
        package var url = ""
        package var identityURL = ""
        package var clientID = ""
        package var clientSecret = ""
        package var userName = ""
        package var password = ""

        package init() {}
    }

    /// Something is missing that a trial needs, in words.
    package struct Incomplete: Error, CustomStringConvertible {
        package let description: String
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Tries and, where nothing failed, saves: so a secret is replaced without a gap, and a wrong one replaces nothing.
    package func run(_ entry: Entry) async throws -> [CreatioTrial.Step] {
        let vault = services.vault
        let old = try await services.database.read { try $0.creatioSettings(openedBy: vault) }
        let signIn = try Self.signIn(entry, instead: old?.signIn)
        let url = entry.url.filter { !$0.isWhitespace }
        guard !url.isEmpty else { throw Incomplete(description: "Write the address of your Creatio site.") }
        let identityURL = entry.identityURL.isEmpty ? nil : entry.identityURL
        let now = services.clock.now()
        var settings =
            old
            ?? CreatioSettings(
                url: url, identityURL: identityURL, signIn: signIn,
                webhookToken: SecretToken.make(services.random),
                connectedAt: now)
        settings.url = url
        settings.identityURL = identityURL
        settings.signIn = signIn
        let steps = await CreatioTrial(services: services).run(settings)
        guard steps.isPassed else { return steps }
        var setup = Setup()
        setup.creatio = .init(url: url, identityURL: identityURL, signIn: signIn)
        _ = try await ApplySetup(
            database: services.database, vault: vault, random: services.random, clock: services.clock
        ).apply(setup)
        try await services.database.write { try $0.noteCreatio(.active, reason: nil, at: now) }
        return steps
    }

    private static func signIn(
        _ entry: Entry, instead old: CreatioSettings.SignIn?
    ) throws -> CreatioSettings.SignIn {
        if !entry.userName.isEmpty {
            if !entry.password.isEmpty {
                return .user(name: entry.userName, password: Secret(entry.password))
            }
            if case .user(entry.userName, let password)? = old {
                return .user(name: entry.userName, password: password)
            }
            throw Incomplete(description: "Write the password of \(entry.userName).")
        }
        guard !entry.clientID.isEmpty else {
            throw Incomplete(
                description:
                    "Write the client id and secret: in Creatio, System Designer → OAuth 2.0 integrated applications → New."
            )
        }
        if !entry.clientSecret.isEmpty {
            return .client(id: entry.clientID, secret: Secret(entry.clientSecret))
        }
        if case .client(entry.clientID, let secret)? = old {
            return .client(id: entry.clientID, secret: secret)
        }
        throw Incomplete(description: "Write the client secret that belongs to this client id.")
    }
}
