import Casewire
import CasewireStorage
import Hummingbird

/// How far the server is set up, over the API.
struct SetupRoutes {
    struct StepView: Encodable {
        let step: String
        let state: String
        let words: String
    }

    private struct Result: Decodable {
        let passed: Bool
        let problem: String?
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("setup", may: .configure, use: show),
            .post("setup/selftest", may: .configure, use: keep),
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let vault = services.vault
        let progress = try await services.database.read { try $0.setupProgress(openedBy: vault) }
        return try JSONResponse.make(
            ListView(
                items: progress.entries.map {
                    StepView(step: $0.step.rawValue, state: $0.state.rawValue, words: $0.words)
                }, next: nil))
    }

    /// `{"passed": bool, "problem"?: string}`: how `casewire selftest` ended.
    private func keep(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(Result.self)
        let now = services.clock.now()
        let result = SelftestResult(passed: body.passed, problem: body.problem, at: now)
        try await services.database.write {
            try $0.saveSetting(SelftestResult.name, result, at: now)
        }
        return Response(status: .noContent)
    }
}
