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

    package init(
        database: any Database, clock: any WallClock, random: any RandomSource, connections: any Connections,
        vault: Vault, publicURL: String, logger: Logger
    ) {
        self.database = database
        self.clock = clock
        self.random = random
        self.connections = connections
        self.vault = vault
        self.knowledge = KnowledgeShelf()
        self.publicURL = publicURL
        self.logger = logger
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
    }
}
