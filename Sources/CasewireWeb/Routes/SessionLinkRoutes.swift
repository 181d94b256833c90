import Casewire
import CasewireStorage
import Hummingbird

/// Read-only links of a session over the API.
struct SessionLinkRoutes {
    struct LinkView: Encodable {
        let url: String
        let expiresAt: String
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .post("sessions/{id}/links", may: .answer, use: make),
            .delete("sessions/{id}/links", may: .answer) { _, context in
                try await SessionLinks(services: services).revoke(
                    for: try context.sessionID(), by: context.callerName)
                return Response(status: .noContent)
            },
        ]
    }

    /// `{"days": 1 | 7 | 30}`.
    private func make(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let days: Int }
        let days = try await request.json(Body.self).days
        let link = try await SessionLinks(services: services).make(
            for: try context.sessionID(), days: days, by: context.callerName)
        return try JSONResponse.make(
            LinkView(url: link.url, expiresAt: link.expiresAt.iso8601), status: .created)
    }
}
