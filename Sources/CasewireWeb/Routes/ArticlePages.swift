import Casewire
import CasewirePages
import CasewireStorage
import HTTPTypes
import Hummingbird

/// One article in the dashboard: writing, previewing, publishing, its versions.
struct ArticlePages {
    let services: Services
    let presenter: PagePresenter

    /// Bytes of a form with an article in it, every character of which may take nine.
    static let largestForm = 2 << 20

    var routes: [Endpoint<BrowserContext>] {
        [
            .get("knowledge/new", may: .configure, use: new),
            .form("knowledge/new", may: .configure, limit: Self.largestForm, use: create),
            .get("knowledge/{id}", may: .read, use: show),
            .form("knowledge/{id}", may: .configure, limit: Self.largestForm, use: save),
            .get("knowledge/{id}/versions", may: .read, use: versions),
            .form("knowledge/{id}/restore", may: .configure, use: restore),
            .form("knowledge/{id}/delete", may: .configure, use: delete),
        ] + ArticleActions.Step.allCases.map(step)
    }

    private var actions: ArticleActions { ArticleActions(services: services) }

    /// `?question=ID` begins with an unanswered question and what a rep said to it; `?kind=` with a kind.
    private func new(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let kind = request.queryValue("kind").flatMap(Article.Kind.init) ?? .article
        var form = ArticleForm(ArticleContent(kind: kind, title: ""))
        if let question = request.queryValue("question"),
            let proposal = try await QuestionActions(services: services).proposal(for: question)
        {
            form = ArticleForm(proposal.content, questions: proposal.questions)
        }
        return try page(context, record: nil, form: form)
    }

    private func create(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let entered = ArticleForm(form)
        guard form["action"] != "preview" else { return try page(context, record: nil, form: entered) }
        do {
            let record = try await actions.create(
                entered.content, state: form["action"] == "publish" ? .published : .draft,
                answering: entered.questions, by: context.callerName)
            return .redirect(to: "/knowledge/\(record.id)?saved=yes")
        } catch let refusal as ArticleActions.Refusal {
            return try page(context, record: nil, form: entered, problem: refusal)
        }
    }

    private func show(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let record = try await actions.article(try context.articleID())
        return try page(
            context, record: record, form: ArticleForm(record.content, version: record.version),
            notice: request.queryValue("saved") == "yes" ? say("Saved.") : nil)
    }

    private func save(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.articleID()
        let entered = ArticleForm(form)
        let record = try await actions.article(id)
        guard form["action"] != "preview" else { return try page(context, record: record, form: entered) }
        do {
            _ = try await actions.change(id, version: entered.version, by: context.callerName) { _ in
                entered.content
            }
            return .redirect(to: "/knowledge/\(id)?saved=yes")
        } catch let refusal as ArticleActions.Refusal {
            return try page(context, record: record, form: entered, problem: refusal)
        }
    }

    private func step(_ step: ArticleActions.Step) -> Endpoint<BrowserContext> {
        .form("knowledge/{id}/\(step.rawValue)", may: .configure) { _, context in
            let id = try context.articleID()
            _ = try await actions.take(step, on: id, by: context.callerName)
            return .redirect(to: "/knowledge/\(id)?saved=yes")
        }
    }

    private func versions(_ request: Request, _ context: BrowserContext) async throws -> Response {
        let id = try context.articleID()
        let record = try await actions.article(id)
        return try presenter.response(
            ArticleVersionsPage(
                frame: presenter.frame(
                    title: say("Versions of \(record.content.title)"), section: .knowledge, for: context),
                formToken: context.signIn.formToken, record: record,
                versions: try await actions.versions(of: id), mayChange: context.role.may(.configure)))
    }

    private func restore(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        let id = try context.articleID()
        guard let version = form["version"].flatMap({ Int($0) }) else {
            throw ArticleActions.Refusal.noSuchVersion
        }
        _ = try await actions.restore(version, of: id, by: context.callerName)
        return .redirect(to: "/knowledge/\(id)?saved=yes")
    }

    private func delete(_ form: FormBody, _ context: BrowserContext) async throws -> Response {
        try await actions.delete(try context.articleID())
        return .redirect(to: "/knowledge?state=archived&deleted=yes")
    }

    private func page(
        _ context: BrowserContext, record: ArticleRecord?, form: ArticleForm, notice: String? = nil,
        problem: ArticleActions.Refusal? = nil
    ) throws -> Response {
        try presenter.response(
            ArticlePage(
                frame: presenter.frame(
                    title: record?.content.title ?? say("New article"), section: .knowledge, for: context),
                formToken: context.signIn.formToken, mayChange: context.role.may(.configure), record: record,
                form: form, notice: notice, problem: problem?.description),
            status: problem == nil ? .ok : problem == .changedMeanwhile ? .conflict : .unprocessableContent)
    }
}

extension RequestContext {
    func articleID() throws -> Article.ID {
        Article.ID(rawValue: try parameter("id").lowercased())
    }
}
