import AsyncHTTPClient
import Casewire
import CasewireConnectors
import CasewireStorage
import TestSupport
import Testing

/// Whatever an endpoint does, the customer gets exactly one answer or one handoff a turn.
@Suite struct MisbehavingEndpointTests {
    typealias Answer = ScriptedEndpoint.Answer

    enum Misbehaviour: String, CaseIterable, Sendable {
        case fails, refusesKey, isOverloaded, isSlow, cutsJSON, stopsEarly, prose, empty, page, list,
            unknownTool
        case unknownDecision, decisionInDecision, numberAsDecision, citesWhatIsMissing, emptyReply,
            endlessReply
        case sendsElsewhere, hugeBody, errorInside

        func answer(of service: ModelService, when isOver: Gate) async -> Answer {
            switch self {
            case .fails: return .json(#"{"error":{"message":"boom"}}"#, status: 500)
            case .refusesKey: return .json(#"{"error":{"code":"invalid_api_key"}}"#, status: 401)
            case .isOverloaded: return .json(#"{"error":{"type":"overloaded_error"}}"#, status: 529)
            case .isSlow:
                await isOver.passed()
                return .content(HostedModelTests.reply, of: service)
            case .cutsJSON: return .json(#"{"choices":[{"message":{"content":"{\"decisi"#)
            case .stopsEarly: return .content(HostedModelTests.reply, of: service, finish: "length")
            case .prose: return .content("Sure! You can return it within 30 days.", of: service)
            case .empty: return Answer(status: 200)
            case .page: return .page("<html>Welcome</html>")
            case .list: return .json("[1,2,3]")
            case .unknownTool:
                return service == .messages
                    ? .json(
                        #"{"content":[{"type":"tool_use","id":"t","name":"delete_account","input":{"decision":"silent"}}],"stop_reason":"tool_use"}"#
                    )
                    : .json(
                        #"{"choices":[{"message":{"content":null,"tool_calls":[{"id":"t","type":"function","function":{"name":"delete_account","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}"#
                    )
            case .unknownDecision: return .content(#"{"decision":"refund_all","text":"Done"}"#, of: service)
            case .decisionInDecision:
                return .content(#"{"decision":{"decision":"reply"},"text":"Done"}"#, of: service)
            case .numberAsDecision: return .content(#"{"decision":1}"#, of: service)
            case .citesWhatIsMissing:
                return .content(
                    #"{"decision":"reply","text":"Done.","sources":[99],"confidence":1,"reason":"none"}"#,
                    of: service)
            case .emptyReply:
                return .content(
                    #"{"decision":"reply","text":"  ","sources":[1],"confidence":1,"reason":"none"}"#,
                    of: service)
            case .endlessReply:
                let text = String(repeating: "very ", count: 1000)
                return .content(
                    #"{"decision":"reply","text":"\#(text)","sources":[1],"confidence":1,"reason":"none"}"#,
                    of: service)
            case .sendsElsewhere: return Answer(status: 307, headers: [("Location", "http://127.0.0.1:1/")])
            case .hugeBody: return .json(#"{"a":""# + String(repeating: "x", count: 2 << 20) + #""}"#)
            case .errorInside: return .json(#"{"error":{"message":"upstream"}}"#)
            }
        }
    }

    /// Lets those who wait pass once it is opened.
    struct Gate: Sendable {
        private let opened = AsyncStream.makeStream(of: Void.self)
        func passed() async { for await _ in opened.stream {} }
        func open() { opened.continuation.finish() }
    }

    private func world(
        _ server: ScriptedEndpoint, _ http: HTTPClient, _ service: ModelService, on engine: Engine = .memory,
        timeoutSeconds: Double = 10
    ) async throws -> World {
        let endpoint = server.endpoint(nil, timeoutSeconds)
        let world = try await World(on: engine, model: HostedModel(service, at: endpoint, client: http))
        var agent = AgentSettings()
        agent.model = service == .messages ? .anthropic : .openai
        agent.burstSeconds = 0
        agent.endpoint = try SealedModelEndpoint(endpoint, sealedBy: world.services.vault)
        let article = Article(
            id: Article.ID(rawValue: "a1"), title: "Returns", body: "You can return items within 30 days.",
            examples: ["how long can I return it"])
        let now = world.clock.now()
        try await world.database.write { [agent] transaction in
            try transaction.save(agent, at: now)
            try transaction.save(article, at: now)
        }
        return world
    }

    @Test(arguments: Misbehaviour.allCases, [ModelService.chatCompletions, .messages])
    func `a misbehaving endpoint makes one handoff`(_ misbehaviour: Misbehaviour, _ service: ModelService)
        async throws
    {
        let gate = Gate()
        try await ScriptedEndpoint.run({ _ in await misbehaviour.answer(of: service, when: gate) }) {
            server, http in
            let world = try await world(
                server, http, service, timeoutSeconds: misbehaviour == .isSlow ? 0.2 : 10)
            try await world.receive("How long can I return it?")
            try await world.settle(2)
            let session = try await world.session()
            gate.open()
            #expect(session.state == .handedOff)
            #expect(session.handoff?.reasons == [.modelUnavailable])
            #expect(try await world.messages().count { $0.direction == .outbound } == 1)
            // Two tries for the turn and at most two for the note that people read.
            #expect((2...4).contains(server.asked.count))
            #expect(session.handoff?.summary.isEmpty == false)
        }
    }

    @Test(arguments: Engine.all)
    func `a second try is an answer, and what it took is counted`(on engine: Engine) async throws {
        let tally = Tally()
        try await ScriptedEndpoint.run(
            { _ in .content(tally.add() == 1 ? "Sure!" : HostedModelTests.reply, of: .chatCompletions) }
        ) { server, http in
            let world = try await world(server, http, .chatCompletions, on: engine)
            let session = try await world.converse("How long can I return it?")
            #expect(session.state == .agent)
            let texts = await world.textsSent
            #expect(texts.count == 1 && texts[0].hasSuffix("You have 30 days."))
            let now = world.clock.now()
            let use = try await world.database.read { try $0.modelUse(since: now) }
            #expect(use.calls == 2 && use.failures == 1)
            #expect(use.usage == ModelUsage(inputTokens: 200, outputTokens: 40) && use.costMicros == 800)
            let turn = try #require(try await world.timeline().last { $0.details["model"] != nil })
            #expect(turn.details["tokens"] == "100 in, 20 out" && turn.details["cost"] == "0.000400")
            let kept = try await world.database.read { snapshot in
                try snapshot.rows("SELECT value FROM setting").map { row -> String in try row["value"] }
            }
            #expect(!kept.joined().contains("sk-secret-key"))
        }
    }

    @Test(arguments: Engine.all)
    func `while the model is away customers get a person at once, and one turn looks whether it is back`(
        on engine: Engine
    ) async throws {
        let isBack = Tally()
        try await ScriptedEndpoint.run(
            { _ in
                isBack.count > 0
                    ? .content(HostedModelTests.reply, of: .chatCompletions) : .json("{}", status: 503)
            }
        ) { server, http in
            let world = try await world(server, http, .chatCompletions, on: engine)
            for customer in 1...4 {
                let phone = "+1555123000\(customer)"
                try await world.receive("How long can I return it?", from: phone)
                try await world.settle(5)
                #expect(try await world.session(of: phone).state == .handedOff)
                #expect(try await world.messages(of: phone).count { $0.direction == .outbound } == 1)
            }
            // Three failures are an outage; after them only single tries.
            #expect(server.asked.count < 8, "\(server.asked.count) calls")
            let began = world.clock.now()
            let outage = try #require(
                try await world.database.read { try $0.outages(endedSince: began).first })
            #expect(outage.edge == .model && outage.endedAt == nil)

            isBack.add()
            try await world.settle(61)
            let session = try await world.converse("How long can I return it?", from: "+15551230009")
            #expect(session.state == .agent)
            let over = try #require(try await world.database.read { try $0.outages(endedSince: began).first })
            #expect(over.endedAt != nil)
        }
    }

    @Test func `a card number never leaves, in a turn or a note`() async throws {
        try await ScriptedEndpoint.run({ _ in .content("Sure!", of: .chatCompletions) }) { server, http in
            let world = try await world(server, http, .chatCompletions)
            try await world.converse("My card 4111 1111 1111 1111 was charged twice, SSN 123-45-6789")
            #expect(!server.asked.isEmpty)
            for asked in server.asked {
                #expect(!asked.body.contains("4111 1111") && !asked.body.contains("123-45-6789"))
            }
        }
    }
}
