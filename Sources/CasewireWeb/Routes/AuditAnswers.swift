import Casewire
import CasewireStorage
import Hummingbird

/// The audit log in pages, for dashboard and API.
struct AuditAnswers {
    let services: Services

    /// The entries before the query's `cursor`, and what the next page is asked with.
    func page(_ request: Request, limit: Int) async throws -> (entries: [AuditEntry], next: Int64?) {
        var before: Int64?
        if let cursor = request.queryValue("cursor") {
            guard let position = Int64(cursor) else { throw Problem.badCursor }
            before = position
        }
        let entries = try await services.database.read { [before] in
            try $0.auditEntries(before: before, limit: limit)
        }
        return (entries, entries.count == limit ? entries.last?.position : nil)
    }
}
