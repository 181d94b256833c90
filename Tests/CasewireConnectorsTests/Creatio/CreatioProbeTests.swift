import Casewire
import CasewireConnectors
import Testing

/// How a connector finds where a site's services are.
struct CreatioProbeTests {
    typealias Answer = ScriptedCreatio.Answer

    private static let query = [RowQuery("Case", where: nil, columns: ["Id"])]
    private static let rows = Answer.json(#"{"@odata.context":"x","value":[]}"#)

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

    struct Places: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let framework: Answer
        let net: Answer
        let flavour: String?
    }

    private static let noController = Answer.json(
        #"{"Message":"No HTTP resource was found that matches"}"#, status: 404)
    private static let denied = Answer.json(
        #"{"error":{"code":"","message":"","innererror":{"message":"does not have permissions for the \"Contact\" object"}}}"#,
        status: 500)

    @Test(arguments: [
        Places(
            testDescription: "framework", framework: Answer(body: "7"), net: .notFound, flavour: "framework"),
        Places(
            testDescription: "framework, sign-in page at the root", framework: Answer(body: "7"),
            net: .toSignIn, flavour: "framework"),
        Places(
            testDescription: "framework, page of IIS at the root", framework: Answer(body: "7"),
            net: .page("<html>", status: 404), flavour: "framework"),
        Places(testDescription: "net", framework: .notFound, net: Answer(body: "7"), flavour: "net"),
        Places(
            testDescription: "net, sign-in page below /0", framework: .toSignIn, net: Answer(body: "7"),
            flavour: "net"),
        Places(
            testDescription: "net, refused below /0", framework: Answer(status: 401), net: Answer(body: "7"),
            flavour: "net"),
        Places(
            testDescription: "net that takes /0 too", framework: Answer(body: "7"), net: Answer(body: "7"),
            flavour: "net"),
        Places(
            testDescription: "net, one page for all below /0", framework: .page("<html>"),
            net: Answer(body: "7"), flavour: "net"),
        Places(
            testDescription: "framework without a right to contacts", framework: denied, net: .notFound,
            flavour: "framework"),
        Places(
            testDescription: "net without a right to contacts", framework: .notFound, net: denied,
            flavour: "net"),
        Places(testDescription: "neither", framework: noController, net: .notFound, flavour: nil),
        Places(
            testDescription: "let in nowhere", framework: .toSignIn, net: Answer(status: 401), flavour: nil),
    ])
    func `the flavour is found by asking at both places`(_ places: Places) async throws {
        try await ScriptedCreatio.run(
            as: nil,
            { asked in
                switch asked.path {
                case "/connect/token": .token
                case "/0/odata/Contact/$count": places.framework
                case "/odata/Contact/$count": places.net
                case "/0/odata/Case": places.flavour == "framework" ? Self.rows : .notFound
                case "/odata/Case": places.flavour == "net" ? Self.rows : .notFound
                default: .notFound
                }
            }
        ) { site, server in
            guard places.flavour != nil else {
                await expectRefusal(site, saying: "")
                return
            }
            try await expectRows(site)
            try await expectRows(site)
            #expect(server.asked.count { $0.path.hasSuffix("$count") } == 2)
        }
    }

    @Test
    func `a site that is down has no flavour yet`() async throws {
        try await ScriptedCreatio.run(
            as: nil, { $0.path == "/connect/token" ? .token : Answer(status: 503) }
        ) { site, _ in
            await #expect {
                try await site.read(Self.query)
            } throws: { error in
                if case .unavailable = error as? CaseSystemFailure { true } else { false }
            }
        }
    }

    @Test(arguments: [
        (CreatioFlavour.framework, Answer.notFound), (.framework, .toSignIn), (.net, .notFound),
        (.net, Answer(status: 401)),
    ])
    func `a wrong remembered flavour is corrected`(_ wrong: CreatioFlavour, _ elsewhere: Answer) async throws
    {
        let right = wrong == .net ? "/0/odata" : "/odata"
        try await ScriptedCreatio.run(
            as: wrong,
            { asked in
                switch asked.path {
                case "/connect/token": .token
                case right + "/Contact/$count": Answer(body: "7")
                case right + "/Case": Self.rows
                default: elsewhere
                }
            }
        ) { site, server in
            try await expectRows(site)
            let asked = server.asked.count
            try await expectRows(site)
            #expect(server.asked.count == asked + 1)
        }
    }

    @Test
    func `a missing object makes it look for the flavour once in five minutes`() async throws {
        let clock = StillClock()
        try await ScriptedCreatio.run(
            clock: clock,
            { asked in
                switch asked.path {
                case "/connect/token": .token
                case "/odata/Contact/$count": Answer(body: "7")
                default: .notFound
                }
            }
        ) { site, server in
            for _ in 0..<3 {
                await #expect(throws: CaseSystemFailure.self) { try await site.read(Self.query) }
            }
            #expect(server.count("GET", "/odata/Contact/$count") == 1)
            clock.advance(by: .seconds(300))
            await #expect(throws: CaseSystemFailure.self) { try await site.read(Self.query) }
            #expect(server.count("GET", "/odata/Contact/$count") == 2)
        }
    }
}
