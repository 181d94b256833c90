import Testing

@testable import Casewire

@Suite struct BuiltinModelTests {
    private let index = KnowledgeIndex(articles: KnowledgeFixtures.withExamples)

    private func decide(
        _ texts: String..., history: [ConversationText] = [], language: String = "en"
    ) async throws -> ModelDecision {
        let turn = Turn(
            organization: "Harbor Outfitters", profile: "", history: history, newTexts: texts,
            found: index.matches(for: texts, after: history, limit: 5), threshold: index.threshold,
            language: language)
        return try await BuiltinModel().decide(turn).decision
    }

    private let answered = [
        ConversationText(author: .customer, text: "where is my order"),
        ConversationText(author: .agent, text: "You can track your order with the link."),
    ]

    @Test func `a known question is answered with its passage and source`() async throws {
        guard case .reply(let text, let sources, let confidence) = try await decide("where is my refund")
        else {
            Issue.record("no reply")
            return
        }
        #expect(text.hasPrefix("Refunds reach your card"))
        #expect(sources == [Article.ID(rawValue: "Refunds")])
        #expect(confidence >= 0.5)
    }

    @Test func `what is not known is not answered`() async throws {
        #expect(try await decide("do you sell submarines?") == .cannotAnswer)
    }

    @Test func `a greeting is answered in the customer's language`() async throws {
        #expect(try await decide("hi") == .reply("Hello! How can I help you?", sources: [], confidence: 1))
        #expect(
            try await decide("hola", language: "es")
                == .reply("¡Hola! Diga, ¿en qué puedo ayudarle?", sources: [], confidence: 1))
        #expect(
            try await decide("Hi Alex") == .reply("Hello! How can I help you?", sources: [], confidence: 1))
    }

    @Test func `asked whether it is a person, it tells the truth`() async throws {
        for (question, language, word) in [
            ("are you a real person?", "en", "automated"), ("¿eres un robot?", "es", "automático"),
            ("êtes-vous un robot ?", "fr", "automatique"),
            ("bist du ein Mensch?", "de", "automatischer"), ("você é um robô?", "pt", "automático"),
        ] {
            guard case .reply(let text, _, _) = try await decide(question, language: language) else {
                Issue.record("no reply to \(question)")
                continue
            }
            #expect(text.contains(word))
            #expect(text.contains("Harbor Outfitters"))
        }
        guard case .reply(let both, _, _) = try await decide("are you a bot? where is my refund") else {
            Issue.record("no reply")
            return
        }
        #expect(both.contains("automated"))
        #expect(both.contains("Refunds reach"))
    }

    @Test func `thanks after an answer end the session with a last word`() async throws {
        #expect(
            try await decide("thanks!", history: answered)
                == .resolve("You're welcome! Just text us if you need anything else."))
        #expect(try await decide("bye", history: answered) == .resolve("Thank you, have a good day!"))
    }

    @Test func `thanks while something is open, or out of nothing, get no answer`() async throws {
        #expect(try await decide("thanks") == .silent)
        #expect(
            try await decide(
                "thanks", history: [ConversationText(author: .customer, text: "where is my order")])
                == .silent)
    }

    @Test func `ok and reactions get no answer`() async throws {
        for text in ["ok", "👍", "Liked “You can track your order”", "got it"] {
            #expect(try await decide(text, history: answered) == .silent)
        }
    }

    @Test func `yes and no answer a question of ours`() async throws {
        let asked =
            answered + [ConversationText(author: .agent, text: "Is there anything else I can help with?")]
        #expect(
            try await decide("yes", history: asked)
                == .reply("What would you like to know?", sources: [], confidence: 1))
        #expect(try await decide("no", history: asked) == .resolve("Thank you, have a good day!"))
        #expect(try await decide("yes", history: answered) == .silent)
    }

    @Test func `a note tells what people must know`() async throws {
        let conversation =
            answered + [
                ConversationText(
                    author: .customer, text: "The tracking link does not work, this is ridiculous"),
                ConversationText(author: .customer, text: "I want to talk to a person"),
            ]
        let field = FieldQuestion(
            column: "PriorityId", title: "Priority",
            description: "High when angry or urgent; Low when only asking",
            kind: .dropdown(values: ["High", "Low"]))
        let note = try await BuiltinModel().describe(
            HandoffRequest(conversation: conversation, fields: [field]))
        #expect(note.summary.contains("tracking link"))
        #expect(note.summary.count <= 500)
        #expect(note.subject.contains("tracking link"))
        #expect(note.subject.count <= 80)
        #expect(note.sentiment == .negative)
        #expect(note.language == "en")
        #expect(note.fields.first?.value == "High")
    }
}
