import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// The fields of a case in the dashboard: a list, a form for one, and trying it on a session that was.
struct FieldPages {
    let services: Services
    let presenter: PagePresenter

    private var actions: FieldActions { FieldActions(services: services) }

    /// Bytes of a form with all of a field's examples.
    private static let largestForm = 4 << 20
    /// Sessions that a field can be tried on here.
    private static let triedSessions = 20

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/fields", may: .configure, use: list),
            .get("settings/fields/{column}", may: .configure) { request, context in
                let column = try context.parameter("column")
                let kept = try await actions.list().first { $0.column == column }
                return try await page(
                    FieldForm(kept, column: column), context, isSaved: request.queryValue("saved") == "yes")
            },
            // A list of columns without a script: the browser asks for the chosen one.
            .get("settings/fields/new", may: .configure) { request, _ in
                guard let column = request.queryValue("column") else {
                    return .redirect(to: "/settings/fields")
                }
                return .redirect(to: "/settings/fields/\(SignInRoutes.encoded(column))")
            },
            .form("settings/fields/{column}", may: .configure, limit: Self.largestForm, use: save),
            .form("settings/fields/{column}/trial", may: .configure, limit: Self.largestForm, use: tryField),
            .form("settings/fields/{column}/remove", may: .configure) { _, context in
                _ = try await actions.remove(try context.parameter("column"))
                return .redirect(to: "/settings/fields")
            },
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let (fields, declared) = (
            try await actions.list(), try await services.database.read { try $0.declaredSettings() }
        )
        let live = await columns()
        return try presenter.response(
            FieldsPage(
                fields, columns: live.columns, trouble: live.trouble, isConnected: live.isConnected,
                note: say(told: declared?.warning(about: "creatio.fields")),
                frame: presenter.frame(title: say("Fields"), section: .fields, for: context)))
    }

    /// What the site has, or why that cannot be told.
    private func columns() async -> (columns: [CaseColumns.Column], trouble: String?, isConnected: Bool) {
        do {
            guard let columns = try await CaseColumns(services: services) else { return ([], nil, false) }
            return (try await columns.all(), nil, true)
        } catch {
            return ([], Self.words(error), true)
        }
    }

    private static func words(_ error: any Error) -> String {
        (error as? CaseSystemFailure)?.reason ?? say("Creatio did not answer.")
    }

    private func save(_ body: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = try await typed(body, context)
        do {
            _ = try await actions.save(form.field)
            return .redirect(to: "/settings/fields/\(SignInRoutes.encoded(form.column))?saved=yes")
        } catch let refusal as FieldActions.Refusal {
            form.problems = refusal.problems
        } catch let failure as CaseSystemFailure {
            form.problems = [SettingProblem("column", "could not be looked up: \(failure.reason)")]
        }
        return try await page(form, context, status: .unprocessableContent)
    }

    private func tryField(_ body: FormBody, _ context: BrowserContext) async throws -> Response {
        var form = try await typed(body, context)
        form.problems = form.field.problems
        guard form.problems.isEmpty else {
            return try await page(form, context, status: .unprocessableContent)
        }
        let session = Session.ID(rawValue: (body["session"] ?? "").lowercased())
        let values = try await values(of: form.column).values
        guard
            let trial = try await FieldTrial.run(form.field, values: values, on: session, services: services)
        else {
            form.problems = [SettingProblem("session", "is none that there is. Choose another.")]
            return try await page(form, context, status: .unprocessableContent)
        }
        return try await page(form, context, trial: FieldPage.TrialPart(trial), session: session)
    }

    /// What was typed over what is kept, which the page may have left out.
    private func typed(_ body: FormBody, _ context: BrowserContext) async throws -> FieldForm {
        let column = try context.parameter("column")
        let kept = try await actions.list().first { $0.column == column }
        return FieldForm(typed: body, over: kept, column: column)
    }

    /// The names of a lookup's values; none where it is a text or the site does not answer, which is told.
    private func values(of column: String) async throws -> (
        values: [String], lookup: Bool?, trouble: String?, isConnected: Bool
    ) {
        let live = await columns()
        guard let found = live.columns.first(where: { $0.name == column }) else {
            return ([], nil, live.trouble, live.isConnected)
        }
        guard let lookup = found.lookup, let reader = try await CaseColumns(services: services) else {
            return ([], false, nil, true)
        }
        do { return (try await reader.values(of: lookup), true, nil, true) } catch {
            return ([], true, Self.words(error), true)
        }
    }

    private func page(
        _ form: FieldForm, _ context: BrowserContext, trial: FieldPage.TrialPart? = nil,
        session: Session.ID? = nil, isSaved: Bool = false, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let live = try await values(of: form.column)
        // Without a site there is no column, and one that it does not have is none to fill.
        guard live.isConnected,
            form.isKept || !form.problems.isEmpty || live.lookup != nil || live.trouble != nil
        else {
            return .redirect(to: "/settings/fields")
        }
        var form = form
        if !form.isKept, let isLookup = live.lookup { form.kind = isLookup ? .dropdown : .text }
        let (entries, declared) = try await services.database.read {
            (
                try $0.inbox(InboxQuery(limit: Self.triedSessions)).entries, try $0.declaredSettings()
            )
        }
        return try presenter.response(
            FieldPage(
                form, values: live.values, trouble: live.trouble, sessions: entries, session: session,
                trial: trial, isSaved: isSaved, note: say(told: declared?.warning(about: "creatio.fields")),
                frame: presenter.frame(title: form.title, section: .fields, for: context),
                formToken: context.signIn.formToken), status: status)
    }
}
