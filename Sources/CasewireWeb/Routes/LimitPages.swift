import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Limits and quiet hours in the dashboard.
struct LimitPages {
    let services: Services
    let presenter: PagePresenter

    /// Characters of a field; a list of blocked numbers may be long.
    private static let longestField = 20_000

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/limits", may: .configure, use: show),
            .form("settings/limits", may: .configure, use: save),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await page(context, isSaved: request.queryValue("saved") == "yes")
    }

    private func save(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        var values: [String: String] = [:]
        for name in LimitsForm.fields {
            if let value = form[name] { values[name] = String(value.prefix(Self.longestField)) }
        }
        var entry = LimitsForm(values: values)
        do {
            try await SetLimits(services: services).run(entry.entry, quiet: entry.quiet)
        } catch let refusal as SetLimits.Refusal {
            entry.problem = refusal.description
            return try await page(context, entry: entry, status: .unprocessableContent)
        }
        return .redirect(to: "/settings/limits?saved=yes")
    }

    private func page(
        _ context: BrowserContext, entry: LimitsForm? = nil, isSaved: Bool = false,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let now = services.clock.now()
        let (organization, uses) = try await services.database.read {
            (try $0.organization(), try $0.limitUses(at: now))
        }
        return try presenter.response(
            LimitsPage(
                organization, uses: uses, entry: entry, isSaved: isSaved,
                frame: presenter.frame(title: say("Limits"), section: .limits, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
