import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Operators, API keys, the audit log and one's own account in the dashboard.
struct PeoplePages {
    let services: Services
    let presenter: PagePresenter

    private static let entriesAPage = 100

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/people", may: .managePeople) { _, context in try await show(context) },
            .form("settings/people", may: .managePeople, use: add),
            .form("settings/people/{id}/role", may: .managePeople, use: setRole),
            .form("settings/people/{id}/password", may: .managePeople, use: resetPassword),
            .form("settings/people/{id}/remove", may: .managePeople, use: remove),
            .form("settings/keys", may: .managePeople, use: makeKey),
            .form("settings/keys/{id}/revoke", may: .managePeople, use: revokeKey),
            .get("settings/audit", may: .managePeople, use: showAudit),
            .get("settings/account", may: .read) { _, context in try account(context) },
            .form("settings/account", may: .read, use: changePassword),
            .form("settings/account/language", may: .read, use: chooseLanguage),
        ]
    }

    private func actions(_ context: BrowserContext) -> PeopleActions {
        PeopleActions(services: services, role: context.role)
    }

    private func show(
        _ context: BrowserContext, made: PeoplePage.MadePart? = nil, problem: PeopleActions.Refusal? = nil
    ) async throws -> Response {
        let (people, keys) = try await services.database.read { (try $0.operators(), try $0.apiKeys()) }
        var response = try presenter.response(
            PeoplePage(
                people: people, keys: keys, caller: context.signIn, made: made, problem: problem?.description,
                frame: presenter.frame(title: say("People and keys"), section: .people, for: context)),
            status: problem.map { (refusal: PeopleActions.Refusal) -> HTTPResponse.Status in
                Problem(refusal).status
            } ?? .ok)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// Does what a form asks; a refusal is told on the page.
    private func attempt(
        _ context: BrowserContext, _ change: (PeopleActions) async throws -> PeoplePage.MadePart?
    ) async throws -> Response {
        do {
            let made = try await change(actions(context))
            return made == nil ? .redirect(to: "/settings/people") : try await show(context, made: made)
        } catch let refusal as PeopleActions.Refusal {
            return try await show(context, problem: refusal)
        }
    }

    private func add(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await attempt(context) { actions in
            let made = try await actions.add(email: form["email"] ?? "", role: try role(form))
            return PeoplePage.MadePart(
                words: say("\(made.name) was added. This is the password; it is shown this once:"),
                secret: made.secret.value)
        }
    }

    private func setRole(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = Operator.ID(rawValue: try context.parameter("id"))
        return try await attempt(context) { actions in
            try await actions.setRole(try role(form), of: id)
            return nil
        }
    }

    private func resetPassword(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = Operator.ID(rawValue: try context.parameter("id"))
        guard id != context.signIn.person.id else { return .redirect(to: "/settings/account") }
        return try await attempt(context) { actions in
            let made = try await actions.resetPassword(of: id)
            return PeoplePage.MadePart(
                words:
                    say(
                        "\(made.name) was signed out everywhere. This is the new password; it is shown this once:"
                    ),
                secret: made.secret.value)
        }
    }

    private func remove(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = Operator.ID(rawValue: try context.parameter("id"))
        return try await attempt(context) { actions in
            guard id != context.signIn.person.id else {
                throw PeopleActions.Refusal.notPossible(
                    say("Nobody removes themselves. Ask another owner or admin."))
            }
            try await actions.remove(id)
            return nil
        }
    }

    private func makeKey(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await attempt(context) { actions in
            let made = try await actions.makeKey(named: form["name"] ?? "", role: try role(form))
            return PeoplePage.MadePart(
                words: say("The key “\(made.name)” was made; it is shown this once:"),
                secret: made.secret.value)
        }
    }

    private func revokeKey(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = APIKey.ID(rawValue: try context.parameter("id"))
        return try await attempt(context) { actions in
            try await actions.revokeKey(id)
            return nil
        }
    }

    private func role(_ form: FormBody) throws -> Operator.Role {
        guard let role = form["role"].flatMap(Operator.Role.init(rawValue:)) else {
            throw PeopleActions.Refusal.invalid(say("Choose a role."))
        }
        return role
    }

    private func showAudit(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let (entries, next) = try await AuditAnswers(services: services).page(
            request, limit: Self.entriesAPage)
        return try presenter.response(
            AuditPage(
                entries, next: next,
                frame: presenter.frame(title: say("Audit log"), section: .audit, for: context)
            ))
    }

    private func account(
        _ context: BrowserContext, problem: PeopleActions.Refusal? = nil
    ) throws -> Response {
        try presenter.response(
            AccountPage(
                frame: presenter.frame(title: say("Your account"), section: .account, for: context),
                formToken: context.signIn.formToken, email: context.signIn.person.email,
                role: say(told: context.role.words), problem: problem.map { say(told: $0.description) },
                languages: presenter.languages, chosen: context.signIn.person.language),
            status: problem.map { (refusal: PeopleActions.Refusal) -> HTTPResponse.Status in
                Problem(refusal).status
            } ?? .ok)
    }

    private func chooseLanguage(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let language = form["language"] ?? ""
        do {
            try await actions(context).setOwnLanguage(
                language.isEmpty ? nil : language, of: context.signIn.person,
                from: presenter.languages.map(\.code))
            return .redirect(to: "/settings/account")
        } catch let refusal as PeopleActions.Refusal {
            return try account(context, problem: refusal)
        }
    }

    private func changePassword(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        do {
            guard form["new"] == form["again"] else {
                throw PeopleActions.Refusal.invalid(say("The new password was not typed twice alike."))
            }
            try await actions(context).changeOwnPassword(
                of: context.signIn.person, from: Secret(form["old"] ?? ""), to: Secret(form["new"] ?? ""))
            return .redirect(to: "/sign-in")
        } catch let refusal as PeopleActions.Refusal {
            return try account(context, problem: refusal)
        }
    }
}
