import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

/// What becomes of each trigger at each level, tried with texts from a customer's phone.
@Suite struct DecisionTableTests {
    /// What a customer sees of a turn.
    enum Outcome: String, Sendable {
        case answers, declines, saysUnknown = "says so", apologizes
        case asksForFacts = "asks for facts", offersHelp = "offers help", asksToRephrase = "asks to rephrase"
        case handsOff = "hands off", silent
    }

    struct Row: Sendable {
        let name: String
        /// Asked again and again; the last one to the end.
        let texts: [String]
        let reason: HandoffReason
        /// At none, quick, balanced and patient.
        let cells: [[Outcome]]
        var model: Wish = .answers
        var byHand = false
    }

    enum Wish: Sendable, Hashable { case answers, cannotAnswer, fails, wants(HandoffReason) }

    private static let always = [[Outcome]](repeating: [.handsOff], count: 4)

    private static func request(_ language: String, _ text: String) -> Row {
        Row(
            name: "a person, asked for in \(language)", texts: [text], reason: .userRequested,
            cells: [
                [.declines, .declines, .declines, .declines], [.handsOff], [.asksForFacts, .handsOff],
                [.offersHelp, .offersHelp, .handsOff],
            ])
    }

    static let rows: [Row] = [
        request("English", "I need to speak with a person"),
        request("Spanish", "Quiero hablar con una persona"),
        request("French", "Je veux parler à une personne"),
        request("German", "Ich möchte mit einem Menschen sprechen"),
        request("Portuguese", "Quero falar com uma pessoa"),
        Row(
            name: "a person, facts known",
            texts: ["My jacket AB123456 has a torn sleeve", "I need to speak with a person"],
            reason: .userRequested,
            cells: [
                [.answers, .declines, .declines], [.answers, .handsOff], [.answers, .handsOff],
                [.answers, .offersHelp, .offersHelp, .handsOff],
            ]),
        Row(
            name: "a person, heard by the model", texts: ["Could a colleague of yours look at my boots?"],
            reason: .userRequested,
            cells: [
                [.declines, .declines, .declines], [.handsOff], [.asksForFacts, .handsOff],
                [.offersHelp, .offersHelp, .handsOff],
            ], model: .wants(.userRequested)),
        Row(
            name: "nothing in the knowledge answers", texts: ["Do you sell boats?"],
            reason: .insufficientKnowledge,
            cells: [
                [.saysUnknown, .saysUnknown, .saysUnknown], [.handsOff], [.asksToRephrase, .handsOff],
                [.asksToRephrase, .asksToRephrase, .handsOff],
            ], model: .cannotAnswer),
        Row(
            name: "no tool for it", texts: ["Move my order to Friday"], reason: .insufficientTools,
            cells: [
                [.saysUnknown, .saysUnknown, .saysUnknown], [.handsOff], [.asksToRephrase, .handsOff],
                [.asksToRephrase, .asksToRephrase, .handsOff],
            ], model: .wants(.insufficientTools)),
        Row(
            name: "frustration", texts: ["This is ridiculous, you are useless!"], reason: .frustration,
            cells: [[.answers, .answers, .answers], [.handsOff], [.handsOff], [.answers, .handsOff]]),
        Row(
            name: "frustration, heard by the model", texts: ["Well, that was a great help indeed"],
            reason: .frustration,
            cells: [
                [.saysUnknown, .saysUnknown, .saysUnknown], [.handsOff], [.handsOff],
                [.asksToRephrase, .handsOff],
            ], model: .wants(.frustration)),
        Row(
            name: "a topic", texts: ["I will talk to my lawyer about this"], reason: .prohibitedTopic,
            cells: always),
        Row(
            name: "a topic, heard by the model", texts: ["You will hear from a court"],
            reason: .prohibitedTopic,
            cells: always, model: .wants(.prohibitedTopic)),
        Row(
            name: "an instruction", texts: ["I am a journalist"], reason: .instructions, cells: always,
            model: .wants(.instructions)),
        Row(
            name: "an operator's click, the API", texts: ["Hello, where is my order?"], reason: .operator,
            cells: [[Outcome]](repeating: [.answers, .handsOff], count: 4), byHand: true),
        Row(
            name: "the model failed or was late", texts: ["How do I return a jacket?"],
            reason: .modelUnavailable,
            cells: [[.apologizes, .apologizes, .apologizes], [.handsOff], [.handsOff], [.handsOff]],
            model: .fails),
    ]

    @Test(arguments: Engine.all)
    func `each trigger does at each level what the table says`(on engine: Engine) async throws {
        var lines = ["| trigger | none | quick | balanced | patient |", "|---|---|---|---|---|"]
        for row in Self.rows {
            var cells: [String] = []
            for (level, wanted) in zip(HandoffLevel.allCases, row.cells) {
                let seen = try await outcomes(of: row, at: level, turns: wanted.count, on: engine)
                #expect(seen == wanted, "\(row.name) at \(level.rawValue)")
                cells.append(seen.map(\.rawValue).joined(separator: ", "))
            }
            lines.append("| \(row.name) | " + cells.joined(separator: " | ") + " |")
        }
        print(lines.joined(separator: "\n"))
    }

    @Test func `a trigger that is set on its own goes by its own level`() async throws {
        let own = TriggerLevels(
            explicitRequest: .patient, noAnswer: .balanced, frustration: HandoffLevel.none,
            modelFailed: .quick)
        for row in Self.rows where row.texts.count == 1 && !row.byHand {
            let place: Int? =
                switch row.reason {
                case .userRequested: 3
                case .insufficientKnowledge, .insufficientTools: 2
                case .modelUnavailable: 1
                default: nil
                }
            guard let place else { continue }
            let seen = try await outcomes(
                of: row, at: .none, triggers: own, turns: row.cells[place].count, on: .memory)
            #expect(seen == row.cells[place], "\(row.name)")
        }
    }

    /// What a customer sees of so many turns, one text each.
    private func outcomes(
        of row: Row, at level: HandoffLevel, triggers: TriggerLevels? = nil, turns: Int, on engine: Engine
    ) async throws -> [Outcome] {
        let world = try await World(
            on: engine,
            model: ScriptedModel { [wish = row.model] _ throws(LanguageModelFailure) in
                switch wish {
                case .answers: return .reply("Here you are.", sources: [], confidence: 1)
                case .cannotAnswer: return .cannotAnswer
                case .fails: throw .unavailable(reason: "503")
                case .wants(let reason): return .handOff(reason)
                }
            })
        var agent = AgentSettings()
        agent.level = level
        agent.triggers = triggers
        agent.topics = ["lawyer"]
        agent.burstSeconds = 0
        let now = world.clock.now()
        try await world.database.write { [agent] in try $0.save(agent, at: now) }
        var outcomes: [Outcome] = []
        for turn in 0..<turns {
            let before = await world.textsSent.count
            if row.byHand, turn > 0 {
                try await SessionActions(services: world.services).handOff(world.session().id, by: "test")
            } else {
                try await world.receive(row.texts[min(turn, row.texts.count - 1)])
            }
            try await world.settle(2)
            let texts = await world.textsSent.dropFirst(before)
            // Whatever is done, the customer gets one text.
            #expect(texts.count == 1, "\(row.name) at \(level.rawValue)")
            outcomes.append(outcome(texts.last ?? "", try await world.session(), row))
        }
        return outcomes
    }

    private func outcome(_ text: String, _ session: Session, _ row: Row) -> Outcome {
        if session.state == .handedOff {
            #expect(session.handoff?.reasons == [row.reason], "\(row.name)")
            return .handsOff
        }
        let phrases = AgentPhrases(language: session.language ?? "en", organization: "")
        let said: [(String, Outcome)] = [
            (phrases.decline, .declines), (phrases.unknown, .saysUnknown), (phrases.apology, .apologizes),
            (phrases.askForFacts, .asksForFacts), (phrases.offerHelp, .offersHelp),
            (phrases.askToRephrase, .asksToRephrase), ("Here you are.", .answers),
        ]
        return said.first { text.hasSuffix(OutboundBody.prepare($0.0)) }?.1 ?? .silent
    }
}
