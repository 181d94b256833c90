import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct ArticleActionsTests {
    private func trainings(in world: World) async throws -> Int {
        try await world.database.read {
            try $0.rows("SELECT id FROM job WHERE kind = \(TrainKnowledge.kind)").count
        }
    }

    @Test(arguments: Engine.all)
    func `a draft is the writer's alone, a published article the agent's`(on engine: Engine) async throws {
        let world = try await World(on: engine, model: BuiltinModel())
        let actions = ArticleActions(services: world.services)
        let draft = try await actions.create(
            ArticleContent(title: " Returns ", body: "Within 30 days.", examples: ["how do I return", ""]),
            state: .draft, by: "owner@example.com")
        #expect(draft.content.title == "Returns" && draft.content.examples == ["how do I return"])
        #expect(try await world.database.read { try $0.articles().isEmpty && $0.knowledgeVersion() == 0 })
        #expect(try await trainings(in: world) == 0)
        #expect(try await world.converse("how do I return this?").state == .handedOff)

        _ = try await actions.take(.publish, on: draft.id, by: "owner@example.com")
        #expect(try await trainings(in: world) == 1)
        try await world.converse("how do I return this?", from: "+15551230002")
        #expect(
            try await world.messages(of: "+15551230002").contains { $0.text.contains("Within 30 days.") })

        _ = try await actions.take(.archive, on: draft.id, by: "owner@example.com")
        #expect(try await world.database.read { try $0.articles().isEmpty })
        let back = try await actions.take(.unarchive, on: draft.id, by: "owner@example.com")
        #expect(back.state == .draft && back.archivedAt == nil)
    }

    @Test(arguments: Engine.all)
    func `each change is kept with who made it, and an old version comes back`(on engine: Engine) async throws
    {
        let world = try await World(on: engine)
        let actions = ArticleActions(services: world.services)
        let made = try await actions.create(
            ArticleContent(title: "Returns", body: "One.", shortAnswer: "1", locale: "en"), state: .published,
            by: "a@example.com")
        world.clock.advance(by: .seconds(60))
        _ = try await actions.change(made.id, version: 1, by: "b@example.com") { _ in
            ArticleContent(title: "Sending back", body: "Two.")
        }
        let same = try await actions.change(made.id, by: "c@example.com") { $0 }
        #expect(same.version == 2)
        let restored = try await actions.restore(1, of: made.id, by: "d@example.com")
        #expect(restored.content == made.content && restored.state == .published && restored.version == 3)
        let versions = try await actions.versions(of: made.id)
        #expect(versions.map(\.change) == ["restored version 1", "edited", "created"])
        #expect(versions.map(\.by) == ["d@example.com", "b@example.com", "a@example.com"])
        #expect(versions.map(\.content.body) == ["One.", "Two.", "One."])
        #expect(versions[1].at - versions[2].at == .seconds(60))
        await #expect(throws: ArticleActions.Refusal.noSuchVersion) {
            try await actions.restore(9, of: made.id, by: "d@example.com")
        }
        try await actions.delete(made.id)
        await #expect(throws: ArticleActions.Refusal.noSuchArticle) { try await actions.article(made.id) }
        let left = try await world.database.read { try $0.rows("SELECT version FROM article_version").count }
        #expect(left == 0)
    }

    @Test(arguments: Engine.all)
    func `what does not fit is refused in words and changes nothing`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        let actions = ArticleActions(services: world.services)
        let made = try await actions.create(
            ArticleContent(title: "Returns", body: "One."), state: .draft, by: "a")
        _ = try await actions.change(made.id, version: 1, by: "a") { content in
            ArticleContent(title: content.title, body: "Two.")
        }
        await #expect(throws: ArticleActions.Refusal.changedMeanwhile) {
            try await actions.change(made.id, version: 1, by: "b") { content in
                ArticleContent(title: content.title, body: "Three.")
            }
        }
        await #expect(throws: ArticleActions.Refusal.titleTaken("Returns", isArchived: false)) {
            try await actions.create(ArticleContent(title: "Returns", body: "x"), state: .draft, by: "b")
        }
        let bad = ArticleContent(
            title: "", body: "", examples: [String(repeating: "x", count: 501)], locale: "English")
        let problems = bad.tidied.problems
        for words in ["title", "nothing to say", "500 characters", "language tag"] {
            #expect(problems.contains { $0.contains(words) }, "\(words)")
        }
        await #expect(throws: ArticleActions.Refusal.self) {
            try await actions.create(bad, state: .published, by: "b")
        }
        let kept = try await world.database.read { try $0.articleList(ArticleQuery()) }
        #expect(kept.map(\.content.body) == ["Two."])
    }

    @Test(arguments: Engine.all)
    func `the list is narrowed by words, state, kind and language, a page at a time`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let actions = ArticleActions(services: world.services)
        for (title, kind, locale, state) in [
            ("A 100% refund", Article.Kind.article, String?.none, ArticleRecord.State.published),
            ("B", .article, "es", .draft), ("C", .instruction, nil, .published), ("D", .topic, nil, .draft),
        ] {
            _ = try await actions.create(
                ArticleContent(kind: kind, title: title, body: "Text of \(title)", locale: locale),
                state: state, by: "a")
        }
        func titles(_ query: ArticleQuery) async throws -> [String] {
            try await world.database.read { try $0.articleList(query) }.map {
                String($0.content.title.prefix(1))
            }
        }
        #expect(try await titles(ArticleQuery(limit: 3)) == ["A", "B", "C"])
        #expect(try await titles(ArticleQuery(after: "C")) == ["D"])
        #expect(try await titles(ArticleQuery(search: "100%")) == ["A"])
        #expect(try await titles(ArticleQuery(search: "text OF")) == ["A", "B", "C", "D"])
        #expect(try await titles(ArticleQuery(state: .draft)) == ["B", "D"])
        #expect(try await titles(ArticleQuery(kind: .instruction)) == ["C"])
        #expect(try await titles(ArticleQuery(locale: "es")) == ["B"])
        let counts = try await world.database.read { try $0.articleCounts() }
        #expect(counts.published == 2 && counts.drafts == 2 && counts.archived == 0)
        #expect(counts.byKind[.article] == 2 && counts.locales == ["es"])
    }
}
