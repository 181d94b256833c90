import AsyncHTTPClient
import Casewire
import Testing

@testable import CasewireConnectors

/// How a connector gets in, stays in, and finds where the services are.
struct CreatioAccessTests {
    typealias Answer = ScriptedCreatio.Answer
    typealias Asked = ScriptedCreatio.Asked

    private static let query = [RowQuery("Case", where: nil, columns: ["Id"])]
    private static let rows = Answer.json(#"{"@odata.context":"x","value":[]}"#)
    private static let user = CreatioConnection.SignIn.user(name: "rep", password: Secret("password"))

    private static func session(_ number: Int) -> Answer {
        var answer = Answer.json(
            #"{"Code":0,"Message":"","Exception":null,"PasswordChangeUrl":null,"RedirectUrl":null}"#)
        answer.headers += [
            ("Set-Cookie", ".ASPXAUTH=a\(number); path=/"), ("Set-Cookie", "BPMCSRF=c/\(number)=; path=/"),
        ]
        return answer
    }

    private static func token(_ number: Int, seconds: Int = 3600) -> Answer {
        .json(#"{"access_token":"token-\#(number)","expires_in":\#(seconds),"token_type":"Bearer"}"#)
    }

    private func expectRefusal(
        _ site: CreatioSite, saying words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await #expect(sourceLocation: sourceLocation) {
            try await site.read(Self.query)
        } throws: { error in
            guard case .signInRefused(let reason) = error as? CaseSystemFailure else { return false }
            return reason.contains(words)
        }
    }

    private func expectRows(_ site: CreatioSite, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        let rows = try await site.read(Self.query)
        #expect(rows == [[]], sourceLocation: sourceLocation)
    }

    // MARK: Signing in once

    @Test
    func `fifty at once sign in once and look for the flavour once`() async throws {
        try await ScriptedCreatio.run(
            as: nil,
            { asked in
                switch asked.path {
                case "/connect/token": Self.token(1)
                case "/odata/Contact/$count": Answer(body: "1")
                case "/odata/Case": Self.rows
                default: .notFound
                }
            }
        ) { site, server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = try await site.access.standing(after: .none) } }
                try await group.waitForAll()
            }
            #expect(server.count("POST", "/connect/token") == 1)
            #expect(server.count("GET", "/0/odata/Contact/$count") == 1)
            #expect(await site.usage.signIns == 1)
        }
    }

    @Test
    func `all who use a refused token share the one that replaces it`() async throws {
        let tokens = Tally()
        try await ScriptedCreatio.run({ asked in
            if asked.path == "/connect/token" { return Self.token(tokens.add()) }
            return asked.headers["authorization"] == "Bearer token-2" ? Self.rows : Answer(status: 401)
        }) { site, server in
            try await withThrowingTaskGroup(of: Void.self) { group in
                let call = CreatioCall(method: .get, place: .odata("Case"))
                for _ in 0..<20 { group.addTask { _ = try await site.gateway.answer(to: call) } }
                try await group.waitForAll()
            }
            #expect(tokens.count == 2)
            #expect(server.asked.count <= 2 + 40)
        }
    }

    @Test
    func `a token is renewed a minute before it ends`() async throws {
        let tokens = Tally()
        let clock = StillClock()
        try await ScriptedCreatio.run(
            clock: clock, { asked in asked.path == "/connect/token" ? Self.token(tokens.add()) : Self.rows }
        ) { site, server in
            _ = try await site.read(Self.query)
            clock.advance(by: .seconds(3539))
            _ = try await site.read(Self.query)
            #expect(tokens.count == 1)
            clock.advance(by: .seconds(1))
            _ = try await site.read(Self.query)
            #expect(tokens.count == 2)
            #expect(server.asked.last?.headers["authorization"] == "Bearer token-2")
        }
    }

    // MARK: Renewing

    @Test(arguments: [
        Answer(status: 401), .toSignIn, .signInPage,
        .json(#"{"Message":"Authorization has been denied for this request."}"#, status: 401),
    ])
    func `an expired session is renewed and the call repeated once`(_ expired: Answer) async throws {
        let signIns = Tally()
        try await ScriptedCreatio.run(
            as: .framework, signIn: Self.user,
            { asked in
                if asked.path == "/ServiceModel/AuthService.svc/Login" { return Self.session(signIns.add()) }
                return asked.headers["cookie"]?.contains("a2") == true ? Self.rows : expired
            }
        ) { site, server in
            try await expectRows(site)
            #expect(signIns.count == 2)
            #expect(server.count("GET", "/0/odata/Case") == 2)
            #expect(server.asked.last?.headers["bpmcsrf"] == "c/2=")
            #expect(server.asked.last?.headers["forceusesession"] == "true")
        }
    }

    @Test(arguments: [Answer(status: 401), .toSignIn, .signInPage])
    func `a session that stays refused is not tried for ever`(_ refused: Answer) async throws {
        let signIns = Tally()
        try await ScriptedCreatio.run(
            as: .framework, signIn: Self.user,
            { asked in
                asked.path == "/ServiceModel/AuthService.svc/Login" ? Self.session(signIns.add()) : refused
            }
        ) { site, server in
            await expectRefusal(site, saying: "does not")
            #expect(signIns.count == 2)
            #expect(server.count("GET", "/0/odata/Case") == 2)
        }
    }

    @Test
    func `a write with a stale CSRF token is repeated with a new one, and a missing right is told`()
        async throws
    {
        let signIns = Tally()
        let change = RowChange(
            .create, "Case", id: "4e1c0a5e-0000-4000-8000-000000000001", values: ["Subject": .text("x")])
        try await ScriptedCreatio.run(
            as: .framework, signIn: Self.user,
            { asked in
                if asked.path == "/ServiceModel/AuthService.svc/Login" { return Self.session(signIns.add()) }
                if asked.path == "/0/odata/Activity" { return Answer(status: 403) }
                return asked.headers["bpmcsrf"] == "c/2="
                    ? .json(#"{"Id":"x"}"#, status: 201) : Answer(status: 403)
            }
        ) { site, _ in
            #expect(try await site.write([change]) == [.done(["Id": .text("x")])])
            #expect(signIns.count == 2)
            let outcomes = try await site.write([RowChange(.create, "Activity", id: change.id, values: [:])])
            guard case .failed(.denied("Activity", "add", _)) = outcomes[0] else {
                Issue.record("\(outcomes)")
                return
            }
        }
    }

    @Test
    func `cookies that the site renews in use are taken over`() async throws {
        let reads = Tally()
        try await ScriptedCreatio.run(
            signIn: Self.user,
            { asked in
                if asked.path == "/ServiceModel/AuthService.svc/Login" { return Self.session(1) }
                var answer = Self.rows
                if reads.add() == 1 {
                    answer.headers.append(("Set-Cookie", ".ASPXAUTH=renewed; path=/; HttpOnly"))
                }
                return answer
            }
        ) { site, server in
            _ = try await site.read(Self.query)
            _ = try await site.read(Self.query)
            #expect(server.asked.last?.headers["cookie"] == ".ASPXAUTH=renewed; BPMCSRF=c/1=")
        }
    }

    @Test
    func `a redirect is not followed even by a client that follows them`() async throws {
        try await ScriptedCreatio.run({ asked in
            switch asked.path {
            case "/connect/token": Self.token(1)
            case "/odata/Case": .toSignIn
            default: .signInPage
            }
        }) { server, _ in
            let following = HTTPClient()
            let connection = try CreatioConnection(
                url: "http://localhost:\(server.port)", signIn: .client(id: "id", secret: Secret("s")),
                flavour: .net)
            let site = CreatioSite(connection: connection, client: following, clock: StillClock())
            await expectRefusal(site, saying: "")
            try await following.shutdown()
        }
    }

    // MARK: Refusals

    @Test
    func `a wrong password is tried once in a quarter of an hour`() async throws {
        let clock = StillClock()
        try await ScriptedCreatio.run(
            clock: clock, signIn: Self.user,
            { _ in .json(#"{"Code":1,"Message":"Invalid username or password specified"}"#) }
        ) { site, server in
            for _ in 0..<5 { await expectRefusal(site, saying: "Invalid username") }
            #expect(server.asked.count == 1)
            clock.advance(by: .seconds(15 * 60))
            await expectRefusal(site, saying: "Invalid username")
            #expect(server.asked.count == 2)
        }
    }

    @Test
    func `asking for a description tries a refused sign-in again`() async throws {
        try await ScriptedCreatio.run({ _ in .json(#"{"error":"invalid_client"}"#, status: 400) }) {
            site, server in
            await expectRefusal(site, saying: "client id")
            await expectRefusal(site, saying: "client id")
            #expect(server.asked.count == 1)
            await #expect(throws: CaseSystemFailure.self) { try await site.describe() }
            #expect(server.asked.count == 2)
        }
    }

    @Test
    func `a sign-in that the site cannot answer is tried again at the next call`() async throws {
        let tokens = Tally()
        try await ScriptedCreatio.run({ asked in
            guard asked.path == "/connect/token" else { return Self.rows }
            return tokens.add() == 1 ? Answer(status: 503) : Self.token(2)
        }) { site, _ in
            await #expect {
                try await site.read(Self.query)
            } throws: { error in
                if case .unavailable = error as? CaseSystemFailure { true } else { false }
            }
            try await expectRows(site)
        }
    }
}
