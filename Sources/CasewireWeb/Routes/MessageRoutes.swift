import Casewire
import CasewireStorage
import Hummingbird

/// What people decide about a single text.
struct MessageRoutes {
    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [.post("messages/{id}/resolve", may: .answer, use: resolve)]
    }

    /// `{"outcome": "sent" | "queue"}`, for a text of which nobody knows whether it was sent.
    private func resolve(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let outcome: String }
        guard let outcome = MessageActions.Outcome(rawValue: try await request.json(Body.self).outcome) else {
            throw Problem.invalid("“outcome” is sent or queue.")
        }
        let id = Message.ID(rawValue: try context.parameter("id"))
        try await MessageActions(services: services).resolve(id, as: outcome, by: context.callerName)
        guard let message = try await services.database.read({ try $0.message(id) }) else {
            throw Problem.notFound
        }
        return try JSONResponse.make(MessageView(message))
    }
}
