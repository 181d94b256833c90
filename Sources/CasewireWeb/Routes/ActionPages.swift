import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Actions in the dashboard: a list, a form for one, and trying it.
struct ActionPages {
    let services: Services
    let presenter: PagePresenter

    private var actions: DeclareActions { DeclareActions(services: services) }

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/actions", may: .configure, use: list),
            .get("settings/actions/new", may: .configure) { _, context in
                try form(ActionForm(), of: nil, context)
            },
            .form("settings/actions/new", may: .configure) { form, context in
                try await save(form, replacing: nil, context)
            },
            .get("settings/actions/{name}", may: .configure) { request, context in
                let action = try await found(context)
                return try form(
                    ActionForm(action), of: action, context, isSaved: request.queryValue("saved") == "yes")
            },
            .form("settings/actions/{name}", may: .configure) { form, context in
                try await save(form, replacing: try await found(context), context)
            },
            .form("settings/actions/{name}/remove", may: .configure) { _, context in
                _ = try await actions.remove(try context.parameter("name"))
                return .redirect(to: "/settings/actions")
            },
            .form("settings/actions/{name}/trial", may: .configure, use: trial),
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let all = try await actions.list()
        let usesBuiltin = try await services.database.read { try $0.agentSettings().model == .builtin }
        return try presenter.response(
            ActionsPage(
                all, usesBuiltin: usesBuiltin,
                frame: presenter.frame(title: say("Actions"), section: .actions, for: context)))
    }

    private func save(_ entry: FormBody, replacing old: HTTPAction?, _ context: BrowserContext) async throws
        -> Response
    {
        var form = ActionForm(entry)
        if let old { form.name = old.name }
        do {
            let declaration = try form.declaration()
            if old == nil, try await actions.find(declaration.name) != nil {
                throw ActionDeclaration.Refusal(problems: [
                    say("There is an action of this name; open it to change it.")
                ])
            }
            let saved = try await actions.save(declaration)
            return .redirect(to: "/settings/actions/\(saved.action.name)?saved=yes")
        } catch let refusal as ActionDeclaration.Refusal {
            form.problem = refusal.problems.map { say(told: $0) }.joined(separator: " ")
            return try self.form(form, of: old, context, status: .unprocessableContent)
        }
    }

    private func trial(_ entry: FormBody, _ context: BrowserContext) async throws -> Response {
        let action = try await found(context)
        let text = entry["arguments"] ?? ""
        let result: ActionTrial
        if let arguments = JSONValue(decoding: Array((text.isEmpty ? "{}" : text).utf8)) {
            result = try await actions.trial(of: action, arguments: arguments, sends: entry["send"] == "yes")
        } else {
            result = ActionTrial(problem: say("The arguments are not JSON."))
        }
        return try form(
            ActionForm(action), of: action, context, trial: ActionPage.TrialPart(result, arguments: text))
    }

    private func found(_ context: BrowserContext) async throws -> HTTPAction {
        guard let action = try await actions.find(try context.parameter("name")) else {
            throw Problem.noSuchAction
        }
        return action
    }

    private func form(
        _ form: ActionForm, of action: HTTPAction?, _ context: BrowserContext, isSaved: Bool = false,
        trial: ActionPage.TrialPart? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try presenter.response(
            ActionPage(
                form, of: action, trial: trial, isSaved: isSaved,
                frame: presenter.frame(
                    title: action?.name ?? say("New action"), section: .actions, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
