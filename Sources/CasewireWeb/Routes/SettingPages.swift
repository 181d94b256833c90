import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird

/// The organization, the agent and the hours in the dashboard.
struct SettingPages {
    let services: Services
    let presenter: PagePresenter

    private var changes: ChangeSettings { ChangeSettings(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/organization", may: .configure) { request, context in
                try await organization(context, saved: request.queryValue("saved"))
            },
            .form("settings/organization", may: .configure, use: saveOrganization),
            .get("settings/agent", may: .configure) { request, context in
                try await agent(context, saved: request.queryValue("saved"))
            },
            .form("settings/agent", may: .configure, use: saveAgent),
            .form("settings/agent/trial", may: .configure) { _, context in
                try await agent(context, trial: try await ModelProbe.run(with: services))
            },
            .get("settings/hours", may: .configure) { request, context in
                try await hours(context, saved: request.queryValue("saved"))
            },
            .form("settings/hours", may: .configure, use: saveHours),
        ]
    }

    // MARK: Organization

    private func saveOrganization(_ body: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = SettingForm("organization", typed: body)
        do {
            let outcome = try await changes.organization(form.organization, by: context.caller)
            return .redirect(to: SettingOutcome.address("/settings/organization", outcome))
        } catch let refusal as ChangeSettings.Refusal {
            form.problems = refusal.problems
            return try await organization(context, typed: form, status: .unprocessableContent)
        }
    }

    private func organization(
        _ context: BrowserContext, typed: SettingForm? = nil, saved: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (kept, declared) = try await services.database.read {
            (try $0.organization(), try $0.declaredSettings())
        }
        var form = typed ?? SettingForm("organization", kept: kept.declared, declared: declared)
        form.declared = declared
        return try presenter.response(
            OrganizationPage(
                form, saved: saved,
                frame: presenter.frame(title: say("Organization"), section: .organization, for: context),
                formToken: context.signIn.formToken), status: status)
    }

    // MARK: Agent

    private func saveAgent(_ body: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = SettingForm("agent", typed: body)
        do {
            let outcome = try await changes.agent(form.agent, by: context.caller)
            return .redirect(to: SettingOutcome.address("/settings/agent", outcome))
        } catch let refusal as ChangeSettings.Refusal {
            form.problems = refusal.problems
            return try await agent(context, typed: form, status: .unprocessableContent)
        }
    }

    private func agent(
        _ context: BrowserContext, typed: SettingForm? = nil, saved: String? = nil,
        trial: ModelProbe? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let vault = services.vault
        let (kept, declared) = try await services.database.read {
            (try $0.agentSettings().declared(openedBy: vault), try $0.declaredSettings())
        }
        var form = typed ?? .agent(kept, declared: declared)
        form.declared = declared
        form.values["model.has_api_key"] = kept["model"]?["has_api_key"]?.plain
        return try presenter.response(
            AgentPage(
                form, saved: saved, trial: trial,
                frame: presenter.frame(title: say("Agent"), section: .agent, for: context),
                formToken: context.signIn.formToken), status: status)
    }

    // MARK: Hours

    private func saveHours(_ body: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = HoursForm(typed: body)
        do {
            let outcome = try await changes.hours(form.declaration, by: context.caller)
            return .redirect(to: SettingOutcome.address("/settings/hours", outcome))
        } catch let refusal as ChangeSettings.Refusal {
            form.form.problems = refusal.problems
            return try await hours(context, typed: form, status: .unprocessableContent)
        }
    }

    private func hours(
        _ context: BrowserContext, typed: HoursForm? = nil, saved: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let (organization, agent, declared) = try await services.database.read {
            (try $0.organization(), try $0.agentSettings(), try $0.declaredSettings())
        }
        var form =
            typed ?? HoursForm(agent.hours, timezone: organization.timezone, declared: declared)
        form.form.declared = declared
        let zone = form.form.values["hours.timezone"] ?? organization.timezone
        var zones = TimeZone.knownTimeZoneIdentifiers.sorted()
        if !zones.contains(zone) { zones.insert(zone, at: 0) }
        return try presenter.response(
            HoursPage(
                form, state: HoursState(agent, organization: organization, at: services.clock.now()),
                saved: saved, zones: zones,
                frame: presenter.frame(title: say("Hours"), section: .hours, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}

extension CallerContext {
    /// As the audit log names them.
    var caller: Caller { Caller(name: callerName, role: role) }
}
