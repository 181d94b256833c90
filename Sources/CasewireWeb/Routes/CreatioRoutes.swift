import Casewire
import CasewireStorage
import Hummingbird

/// What an operator asks about Creatio.
struct CreatioRoutes {
    struct ReplyLineView: Encodable {
        let activity: String
        let session: Session.ID
        let title: String
        let type: String
        let category: String
        let status: String
        @OrNull var modifiedAt: Timestamp?
        /// What is sent, or was; null where nothing is.
        @OrNull var text: String?
        let reason: String

        init(_ line: ReplyPreview.Line) {
            activity = line.id
            session = line.session
            title = line.title
            type = line.type
            category = line.category
            status = line.status
            reason = line.reason
            modifiedAt = line.modifiedAt
            text = line.text
        }
    }

    private struct ItemsView: Encodable {
        let items: [ReplyLineView]
        @OrNull var next: String?
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [.get("creatio/reply-preview", may: .configure, use: preview)]
    }

    private func preview(_ request: Request, _ context: KeyContext) async throws -> Response {
        let lines = try await ReplyPreview(services: services).lines()
        return try JSONResponse.make(ItemsView(items: lines.map(ReplyLineView.init), next: nil))
    }
}
