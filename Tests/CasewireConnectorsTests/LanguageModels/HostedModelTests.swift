import AsyncHTTPClient
import Casewire
import Foundation
import Testing

@testable import CasewireConnectors

@Suite struct HostedModelTests {
    static func turn(
        _ texts: String..., history: [ConversationText] = [], passage: String = "Within 30 days."
    ) -> Turn {
        let found = [
            KnowledgeMatch(
                article: Article.ID(rawValue: "a1"), title: "Returns", passage: passage, score: 0.9),
            KnowledgeMatch(
                article: Article.ID(rawValue: "a2"), title: "Shipping", passage: "It costs $5.", score: 0.2),
        ]
        return Turn(
            organization: "Harbor Outfitters", profile: "Friendly.", history: history, newTexts: texts,
            found: found,
            threshold: 0.5, language: "en")
    }

    static let reply =
        #"{"decision":"reply","text":"You have 30 days.","sources":[1],"confidence":0.9,"reason":"none"}"#

    private func decide(_ content: String, of service: ModelService = .chatCompletions) async throws
        -> ModelDecision
    {
        try await ScriptedEndpoint.run({ _ in .content(content, of: service) }) { server, http in
            try await server.model(service, http).decide(Self.turn("How long can I return it?")).decision
        }
    }

    @Test func `instructions are rules, a short answer stands with its passage`() {
        let match = KnowledgeMatch(
            article: Article.ID(rawValue: "a1"), title: "Returns", passage: "Within 30 days.", score: 0.9,
            shortAnswer: "See example.com/back")
        func prompt(_ instructions: [String], tokens: Int = 6000) -> TurnPrompt {
            TurnPrompt(
                Turn(
                    organization: "Harbor Outfitters", profile: "", history: [], newTexts: ["How?"],
                    found: [match], threshold: 0.5, language: "en", instructions: instructions),
                contextTokens: tokens)
        }
        let question = prompt(["Tone: Be\nbrief."]).question
        #expect(question.instructions.contains("- Tone: Be brief."))
        #expect("\(question.document)".contains("See example.com/back\\nWithin 30 days."))
        #expect(!prompt([]).question.instructions.contains("Rules of Harbor Outfitters"))
        // What has no room is left out, the passages stay.
        let crowded = prompt(["A: short.", String(repeating: "long ", count: 5000)], tokens: 3000)
        #expect(crowded.question.instructions.contains("- A: short."))
        #expect(!crowded.question.instructions.contains("long long") && crowded.passages.count == 1)
    }

    @Test func `earlier sessions are data that helps to understand and is not repeated`() {
        func prompt(tokens: Int) -> ModelQuestion {
            TurnPrompt(
                Turn(
                    organization: "", profile: "", history: [], newTexts: ["It happened again"], found: [],
                    threshold: 0.5, language: "en",
                    memory: [
                        EarlierSession(
                            at: Timestamp(milliseconds: 1_767_225_600_000), summary: "Wants: \"a refund\""),
                        EarlierSession(
                            at: Timestamp(milliseconds: 0), summary: String(repeating: "long ", count: 2000)),
                    ]), contextTokens: tokens
            ).question
        }
        let document = "\(prompt(tokens: 3000).document.plain)"
        #expect(document.contains(#""date":"2026-01-01""#) && document.contains("a refund"))
        #expect(!document.contains("long long"))
        #expect(prompt(tokens: 3000).instructions.contains("never repeated"))
        // Of what there is not, a model hears nothing: the smallest ones answered with nothing but noise else.
        let first = TurnPrompt(Self.turn("Hi"), contextTokens: 3000).question
        #expect(
            !first.document.plain.contains("earlier_sessions") && !first.instructions.contains("earlier_"))
    }

    @Test(arguments: [ModelService.chatCompletions, .messages])
    func `an answer within the schema is a reply with its sources and what it took`(_ service: ModelService)
        async throws
    {
        try await ScriptedEndpoint.run({ _ in .content(Self.reply, of: service) }) { server, http in
            let answer = try await server.model(service, http).decide(Self.turn("How long can I return it?"))
            #expect(
                answer.decision
                    == .reply("You have 30 days.", sources: [Article.ID(rawValue: "a1")], confidence: 0.9))
            #expect(answer.usage == ModelUsage(inputTokens: 100, outputTokens: 20))
            #expect(server.endpoint().costMicros(of: answer.usage) == 400)
            let asked = try #require(server.asked.first)
            #expect(asked.path == (service == .messages ? "/v1/messages" : "/chat/completions"))
            let key = service == .messages ? asked.headers["x-api-key"] : asked.headers["authorization"]
            #expect(key?.hasSuffix("sk-secret-key") == true)
            #expect(asked.body.contains("cannot_answer") && asked.body.contains("Within 30 days."))
            #expect(!asked.body.contains("sk-secret-key"))
        }
    }

    @Test(arguments: [
        (
            #"{"decision":"cannot_answer","text":"","sources":[],"confidence":0,"reason":"none"}"#,
            ModelDecision.cannotAnswer
        ),
        // Who asks is not left in silence.
        (#"{"decision":"silent","text":"","sources":[],"confidence":1,"reason":"none"}"#, .cannotAnswer),
        (
            #"{"decision":"resolve","text":"It is 90 days.","sources":[],"confidence":1,"reason":"none"}"#,
            .cannotAnswer
        ),
        (
            #"{"decision":"hand_off","text":"","sources":[],"confidence":1,"reason":"frustration"}"#,
            .handOff(.frustration)
        ),
        // A reason that a model may not give is what it most likely meant.
        (
            #"{"decision":"hand_off","text":"","sources":[],"confidence":1,"reason":"operator"}"#,
            .handOff(.userRequested)
        ),
        // What rests on no passage, or is a guess, is no answer; a question back is one.
        (
            #"{"decision":"reply","text":"It is 90 days.","sources":[],"confidence":1,"reason":"none"}"#,
            .cannotAnswer
        ),
        (
            #"{"decision":"reply","text":"Maybe 30.","sources":[1],"confidence":0.2,"reason":"none"}"#,
            .cannotAnswer
        ),
        (
            #"{"decision":"reply","text":"Which order?","sources":[],"confidence":0.8,"reason":"none"}"#,
            .reply("Which order?", sources: [], confidence: 0.8)
        ),
        (
            "```json\n" + reply + "\n```",
            .reply("You have 30 days.", sources: [Article.ID(rawValue: "a1")], confidence: 0.9)
        ),
        (
            "<think>30 days {it says}</think>\n" + reply,
            .reply("You have 30 days.", sources: [Article.ID(rawValue: "a1")], confidence: 0.9)
        ),
    ])
    func `decisions are read, and held to what they rest on`(_ content: String, _ decision: ModelDecision)
        async throws
    {
        #expect(try await decide(content) == decision)
    }

    @Test func `a text that only the schema's bound ended is no answer`() async throws {
        for (length, isCut) in [(479, false), (480, true), (481, false)] {
            let text = String(repeating: "x", count: length)
            let content =
                #"{"decision":"reply","text":"\#(text)","sources":[1],"confidence":1,"reason":"none"}"#
            if isCut {
                let failure = await #expect(throws: LanguageModelFailure.self) { try await decide(content) }
                #expect(failure?.words == "The model's text was cut off.")
            } else {
                #expect(
                    try await decide(content)
                        == .reply(text, sources: [Article.ID(rawValue: "a1")], confidence: 1))
            }
        }
    }

    @Test func `the customer's own text is no answer to it`() async throws {
        for text in ["How long can I return it?", "how long can I return it"] {
            let failure = await #expect(throws: LanguageModelFailure.self) {
                try await decide(
                    #"{"decision":"reply","text":"\#(text)","sources":[1],"confidence":1,"reason":"none"}"#)
            }
            #expect(failure?.words == "The model's reply is the customer's own text.")
        }
        let greeting = #"{"decision":"reply","text":"Hello!","sources":[],"confidence":1,"reason":"none"}"#
        let answer = try await ScriptedEndpoint.run({ _ in .content(greeting, of: .chatCompletions) }) {
            server, http in
            try await server.model(.chatCompletions, http).decide(Self.turn("Hello!"))
        }
        #expect(answer.decision == .reply("Hello!", sources: [], confidence: 1))
    }

    @Test(arguments: [
        ("ok", "silent", ModelDecision.silent), ("I will be there at noon then", "silent", .silent),
        ("thanks, that was all", "resolve", .resolve(nil)),
        ("I don't need help any more", "resolve", .resolve(nil)),
        // Not a question, and yet nobody is left alone with it.
        ("My jacket came torn", "silent", .cannotAnswer), ("I need a refund.", "resolve", .cannotAnswer),
        ("quiero devolver los zapatos", "silent", .cannotAnswer),
        ("le colis est perdu", "resolve", .cannotAnswer),
        ("das paket ist beschädigt", "silent", .cannotAnswer),
        ("o pedido chegou quebrado", "silent", .cannotAnswer),
    ])
    func `silence and an end are believed where nothing was asked`(
        _ text: String, _ word: String, _ decision: ModelDecision
    ) async throws {
        let silent = #"{"decision":"\#(word)","text":"","sources":[],"confidence":1,"reason":"none"}"#
        try await ScriptedEndpoint.run({ _ in .content(silent, of: .chatCompletions) }) { server, http in
            let turn = Turn(
                organization: "Harbor Outfitters", profile: "",
                history: [ConversationText(author: .agent, text: "We open at noon.")], newTexts: [text],
                found: [],
                threshold: 0.5, language: "en")
            #expect(try await server.model(.chatCompletions, http).decide(turn).decision == decision)
            let body = try #require(server.asked.first?.body)
            #expect(body.contains(#""maxItems":0"#) && !body.contains(#""enum":[1"#))
        }
    }

    @Test(arguments: [
        ("Navy parka size M by next Friday", ModelDecision.cannotAnswer), ("Hello", .silent),
        ("Oops", .silent),
    ])
    func `what opens a conversation is not met with silence`(_ text: String, _ decision: ModelDecision)
        async throws
    {
        let silent = #"{"decision":"silent","text":"","sources":[],"confidence":1,"reason":"none"}"#
        try await ScriptedEndpoint.run({ _ in .content(silent, of: .chatCompletions) }) { server, http in
            let turn = Turn(
                organization: "", profile: "", history: [], newTexts: [text], found: [], threshold: 0.5,
                language: "en")
            let decided = try await server.model(.chatCompletions, http).decide(turn)
            #expect(decided.decision == decision)
        }
    }

    @Test func `the schema bounds texts and names the passages, but for a service that takes no bounds`()
        async throws
    {
        let script: @Sendable (ScriptedEndpoint.Asked) async -> ScriptedEndpoint.Answer = { asked in
            asked.body.contains("maxLength")
                ? .json(
                    #"{"error":{"message":"Invalid schema for response_format 'decision': In context=('properties', 'text'), 'maxLength' is not permitted.","code":null}}"#,
                    status: 400)
                : .content(Self.reply, of: .chatCompletions)
        }
        try await ScriptedEndpoint.run(script) { server, http in
            _ = try await server.model(.chatCompletions, http).decide(Self.turn("How long can I return it?"))
            #expect(server.asked.count == 2)
            #expect(server.asked[0].body.contains(#""maxLength":480"#))
            #expect(server.asked[0].body.contains(#""enum":[1,2]"#))
            let last = server.asked[1].body
            #expect(last.contains("json_schema") && !last.contains("maxLength") && !last.contains("maxItems"))
        }
    }

    @Test func `a server that does not know a parameter is asked in another way, and remembered`()
        async throws
    {
        let script: @Sendable (ScriptedEndpoint.Asked) async -> ScriptedEndpoint.Answer = { asked in
            if asked.body.contains("json_schema") {
                // Recorded from llama-cpp-python 0.3.36, but for the line that names a file.
                return .json(
                    #"{"error":{"message":"1 validation error:\n  {'type': 'literal_error', 'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'text' or 'json_object'\", 'input': 'json_schema'}","type":"internal_server_error","param":null,"code":null}}"#,
                    status: 500)
            }
            if asked.body.contains(#""max_tokens""#) {
                return .json(
                    #"{"error":{"message":"Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."}}"#,
                    status: 400)
            }
            if asked.body.contains("temperature") {
                return .json(
                    #"{"error":{"message":"'temperature' does not support 0.2 with this model."}}"#,
                    status: 400)
            }
            return .content(Self.reply, of: .chatCompletions)
        }
        try await ScriptedEndpoint.run(script) { server, http in
            let model = server.model(.chatCompletions, http)
            _ = try await model.decide(Self.turn("How long can I return it?"))
            #expect(server.asked.count == 4)
            _ = try await model.decide(Self.turn("How long can I return it?"))
            #expect(server.asked.count == 5)
            let last = try #require(server.asked.last?.body)
            #expect(last.contains("json_object") && last.contains("max_completion_tokens"))
        }
    }

    @Test func `a refusal is told by status and code, never by a body that repeats a key`() async throws {
        let body =
            #"{"error":{"message":"Incorrect API key provided: sk-secret-key","code":"invalid_api_key"}}"#
        try await ScriptedEndpoint.run({ _ in .json(body, status: 401) }) { server, http in
            let failure = await #expect(throws: LanguageModelFailure.self) {
                try await server.model(.chatCompletions, http).decide(Self.turn("Hello, a question"))
            }
            #expect(failure?.words == "The model's endpoint refused the key: 401 (invalid_api_key).")
        }
    }

    @Test func `a long conversation is cut at its beginning to what the model takes`() async throws {
        let history = (1...200).map {
            ConversationText(
                author: $0 % 2 == 0 ? .agent : .customer,
                text: "text \($0) " + String(repeating: "word ", count: 60))
        }
        try await ScriptedEndpoint.run({ _ in .content(Self.reply, of: .chatCompletions) }) { server, http in
            let model = server.model(.chatCompletions, http, contextTokens: 4000)
            _ = try await model.decide(Self.turn("How long can I return it?", history: history))
            let body = try #require(server.asked.first?.body)
            #expect(body.utf8.count < 4000 * 4)
            #expect(body.contains("text 200 ") && !body.contains("text 100 "))
            #expect(body.contains("How long can I return it?") && body.contains("Within 30 days."))
        }
    }

    @Test(arguments: [ModelService.chatCompletions, .messages])
    func `a note's fields rest on a customer's text or are empty`(_ service: ModelService) async throws {
        let note = """
            {"summary":"Wants a refund.","subject":"Refund","language":"en","sentiment":"negative","fields":{
            "UsrOrder":{"value":"AB 123456","message":1,"reason":"named"},
            "UsrOther":{"value":"XY999999","message":1,"reason":"guessed"},
            "Priority":{"value":"High","message":2,"reason":"the agent said so"}}}
            """
        let request = HandoffRequest(
            conversation: [
                ConversationText(author: .customer, text: "Refund order ab123456 please"),
                ConversationText(author: .agent, text: "This is urgent."),
            ],
            fields: [
                FieldQuestion(
                    column: "UsrOrder", title: "Order", description: "",
                    kind: .text(pattern: nil, maximumLength: 50)),
                FieldQuestion(
                    column: "UsrOther", title: "Other", description: "",
                    kind: .text(pattern: nil, maximumLength: 50)),
                FieldQuestion(
                    column: "Priority", title: "Priority", description: "",
                    kind: .dropdown(values: ["High", "Low"])),
            ])
        try await ScriptedEndpoint.run({ _ in .content(note, of: service) }) { server, http in
            let read = try await server.model(service, http).describe(request)
            #expect(read.sentiment == .negative)
            #expect(read.fields.map(\.value) == ["AB 123456", nil, nil])
            #expect(read.fields.allSatisfy { !$0.reason.isEmpty })
        }
    }
}

/// Text as JSON writes it.
enum JSONTextEncoder {
    static func bytes(of text: String) -> [UInt8] {
        (try? JSONEncoder().encode(text)).map { Array($0) } ?? []
    }
}
