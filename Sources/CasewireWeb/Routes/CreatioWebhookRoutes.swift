import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// What Creatio's business processes call. A call is a hint only: what happened is read from Creatio.
struct CreatioWebhookRoutes {
    let services: Services
    let refused: RefusedHints

    func add(to group: some RouterMethods<WebContext>) {
        group.post("creatio/{token}", use: receiveHint)
    }

    private func receiveHint(_ request: Request, _ context: WebContext) async throws -> Response {
        let given = try context.parameter("token")
        let vault = services.vault
        let settings = try await services.database.read { try $0.creatioSettings(openedBy: vault) }
        guard let settings, SecretToken.areEqual(given, settings.webhookToken.value) else {
            refused.note(at: services.clock.now())
            throw Problem(
                .forbidden, "Wrong address",
                "The secret at the end of this address is not the one that Settings shows. Copy the address again."
            )
        }
        let hint = CaseHint(body: try await request.bytes())
        try await services.take(hint)
        return Response(status: .accepted)
    }
}
