import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// What instructions, topics, short answers and languages do in a turn.
@Suite struct KnowledgeKindsTests {
    private func publish(_ contents: ArticleContent..., in world: World) async throws {
        let actions = ArticleActions(services: world.services)
        for content in contents { _ = try await actions.create(content, state: .published, by: "a") }
    }

    @Test(arguments: Engine.all)
    func `an instruction reaches the model in every turn, a draft of one does not`(on engine: Engine)
        async throws
    {
        let model = ScriptedModel()
        let world = try await World(on: engine, model: model)
        try await publish(
            ArticleContent(kind: .instruction, title: "Tone", body: "Be **brief**."),
            ArticleContent(title: "Returns", body: "Within 30 days."), in: world)
        _ = try await ArticleActions(services: world.services).create(
            ArticleContent(kind: .instruction, title: "Later", body: "Say nothing."), state: .draft, by: "a")
        try await world.converse("What about returns?")
        let turn = try #require(await model.turns.first)
        #expect(turn.instructions == ["Tone: Be brief."])
        #expect(turn.found.map(\.title) == ["Returns"])
    }

    @Test(arguments: Engine.all)
    func `a topic goes to people, by its name or as customers put it`(on engine: Engine) async throws {
        let world = try await World(on: engine)
        try await publish(
            ArticleContent(kind: .topic, title: "Product recall", examples: ["battery on fire"]), in: world)
        let session = try await world.converse("My battery caught fire, it was on the desk")
        #expect(session.state == .handedOff)
        #expect(session.handoff?.reasons == [.prohibitedTopic])
        #expect(try await world.converse("Hello there", from: "+15551230002").state == .agent)
    }

    @Test func `the short answer is texted in place of a passage`() async throws {
        let world = try await World(on: .memory, model: BuiltinModel())
        try await publish(
            ArticleContent(
                title: "Returns", body: "You can return any item within 30 days of delivery, with the label.",
                shortAnswer: "Send it back within 30 days: example.com/back",
                examples: ["how do I return this"]),
            in: world)
        try await world.converse("how do I return this")
        let texts = try await world.messages().map(\.text)
        #expect(texts.contains { $0.contains("Send it back within 30 days: example.com/back") })
        #expect(!texts.contains { $0.contains("You can return any item") })
    }

    @Test func `of articles that answer about as well the one in the customer's language comes first`() {
        func match(_ title: String, _ locale: String?, _ score: Double) -> KnowledgeMatch {
            KnowledgeMatch(
                article: Article.ID(rawValue: title), title: title, passage: title, score: score,
                locale: locale)
        }
        func first(_ matches: [KnowledgeMatch], for language: String?) -> String? {
            LanguagePreference.ordered(matches, for: language, threshold: 0.5).first?.title
        }
        let both = [match("Returns", "en", 0.9), match("Devoluciones", "es", 0.7)]
        #expect(first(both, for: "es") == "Devoluciones")
        #expect(first(both, for: "es-MX") == "Devoluciones")
        #expect(first(both, for: "en") == "Returns")
        #expect(first(both, for: nil) == "Returns")
        // Another matter is no better for being in the right language.
        #expect(first([match("Returns", "en", 0.9), match("Envíos", "es", 0.6)], for: "es") == "Returns")
        #expect(first([match("Returns", "en", 0.6), match("Envíos", "es", 0.4)], for: "es") == "Returns")
        // One without a language is anyone's.
        #expect(first([match("Returns", nil, 0.9), match("Envíos", "es", 0.7)], for: "es") == "Returns")
        #expect(
            first([match("Returns", nil, 0.9), match("Devoluciones", "es", 0.85)], for: "es")
                == "Devoluciones")
        #expect(first([match("Retouren", "de", 0.9), match("Returns", nil, 0.85)], for: "es") == "Returns")
    }

    @Test func `a preview shows what would be texted, in segments, and what to mind`() throws {
        let short = try #require(
            ArticlePreview(ArticleContent(title: "T", body: "Long", shortAnswer: "**Open** until 6.")))
        #expect(short.text == "Open until 6." && short.segments.count == 1 && short.notes.isEmpty)
        let long = try #require(
            ArticlePreview(
                ArticleContent(
                    title: "T",
                    body: Array(repeating: "This is a sentence.", count: 40).joined(separator: " "))))
        #expect(long.text.count <= 300 && long.notes.contains { $0.contains("longer than a message") })
        let keyword = try #require(
            ArticlePreview(ArticleContent(title: "T", body: "Reply YES to confirm.")))
        #expect(keyword.notes.contains { $0.contains("opts customers out or in") })
        #expect(ArticlePreview(ArticleContent(kind: .instruction, title: "T", body: "Be brief.")) == nil)
    }

    @Test(arguments: Engine.all)
    func `a setup file names what it sets and leaves the rest of an article as it is`(on engine: Engine)
        async throws
    {
        let world = try await World(on: engine)
        let actions = ArticleActions(services: world.services)
        let made = try await actions.create(
            ArticleContent(title: "Returns", body: "Old.", shortAnswer: "Short.", locale: "en"),
            state: .draft, by: "a")
        var setup = Setup()
        setup.knowledge = [Setup.ArticleEntry(title: "Returns", body: "New.", examples: ["back"])]
        let apply = ApplySetup(
            database: world.database, vault: world.services.vault, random: world.random, clock: world.clock)
        #expect(try await apply.apply(setup).count == 1)
        #expect(try await apply.apply(setup).isEmpty)
        let kept = try await actions.article(made.id)
        #expect(
            kept.content
                == ArticleContent(
                    title: "Returns", body: "New.", shortAnswer: "Short.", examples: ["back"], locale: "en"))
        #expect(kept.state == .draft)
        #expect(try await actions.versions(of: made.id).first?.by == "setup file")
    }
}
