import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Knowledge in the dashboard: the list, *try it*, and what had no answer.
struct KnowledgePages {
    let services: Services
    let presenter: PagePresenter

    static let pageSize = 100

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("knowledge", may: .read, use: list),
            .get("knowledge/try", may: .read, use: tryPage),
            .form("knowledge/try", may: .answer, use: ask),
            .form("knowledge/threshold", may: .configure, use: setThreshold),
            .get("knowledge/unanswered", may: .read, use: unanswered),
            .form("knowledge/unanswered", may: .configure, limit: ArticlePages.largestForm, use: dismiss),
        ]
    }

    private func list(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let query = ArticleQuery(
            search: request.queryValue("q").map { String($0.prefix(200)) },
            state: request.queryValue("state").flatMap(ArticleQuery.State.init),
            kind: request.queryValue("kind").flatMap(Article.Kind.init), locale: request.queryValue("locale"),
            after: request.queryValue("cursor") ?? "", limit: Self.pageSize)
        var more = query
        more.limit += 1
        let read = try await services.database.read { [more] snapshot in
            (
                records: try snapshot.articleList(more), counts: try snapshot.articleCounts(),
                unanswered: try snapshot.unansweredCount()
            )
        }
        return try presenter.response(
            KnowledgePage(
                frame: presenter.frame(title: say("Knowledge"), section: .knowledge, for: context),
                query: query,
                records: read.records, counts: read.counts, unanswered: read.unanswered,
                mayChange: context.role.may(.configure), isDeleted: request.queryValue("deleted") == "yes"))
    }

    // MARK: Try it

    private func tryPage(_ request: Request, _ context: BrowserContext) async throws -> Response {
        try await page(context, notice: request.queryValue("saved") == "yes" ? say("Saved.") : nil)
    }

    private func ask(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let question = String((form["question"] ?? "").prefix(TryKnowledge.longestQuestion))
        guard !question.allSatisfy(\.isWhitespace) else {
            return try await page(
                context, problem: say("Write a question first."), status: .unprocessableContent)
        }
        let trial = try await TryKnowledge(services: services).ask(question)
        return try await page(context, question: question, trial: trial)
    }

    /// Empty, or the button for the calibrated one, gives the choice back to the program.
    private func setThreshold(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let text = form["calibrated"] == nil ? form["threshold"] ?? "" : ""
        do {
            try await TryKnowledge(services: services).setThreshold(text.isEmpty ? nil : Double(text) ?? -1)
        } catch let refusal as ArticleActions.Refusal {
            return try await page(context, problem: refusal.description, status: .unprocessableContent)
        }
        return .redirect(to: "/knowledge/try?saved=yes")
    }

    private func page(
        _ context: BrowserContext, question: String = "", trial: TrialTurn? = nil, notice: String? = nil,
        problem: String? = nil, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        try presenter.response(
            TryPage(
                frame: presenter.frame(title: say("Try it"), section: .knowledge, for: context),
                formToken: context.signIn.formToken, role: context.role, question: question, trial: trial,
                standing: try await TryKnowledge(services: services).standing(), notice: notice,
                problem: problem), status: status)
    }

    // MARK: Unanswered questions

    private func unanswered(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let groups = try await QuestionActions(services: services).groups()
        return try presenter.response(
            UnansweredPage(
                frame: presenter.frame(title: say("Unanswered questions"), section: .knowledge, for: context),
                formToken: context.signIn.formToken, groups: groups, mayChange: context.role.may(.configure)))
    }

    private func dismiss(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let ids = form.fields.filter { $0.name == "question" }.map(\.value)
        try await QuestionActions(services: services).dismiss(ids, by: context.callerName)
        return .redirect(to: "/knowledge/unanswered")
    }
}
