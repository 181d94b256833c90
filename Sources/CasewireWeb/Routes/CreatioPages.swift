import Casewire
import CasewirePages
import CasewireStorage
import Foundation
import HTTPTypes
import Hummingbird

/// The connection to Creatio: its state, what was tried, and what Creatio's processes call.
struct CreatioPages {
    let services: Services
    let presenter: PagePresenter
    let refused: RefusedHints

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("settings/creatio", may: .configure, use: show),
            .form("settings/creatio", may: .configure, use: connect),
            .get("settings/creatio/replies", may: .configure, use: preview),
            .get("settings/creatio/choices", may: .configure, use: showChoices),
            .form("settings/creatio/choices", may: .configure, use: choose),
        ]
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await page(context)
    }

    /// *Test & save*.
    private func connect(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        func field(_ name: String) -> String {
            String((form[name] ?? "").prefix(Self.longestField)).trimmingCharacters(
                in: .whitespacesAndNewlines)
        }
        var entry = ConnectCreatio.Entry()
        entry.url = field("url")
        entry.identityURL = field("identity_url")
        entry.clientID = field("client_id")
        entry.clientSecret = field("client_secret")
        entry.userName = field("user_name")
        entry.password = field("password")
        do {
            let steps = try await ConnectCreatio(services: services).run(entry)
            return try await page(
                context, entry: entry, steps: steps, status: steps.isPassed ? .ok : .unprocessableContent)
        } catch let problem as ConnectCreatio.Incomplete {
            return try await page(
                context, entry: entry, problem: problem.description, status: .unprocessableContent)
        }
    }

    private func preview(_ request: Request, _ context: BrowserContext) async throws -> Response {
        var lines: [ReplyPreview.Line] = []
        var problem: String?
        do {
            lines = try await ReplyPreview(services: services).lines()
        } catch let failure as CaseSystemFailure {
            problem = failure.words
        }
        return try presenter.response(
            CreatioRepliesPage(
                frame: presenter.frame(
                    title: say("What is sent from Creatio"), section: .creatio, for: context),
                lines: lines, problem: problem))
    }

    private func showChoices(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await choicesPage(context)
    }

    private func choose(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        func field(_ name: String) -> String {
            String((form[name] ?? "").prefix(Self.longestName)).trimmingCharacters(
                in: .whitespacesAndNewlines)
        }
        var entry = ChooseCreatio.Entry()
        entry.cases = CreatioSettings.CaseMode(rawValue: field("cases")) ?? .everyConversation
        entry.owner = field("owner")
        entry.group = field("group")
        entry.origin = field("origin")
        for phase in CasePhase.allCases { entry.statuses[phase] = field(phase.rawValue) }
        do {
            _ = try await ChooseCreatio(services: services).run(entry)
            return try await choicesPage(context, isSaved: true)
        } catch let problem as CatalogProblem {
            return try await choicesPage(
                context, entry: entry, problem: problem.description, status: .unprocessableContent)
        }
    }

    /// Without a connection there is nothing to choose from; a site that does not answer says why there.
    private func choicesPage(
        _ context: BrowserContext, entry: ChooseCreatio.Entry? = nil, problem: String? = nil,
        isSaved: Bool = false,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let vault = services.vault
        guard let settings = try await services.database.read({ try $0.creatioSettings(openedBy: vault) })
        else {
            return .redirect(to: "/settings/creatio")
        }
        let choices = try await CreatioChoices.read(settings, services: services)
        return try presenter.response(
            CreatioChoicesPage(
                frame: presenter.frame(title: say("What goes where"), section: .creatio, for: context),
                entry: entry ?? ChooseCreatio.Entry(settings), choices: choices, problem: problem,
                isSaved: isSaved,
                formToken: context.signIn.formToken),
            status: status)
    }

    /// Characters of a name of Creatio's.
    private static let longestName = 250
    /// Characters of an address, a name or a secret.
    private static let longestField = 2000

    private func page(
        _ context: BrowserContext, entry: ConnectCreatio.Entry? = nil, steps: [CreatioTrial.Step] = [],
        problem: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let vault = services.vault
        let (settings, state, heard) = try await services.database.read {
            (try $0.creatioSettings(openedBy: vault), try $0.creatioStatus(), try $0.hintRecord())
        }
        let guide = settings.map {
            CreatioGuide(settings: $0, publicURL: services.publicURL, heard: heard, refused: refused.newest)
        }
        return try presenter.response(
            CreatioPage(
                frame: presenter.frame(title: "Creatio", section: .creatio, for: context), settings: settings,
                status: state, entry: entry, steps: steps, problem: problem, guide: guide,
                formToken: context.signIn.formToken),
            status: status)
    }
}
