package import CasewireStorage
package import Logging

/// The program's edges, one property each. Filled once, in the composition, and handed to whatever needs them.
package struct Services: Sendable {
    package let database: any Database
    package let clock: any WallClock
    package let random: any RandomSource
    /// Carriers, models and Creatio, as they are configured at the moment.
    package let connections: any Connections
    /// Seals and opens secrets that the database keeps.
    package let vault: Vault
    package let knowledge: KnowledgeShelf
    /// Where the outside reaches this server, without a slash at the end: `https://support.example.com`.
    package let publicURL: String
    package let logger: Logger
    /// How texts of unknown outcome are looked up.
    package let lookUp: LookUpRule
    /// Told of each named point that is passed; nothing but a test of the whole program listens.
    private let passing: (@Sendable (Milestone) -> Void)?

    package init(
        database: any Database, clock: any WallClock, random: any RandomSource, connections: any Connections,
        vault: Vault, publicURL: String, logger: Logger, lookUp: LookUpRule = .standard,
        passing: (@Sendable (Milestone) -> Void)? = nil
    ) {
        self.database = database
        self.clock = clock
        self.random = random
        self.connections = connections
        self.vault = vault
        self.knowledge = KnowledgeShelf()
        self.publicURL = publicURL
        self.logger = logger
        self.lookUp = lookUp
        self.passing = passing
    }

    /// Says that a named point is reached.
    func pass(_ milestone: Milestone) {
        passing?(milestone)
    }

    /// The same edges with another database.
    func with(_ database: any Database) -> Services {
        Services(self, database: database)
    }

    private init(_ services: Services, database: any Database) {
        self.database = database
        clock = services.clock
        random = services.random
        connections = services.connections
        vault = services.vault
        knowledge = services.knowledge
        publicURL = services.publicURL
        logger = services.logger
        lookUp = services.lookUp
        passing = services.passing
    }
}
