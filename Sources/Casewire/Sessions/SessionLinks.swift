import CasewireStorage

/// Makes, looks at and ends the read-only links of a session; pages and API call the same.
package struct SessionLinks: Sendable {
    package struct Link: Sendable, Hashable {
        /// The whole address.
        package let url: String
        package let expiresAt: Timestamp
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// A link that holds for some days (`SessionAddress.choices`); the timeline says who made it.
    package func make(for id: Session.ID, days: Int, by who: String) async throws -> Link {
        guard SessionAddress.choices.contains(days) else {
            let choices = SessionAddress.choices.map(String.init).joined(separator: ", ")
            throw SessionActions.Refusal.invalid("A link holds for one of \(choices) days.")
        }
        let title =
            days == 1
            ? "A read-only link was made, for 1 day." : "A read-only link was made, for \(days) days."
        let now = services.clock.now()
        let end = now + .seconds(days * 24 * 3600)
        let generation = try await services.database.write { transaction in
            guard let generation = try transaction.linkGeneration(of: id) else {
                throw SessionActions.Refusal.noSuchSession
            }
            try transaction.record(
                .state, title,
                details: ["by": who, "ends": end.iso8601], in: id, at: now)
            return generation
        }
        let path = SessionAddress.path(of: id, until: end, generation: generation, vault: services.vault)
        return Link(url: services.publicURL + path, expiresAt: end)
    }

    /// Ends all links of a session that were made before.
    package func revoke(for id: Session.ID, by who: String) async throws {
        let now = services.clock.now()
        try await services.database.write { transaction in
            let changed = try transaction.execute(
                "UPDATE session SET link_generation = link_generation + 1 WHERE id = \(id)")
            guard changed == 1 else { throw SessionActions.Refusal.noSuchSession }
            try transaction.record(
                .state, "All read-only links were ended.", details: ["by": who], in: id, at: now)
        }
    }

    /// Whether an address opens a session now.
    package func standing(of id: Session.ID, expires: String, signature: String) async throws
        -> SessionAddress.Standing
    {
        guard let generation = try await services.database.read({ try $0.linkGeneration(of: id) }) else {
            return .unknown
        }
        return SessionAddress.standing(
            of: id, expires: expires, signature: signature, generation: generation, vault: services.vault,
            at: services.clock.now())
    }
}

extension Snapshot {
    /// How often the links of a session were revoked; nil where there is no such session.
    fileprivate func linkGeneration(of id: Session.ID) throws -> Int? {
        try rows("SELECT link_generation FROM session WHERE id = \(id)").first.map {
            try $0["link_generation"]
        }
    }
}
