import CasewireStorage

/// One thing done with many sessions: each on its own, so that what one refuses keeps no other.
package struct BulkActions: Sendable {
    package enum Action: Sendable, Hashable {
        case resolve
        /// Nobody's with `nil`.
        case assign(Operator.ID?)
    }

    package struct Refused: Sendable, Hashable {
        package let id: Session.ID
        /// Nil where there is no such session.
        package let ticket: Int?
        package let reason: String
    }

    package struct Outcome: Sendable, Hashable {
        package var done: [Session.ID] = []
        package var refused: [Refused] = []
    }

    /// Sessions of one request: two pages of the inbox.
    package static let most = 100

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func run(_ action: Action, on ids: [Session.ID], by who: String) async throws -> Outcome {
        var known: Set<Session.ID> = []
        let ids = ids.filter { known.insert($0).inserted }
        guard !ids.isEmpty else { throw SessionActions.Refusal.invalid("Select at least one session.") }
        guard ids.count <= Self.most else {
            throw SessionActions.Refusal.invalid(
                "\(ids.count) sessions are more than the \(Self.most) of one request. Nothing was changed.")
        }
        let actions = SessionActions(services: services)
        var outcome = Outcome()
        for id in ids {
            do {
                switch action {
                case .resolve: try await actions.resolve(id, by: who)
                case .assign(let person): try await actions.assign(id, to: person, by: who)
                }
                outcome.done.append(id)
            } catch let refusal as SessionActions.Refusal {
                let ticket = try await services.database.read { try $0.session(id)?.ticket }
                outcome.refused.append(Refused(id: id, ticket: ticket, reason: refusal.description))
            }
        }
        return outcome
    }
}
