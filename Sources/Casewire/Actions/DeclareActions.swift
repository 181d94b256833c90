import CasewireStorage

/// Declares, lists, removes and tries actions; API and dashboard call the same.
package struct DeclareActions: Sendable {
    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func list() async throws -> [HTTPAction] {
        let vault = services.vault
        return try await services.database.read { try $0.actions(openedBy: vault) }
    }

    /// Nil where there is none of this name.
    package func find(_ name: String) async throws -> HTTPAction? {
        try await list().first { $0.name == name }
    }

    /// Takes the place of an action of the same name. Throws `ActionDeclaration.Refusal`.
    package func save(_ entry: ActionDeclaration) async throws -> (action: HTTPAction, isNew: Bool) {
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.write { transaction in
            if let saved = try transaction.declare(entry, vault: vault, at: now) { return saved }
            return (
                try entry.action(
                    replacing: try transaction.actions(openedBy: vault).first { $0.name == entry.name }),
                false
            )
        }
    }

    /// False where there was none.
    package func remove(_ name: String) async throws -> Bool {
        try await services.database.write { try $0.removeAction(name) }
    }

    /// What a call with these arguments would be, and what comes of it where it is sent.
    package func trial(of action: HTTPAction, arguments: JSONValue, sends: Bool) async throws -> ActionTrial {
        let request: ActionRequest
        do {
            request = try action.request(
                try action.schema.check(arguments),
                for: HTTPAction.Caller(phone: ActionTrial.phone, ticket: 0),
                key: "trial-\(services.random.identifier() as String)",
                timeout: .seconds(action.timeoutSeconds))
        } catch let problem as ActionSchema.Problem {
            return ActionTrial(problem: problem.description)
        } catch let unfit as ActionTemplate.Unfit {
            return ActionTrial(problem: unfit.words)
        }
        guard sends else { return ActionTrial(request: request.shown) }
        let started = services.clock.now()
        do {
            let answer = try await services.connections.actions.call(request)
            return ActionTrial(
                request: request.shown, status: answer.status,
                milliseconds: Int((services.clock.now() - started).inMilliseconds),
                answer: action.hidingSecret(in: String(decoding: answer.content, as: UTF8.self)))
        } catch {
            return ActionTrial(request: request.shown, problem: error.words)
        }
    }
}

/// A call of an action that no customer asked for.
package struct ActionTrial: Sendable, Hashable {
    /// As it would be sent, the secret masked; nil where the arguments do not fit.
    package let request: String?
    package let status: Int?
    package let milliseconds: Int?
    package let answer: String?
    package let problem: String?

    package init(
        request: String? = nil, status: Int? = nil, milliseconds: Int? = nil, answer: String? = nil,
        problem: String? = nil
    ) {
        self.request = request
        self.status = status
        self.milliseconds = milliseconds
        self.answer = answer
        self.problem = problem
    }

    /// Stands for a customer's; of those that belong to nobody.
    package static let phone = "+12025550123"
}
