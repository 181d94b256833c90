import Casewire
import Hummingbird

/// The HTTP tools that the model may call, as a setup file's `agent.actions` declares them.
struct ActionRoutes {
    let services: Services

    private var actions: DeclareActions { DeclareActions(services: services) }

    var routes: [Endpoint<KeyContext>] {
        [
            .get("actions", may: .configure, use: list), .post("actions", may: .configure, use: save),
            .get("actions/{name}", may: .configure, use: show),
            .delete("actions/{name}", may: .configure, use: remove),
            .post("actions/{name}/trials", may: .configure, use: trial),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(ListView(items: try await actions.list().map(ActionView.init), next: nil))
    }

    /// Takes the place of an action of the same name. Without `secret` that stays as it is, unless another host is asked;
    /// `"secret": null` removes it.
    private func save(_ request: Request, _ context: KeyContext) async throws -> Response {
        let entry = try await request.json(ActionDeclaration.self)
        do {
            let saved = try await actions.save(entry)
            return try JSONResponse.make(ActionView(saved.action), status: saved.isNew ? .created : .ok)
        } catch let refusal as ActionDeclaration.Refusal {
            throw Problem.invalid(refusal.description)
        }
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(ActionView(try await found(context)))
    }

    private func remove(_ request: Request, _ context: KeyContext) async throws -> Response {
        guard try await actions.remove(try context.parameter("name")) else { throw Problem.noSuchAction }
        return Response(status: .noContent)
    }

    /// `{"arguments": {…}, "send": false}`: the request as it would be sent, the secret masked; `send` sends it.
    private func trial(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let arguments: JSONValue?
            let send: Bool?
        }
        let body = try await request.json(Body.self)
        let trial = try await actions.trial(
            of: try await found(context), arguments: body.arguments ?? .object([:]), sends: body.send ?? false
        )
        return try JSONResponse.make(ActionTrialView(trial))
    }

    private func found(_ context: KeyContext) async throws -> HTTPAction {
        guard let action = try await actions.find(try context.parameter("name")) else {
            throw Problem.noSuchAction
        }
        return action
    }
}

extension Problem {
    static let noSuchAction = Problem(.notFound, "No such action", "No action of this name is declared.")
}
