import Casewire
import CasewireStorage
import Hummingbird

/// What the agent would answer in a session that people have.
struct DraftRoutes {
    struct DraftView: Encodable {
        /// `none`, `writing` or `ready`.
        let state: String
        /// Null where the agent has no answer, or none is ready.
        @OrNull var text: String?
        /// Why there is no text, in words.
        @OrNull var reason: String?
        let sources: [String]
        @OrNull var createdAt: String?

        init(_ state: DraftState) {
            switch state {
            case .none: (self.state, sources) = ("none", [])
            case .writing: (self.state, sources) = ("writing", [])
            case .ready(let draft):
                self.state = "ready"
                sources = draft.sources
                text = draft.text
                reason = draft.text == nil ? draft.reason : nil
                createdAt = draft.createdAt.iso8601
            }
        }
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("sessions/{id}/draft", may: .read, use: show),
            .post("sessions/{id}/draft", may: .answer, use: ask),
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(try await view(try context.sessionID()))
    }

    /// Answers at once; the draft is there some seconds later.
    private func ask(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.sessionID()
        try await SessionActions(services: services).draft(id, by: context.callerName)
        return try JSONResponse.make(try await view(id), status: .accepted)
    }

    private func view(_ id: Session.ID) async throws -> DraftView {
        try await services.database.read { snapshot in
            guard let session = try snapshot.session(id) else { throw SessionActions.Refusal.noSuchSession }
            return DraftView(try snapshot.draft(of: session))
        }
    }
}
