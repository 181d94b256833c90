import Casewire
import CasewireStorage
import Hummingbird

/// Counts of everything.
struct StatisticsRoutes {
    struct StatisticsView: Encodable {
        struct BacklogView: Encodable {
            let waiting: Int
            let running: Int
            let setAside: Int
            @OrNull var oldestDueAt: String?
        }

        struct OutageView: Encodable {
            let system: String
            @OrNull var number: String?
            let since: String
            let reason: String
            @OrNull var nextTryAt: String?
            let waiting: Int
        }

        struct ModelView: Encodable {
            let name: String
            let calls: Int
            let failures: Int
            let inputTokens: Int
            let outputTokens: Int
            @OrNull var cost: Double?
        }

        let sessions: [String: Int]
        let messages: [String: Int]
        let backlog: BacklogView
        let strayTexts: Int
        let outages: [OutageView]
        /// Of the last 30 days.
        let models: [ModelView]
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [.get("stats", may: .read, use: show)]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let now = services.clock.now()
        let statistics = try await services.database.read { try $0.statistics(at: now) }
        let backlog = statistics.backlog
        return try JSONResponse.make(
            StatisticsView(
                sessions: Dictionary(uniqueKeysWithValues: statistics.sessions.map { ($0.rawValue, $1) }),
                messages: Dictionary(uniqueKeysWithValues: statistics.messages.map { ($0.rawValue, $1) }),
                backlog: StatisticsView.BacklogView(
                    waiting: backlog.waiting, running: backlog.running, setAside: backlog.setAside,
                    oldestDueAt: backlog.oldestDueAt?.iso8601),
                strayTexts: statistics.strayTexts,
                outages: statistics.outages.map { outage in
                    StatisticsView.OutageView(
                        system: outage.system, number: outage.number?.e164,
                        since: outage.since.iso8601, reason: outage.reason,
                        nextTryAt: outage.nextTryAt?.iso8601, waiting: outage.waiting)
                },
                models: statistics.models.sorted { $0.key < $1.key }.map { name, use in
                    StatisticsView.ModelView(
                        name: name, calls: use.calls, failures: use.failures,
                        inputTokens: use.usage.inputTokens, outputTokens: use.usage.outputTokens,
                        cost: use.costMicros > 0 ? Double(use.costMicros) / 1_000_000 : nil)
                }))
    }
}

extension Outage {
    /// Which system it is, as scripts read it.
    fileprivate var system: String {
        if edge == .model { return "model" }
        if webhook != nil { return "webhook" }
        return number == nil ? "creatio" : "carrier"
    }
}
