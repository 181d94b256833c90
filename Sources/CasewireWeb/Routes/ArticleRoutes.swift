import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Articles, instructions and topics over the API.
struct ArticleRoutes {
    let services: Services

    /// Bytes of an article with all of its examples.
    static let largestArticle = 2 << 20

    var routes: [Endpoint<KeyContext>] {
        [
            .get("articles", may: .read, use: list), .post("articles", may: .configure, use: create),
            .get("articles/{id}", may: .read, use: show),
            .patch("articles/{id}", may: .configure, use: change),
            .delete("articles/{id}", may: .configure, use: delete),
            .get("articles/{id}/versions", may: .read, use: versions),
            .post("articles/{id}/restore", may: .configure, use: restore),
        ] + ArticleActions.Step.allCases.map(step)
    }

    private var actions: ArticleActions { ArticleActions(services: services) }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let limit = try request.limit()
        let query = ArticleQuery(
            search: request.queryValue("q"), state: try request.choice("state", of: ArticleQuery.State.self),
            kind: try request.choice("kind", of: Article.Kind.self), locale: request.queryValue("locale"),
            after: request.queryValue("cursor") ?? "", limit: limit + 1)
        let found = try await services.database.read { try $0.articleList(query) }
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last?.content.title : nil
        return try JSONResponse.make(ListView(items: page.map { ArticleView($0) }, next: next))
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(ArticleView(try await actions.article(try context.articleID())))
    }

    /// `{"title", "body"?, "short_answer"?, "examples"?, "kind"?, "locale"?, "state"?, "questions"?}`; a draft unless said otherwise.
    /// `questions` are the ids of unanswered questions that it is to answer.
    private func create(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(ArticleBody.self, limit: Self.largestArticle)
        guard let title = body.title else { throw Problem.badRequest("The field “title” is missing.") }
        let content = body.applied(to: ArticleContent(title: title))
        let record = try await actions.create(
            content, state: body.state ?? .draft, answering: body.questions ?? [],
            by: context.callerName)
        return try JSONResponse.make(ArticleView(record), status: .created)
    }

    /// What the body does not name stays; with `"version"`, only where nobody changed it since.
    private func change(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = try context.articleID()
        let body = try await request.json(ArticleBody.self, limit: Self.largestArticle)
        var record = try await actions.change(id, version: body.version, by: context.callerName) {
            body.applied(to: $0)
        }
        if let state = body.state, state != record.state {
            record = try await actions.take(
                state == .published ? .publish : .unpublish, on: id, by: context.callerName)
        }
        return try JSONResponse.make(ArticleView(record))
    }

    private func delete(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions.delete(try context.articleID())
        return Response(status: .noContent)
    }

    private func versions(_ request: Request, _ context: KeyContext) async throws -> Response {
        let versions = try await actions.versions(of: try context.articleID())
        return try JSONResponse.make(ListView(items: versions.map { ArticleVersionView($0) }, next: nil))
    }

    /// `{"version": 3}`.
    private func restore(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let version: Int }
        let id = try context.articleID()
        let version = try await request.json(Body.self).version
        return try JSONResponse.make(
            ArticleView(try await actions.restore(version, of: id, by: context.callerName)))
    }

    private func step(_ step: ArticleActions.Step) -> Endpoint<KeyContext> {
        .post("articles/{id}/\(step.rawValue)", may: .configure) { _, context in
            try JSONResponse.make(
                ArticleView(
                    try await actions.take(step, on: try context.articleID(), by: context.callerName)))
        }
    }
}

/// What a script writes of an article; `null` clears a short answer or a language.
private struct ArticleBody: Decodable, Sendable {
    let title: String?
    let body: String?
    let shortAnswer: String??
    let examples: [String]?
    let kind: Article.Kind?
    let locale: String??
    let state: ArticleRecord.State?
    let version: Int?
    let questions: [String]?

    private enum CodingKeys: String, CodingKey {
        case title, body, examples, kind, locale, state, version, questions
        case shortAnswer = "short_answer"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func clearable(_ key: CodingKeys) throws -> String?? {
            container.contains(key) ? .some(try container.decodeIfPresent(String.self, forKey: key)) : nil
        }
        title = try container.decodeIfPresent(String.self, forKey: .title)
        body = try container.decodeIfPresent(String.self, forKey: .body)
        shortAnswer = try clearable(.shortAnswer)
        examples = try container.decodeIfPresent([String].self, forKey: .examples)
        kind = try container.decodeIfPresent(Article.Kind.self, forKey: .kind)
        locale = try clearable(.locale)
        state = try container.decodeIfPresent(ArticleRecord.State.self, forKey: .state)
        version = try container.decodeIfPresent(Int.self, forKey: .version)
        questions = try container.decodeIfPresent([String].self, forKey: .questions)
    }

    func applied(to content: ArticleContent) -> ArticleContent {
        ArticleContent(
            kind: kind ?? content.kind, title: title ?? content.title, body: body ?? content.body,
            shortAnswer: shortAnswer ?? content.shortAnswer, examples: examples ?? content.examples,
            locale: locale ?? content.locale)
    }
}

extension Request {
    /// A word of the query out of a list; nil where it is absent.
    func choice<Word: RawRepresentable & CaseIterable>(_ name: String, of type: Word.Type) throws -> Word?
    where Word.RawValue == String {
        guard let text = queryValue(name) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw Problem.badRequest("“\(name)” is one of \(known).")
    }
}
