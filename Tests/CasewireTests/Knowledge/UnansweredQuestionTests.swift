import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

@Suite struct UnansweredQuestionTests {
    @Test(arguments: Engine.all)
    func `a question without an answer is kept masked, once, and becomes an article with the rep's reply`(
        on engine: Engine
    ) async throws {
        let world = try await World(on: engine, model: BuiltinModel())
        let actions = QuestionActions(services: world.services)
        let session = try await world.converse("Do you engrave watches? My card is 4111 1111 1111 1111")
        #expect(session.handoff?.reasons == [.insufficientKnowledge])
        world.clock.advance(by: .seconds(60))
        try await world.converse("do you engrave a watch", from: "+15551230002")
        world.clock.advance(by: .seconds(60))
        try await world.converse("Which airport has a shop of yours?", from: "+15551230003")

        let groups = try await actions.groups()
        #expect(groups.map(\.questions.count) == [1, 2])
        #expect(groups[1].questions.map(\.reason) == [.insufficientKnowledge, .insufficientKnowledge])
        #expect(!groups.flatMap(\.questions).contains { $0.text.contains("4111") })

        _ = try await SessionActions(services: world.services).reply(
            "Yes, engraving costs $10.", in: session.id, by: "rep", key: nil)
        let proposal = try #require(
            try await actions.proposal(for: groups[1].questions[0].id))
        #expect(proposal.content.body == "Yes, engraving costs $10.")
        #expect(proposal.content.title == "do you engrave a watch")
        #expect(proposal.content.examples.count == 2 && proposal.questions.count == 2)

        let article = try await ArticleActions(services: world.services).create(
            proposal.content, state: .published, answering: proposal.questions, by: "owner")
        #expect(try await actions.groups().count == 1)
        let row = try await world.database.read {
            try $0.rows("SELECT article_id FROM unanswered WHERE article_id IS NOT NULL").map {
                row -> String in
                try row["article_id"]
            }
        }
        #expect(row == [article.id.rawValue, article.id.rawValue])
        #expect(try await actions.dismiss(groups[0].questions.map(\.id), by: "owner") == 1)
        #expect(try await actions.groups().isEmpty)
        #expect(try await actions.dismiss(["nothing"], by: "owner") == 0)
    }

    @Test(arguments: Engine.all)
    func `an answer that only just fits is kept too, one that fits is not`(on engine: Engine) async throws {
        let model = ScriptedModel { turn in
            let isSure = turn.newTexts.joined().contains("sure")
            return .reply("Yes.", sources: [Article.ID(rawValue: "a")], confidence: isSure ? 0.9 : 0.55)
        }
        let world = try await World(on: engine, model: model)
        try await world.converse("something doubtful about parcels")
        try await world.converse("something sure about parcels", from: "+15551230002")
        let open = try await world.database.read { try $0.unansweredQuestions(limit: 10) }
        #expect(open.map(\.reason) == [.lowConfidence])
        #expect(open.first?.text == "something doubtful about parcels")
    }

    @Test func `like questions stand together, others apart`() {
        func question(_ number: Int, _ text: String) -> UnansweredQuestion {
            UnansweredQuestion(
                id: "\(number)", session: Session.ID(rawValue: "s"), position: number, text: text,
                reason: .insufficientKnowledge, bestTitle: nil, bestScore: nil,
                at: Timestamp(milliseconds: Int64(-number)))
        }
        let texts = [
            "Can I pay with crypto?", "do you gift wrap orders", "can you gift wrap my order please",
            "is paying with crypto possible", "Where can I find your annual report?",
            "Do you accept crypto payments", "gift wrapping available?",
            "what is your wifi password in the store",
            "do you have a student discount", "student discounts?", "is there any discount for students",
        ]
        let groups = QuestionGroup.groups(of: texts.enumerated().map { question($0.offset, $0.element) })
        let sizes = groups.map(\.questions.count)
        #expect(groups.first?.questions.first?.text == texts[0])
        #expect(sizes.reduce(0, +) == texts.count)
        for group in groups {
            let words = ["crypto", "wrap", "report", "wifi", "discount"].filter { word in
                group.questions.contains { $0.text.contains(word) }
            }
            #expect(words.count == 1, "\(group.questions.map(\.text))")
        }
        #expect(groups.count <= 7, "\(groups.map { $0.questions.map(\.text) })")
        #expect(QuestionGroup.groups(of: []).isEmpty)
    }
}
