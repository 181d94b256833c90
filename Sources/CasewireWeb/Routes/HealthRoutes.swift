import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Whether the process lives, whether it can work, and its figures for Prometheus.
struct HealthRoutes {
    let services: Services
    let counts: RequestCounts

    func add(to router: some RouterMethods<WebContext>) {
        router.get("healthz") { _, _ in "ok\n" }
        router.get("readyz", use: readiness)
        router.get("metrics", use: metrics)
    }

    /// Ready means that the database can be read.
    private func readiness(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            _ = try await services.database.read { try $0.rows("SELECT 1 AS yes") }
        } catch {
            // The words name host and database, never a password, and say what to look at.
            context.logger.error("The database cannot be read.", metadata: ["error": "\(error)"])
            throw Problem.unavailable("The database cannot be read. Check that it is up; the log says why.")
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ready\n")))
    }

    private func metrics(_ request: Request, _ context: WebContext) async throws -> Response {
        let now = services.clock.now()
        let statistics = try await services.database.read { try $0.statistics(at: now) }
        let text = MetricsText(statistics: statistics, requests: counts.all, at: now).text
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
