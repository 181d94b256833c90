import Casewire
import CasewireStorage
import TestSupport
import Testing

/// The question at the end of a session, and its answer.
@Suite struct SatisfactionTests {
    @Test(arguments: [
        ("5", 5, nil), (" 4 ", 4, nil), ("4/5", 4, nil), ("5 stars!", 5, nil), ("3 Sterne", 3, nil),
        ("1. Nobody helped me", 1, "Nobody helped me"), ("2, too slow", 2, "too slow"),
        ("5️⃣", 5, nil), ("4\nthe agent was kind", 4, "the agent was kind"), ("5!!!", 5, nil),
    ])
    func `a score is read with what stands behind it`(text: String, score: Int, comment: String?) {
        let read = SatisfactionScore(text)
        #expect(read?.score == score && read?.comment == comment)
    }

    @Test(arguments: [
        "0", "6", "10", "4521", "2.5", "5-2", "2 more things, when do I get it?", "great", "", "AB5",
        "1st floor please",
        "4 PM works", "1, 2 or 3?",
    ])
    func `other texts are no score`(text: String) {
        // "1, 2 or 3?" names several numbers, so that none of them is the answer.
        #expect(SatisfactionScore(text) == nil)
    }

    private func asked(on engine: Engine, _ survey: SatisfactionQuestion?) async throws -> World {
        let world = try await World(on: engine)
        try await world.connectCreatio {
            $0.mappings = [
                CaseMapping(column: "UsrTicket", from: .score),
                CaseMapping(column: "UsrPhone", from: .comment),
            ]
        }
        let now = world.clock.now()
        try await world.database.write { transaction in
            var settings = try transaction.agentSettings()
            settings.satisfaction = survey
            try transaction.save(settings, at: now)
        }
        try await world.converse("Hello, how do I return something?")
        let session = try await world.session()
        try await SessionActions(services: world.services).resolve(session.id, by: "test")
        try await world.settle(10)
        return world
    }

    @Test(arguments: Engine.all)
    func `the customer is asked once, and the score reaches the case without opening the session`(
        on engine: Engine
    ) async throws {
        let world = try await asked(on: engine, SatisfactionQuestion(thanks: "Thank you!"))
        #expect(
            await world.textsSent.last == "How did we do? Reply with a number from 1 (poor) to 5 (great).")
        let answered = try await world.converse("2, too slow")
        #expect(answered.state == .resolved)
        #expect(await world.textsSent.last == "Thank you!")
        let row = try #require(await world.creatio.rows("Case").first)
        #expect(row["UsrTicket"] == .number(2) && row.text("UsrPhone") == "too slow")
        let sent = await world.textsSent.count
        let again = try await world.converse("4")
        #expect(again.state == .agent)  // A second number is a text like any other.
        try await SessionActions(services: world.services).resolve(again.id, by: "test")
        try await world.settle(10)
        let question = await world.textsSent.dropFirst(sent).filter { $0.hasPrefix("How did we do?") }
        #expect(question.isEmpty)
    }

    @Test(arguments: Engine.all)
    func
        `another text opens the session as ever, and nobody is asked who wants no texts or nothing to be asked`(
            on engine: Engine
        ) async throws
    {
        let open = try await asked(on: engine, SatisfactionQuestion())
        #expect(try await open.converse("It broke again").state != .resolved)

        let off = try await asked(on: engine, nil)
        #expect(await !off.textsSent.contains { $0.contains("How did we do?") })

        let world = try await World(on: engine)
        let now = world.clock.now()
        try await world.database.write { transaction in
            var settings = try transaction.agentSettings()
            settings.satisfaction = SatisfactionQuestion(question: "Happy?")
            try transaction.save(settings, at: now)
        }
        try await world.converse("Hello, how do I return something?")
        try await world.converse("STOP")
        let sent = await world.textsSent.count
        try await SessionActions(services: world.services).resolve(try await world.session().id, by: "test")
        try await world.settle(10)
        #expect(await world.textsSent.count == sent)
    }

    @Test(arguments: ["en", "es", "fr", "de", "pt"])
    func `the question takes one segment`(language: String) {
        #expect(Segments(of: AgentPhrases.satisfaction(language: language)).count == 1)
    }
}
