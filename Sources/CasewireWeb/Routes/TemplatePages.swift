import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Templates in the dashboard: a list, a form for one, and its text for a session.
struct TemplatePages {
    let services: Services
    let presenter: PagePresenter

    private var actions: TemplateActions { TemplateActions(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/templates", may: .answer, use: list),
            .get("settings/templates/new", may: .configure) { _, context in
                try await form(.init(name: "", text: ""), of: nil, context)
            },
            .form("settings/templates/new", may: .configure, use: create),
            .get("settings/templates/{id}", may: .configure) { request, context in
                let template = try await actions.template(try context.templateID("id"))
                return try await form(
                    template.content, of: template, context, isSaved: request.queryValue("saved") == "yes")
            },
            .form("settings/templates/{id}", may: .configure, use: change),
            .form("settings/templates/{id}/remove", may: .configure) { _, context in
                try await actions.remove(try context.templateID("id"))
                return .redirect(to: "/settings/templates?removed=yes")
            },
            .get("sessions/{id}/templates/{template}", may: .answer) { _, context in
                try await services.filledTemplate(context)
            },
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let (templates, organization) = try await services.database.read {
            (try $0.replyTemplates(), try $0.organization())
        }
        return try presenter.response(
            TemplatesPage(
                templates, organization: organization, mayChange: context.role.may(.configure),
                isRemoved: request.queryValue("removed") == "yes",
                frame: presenter.frame(title: say("Templates"), section: .templates, for: context)))
    }

    private func create(_ entry: FormBody, _ context: BrowserContext) async throws -> Response {
        let content = Self.content(of: entry)
        do {
            let kept = try await actions.create(content, by: context.callerName)
            return .redirect(to: "/settings/templates/\(kept.id)?saved=yes")
        } catch let refusal as TemplateActions.Refusal {
            return try await form(content, of: nil, context, problem: refusal.description)
        }
    }

    private func change(_ entry: FormBody, _ context: BrowserContext) async throws -> Response {
        let (id, content) = (try context.templateID("id"), Self.content(of: entry))
        let kept = try await actions.template(id)
        do {
            _ = try await actions.change(id, by: context.callerName) { _ in content }
            return .redirect(to: "/settings/templates/\(id)?saved=yes")
        } catch let refusal as TemplateActions.Refusal where refusal != .noSuchTemplate {
            return try await form(content, of: kept, context, problem: refusal.description)
        }
    }

    private static func content(of entry: FormBody) -> ReplyTemplate.Content {
        ReplyTemplate.Content(
            name: entry["name"] ?? "", text: entry["text"] ?? "", shortcut: entry["shortcut"])
    }

    private func form(
        _ content: ReplyTemplate.Content, of kept: ReplyTemplate?, _ context: BrowserContext,
        problem: String? = nil, isSaved: Bool = false
    ) async throws -> Response {
        let organization = try await services.database.read { try $0.organization() }
        return try presenter.response(
            TemplatePage(
                content, of: kept, organization: organization, problem: problem, isSaved: isSaved,
                frame: presenter.frame(
                    title: kept?.content.name ?? say("New template"), section: .templates, for: context),
                formToken: context.signIn.formToken),
            status: problem == nil ? .ok : .unprocessableContent)
    }
}
