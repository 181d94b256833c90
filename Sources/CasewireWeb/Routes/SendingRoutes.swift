import Casewire
import CasewireStorage
import Hummingbird

/// Whether texts go out, or are held after a restore, and their release.
struct SendingRoutes {
    struct SendingView: Encodable {
        struct ComparisonView: Encodable {
            let comparedAt: String
            let matched: Int
            let adopted: Int
            let received: Int
            let answered: Int
            let replies: Int
            let sessions: [SessionToCheckView]
        }

        struct SessionToCheckView: Encodable {
            let id: String
            let ticket: Int
            let words: String
        }

        let held: Bool
        @OrNull var words: String?
        @OrNull var backupTakenAt: String?
        @OrNull var restoredAt: String?
        @OrNull var comparison: ComparisonView?
        @OrNull var releasedAt: String?
        @OrNull var releasedBy: String?

        init(_ restore: Restore?) {
            held = restore?.isHolding ?? false
            words = restore.flatMap { $0.isHolding ? $0.words : nil }
            backupTakenAt = restore?.backupTakenAt.iso8601
            restoredAt = restore?.restoredAt.iso8601
            comparison = restore?.comparison.map { found in
                ComparisonView(
                    comparedAt: found.comparedAt.iso8601, matched: found.matched, adopted: found.adopted,
                    received: found.received, answered: found.answered, replies: found.replies,
                    sessions: found.sessions.map {
                        SessionToCheckView(id: $0.id.rawValue, ticket: $0.ticket, words: $0.words)
                    })
            }
            releasedAt = restore?.releasedAt?.iso8601
            releasedBy = restore?.releasedBy
        }
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("sending", may: .seeHealth, use: show),
            .post("sending/release", may: .configure, use: release),
            .post("sending/compare", may: .configure, use: compare),
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(SendingView(try await services.database.read { try $0.restore() }))
    }

    /// `?anyway=true` releases before the comparison is done.
    private func release(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await RestoreActions(services: services).release(
            by: context.callerName, anyway: request.queryValue("anyway") == "true")
        return try await show(request, context)
    }

    private func compare(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await RestoreActions(services: services).compareAgain()
        return Response(status: .accepted)
    }
}
