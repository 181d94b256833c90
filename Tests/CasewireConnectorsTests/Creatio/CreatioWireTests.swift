import AsyncHTTPClient
import Casewire
import CasewireConnectors
import NIOCore
import Testing

/// What becomes of calls that the network or their caller cuts off.
struct CreatioWireTests {
    typealias Answer = ScriptedCreatio.Answer

    private static let query = [RowQuery("Case", where: nil, columns: ["Id"])]
    private static let rows = Answer.json(#"{"@odata.context":"x","value":[]}"#)

    @Test
    func `nothing that listens is unavailable`() async throws {
        var configuration = HTTPClient.Configuration.creatio
        configuration.timeout.connect = .milliseconds(100)  // In which the client tries again.
        let client = HTTPClient(configuration: configuration)
        let connection = try CreatioConnection(
            url: "http://127.0.0.1:9", signIn: .client(id: "id", secret: Secret("s")), flavour: .net)
        let site = CreatioSite(connection: connection, client: client, clock: StillClock())
        await #expect {
            try await site.read(Self.query)
        } throws: { error in
            guard case .unavailable(let reason) = error as? CaseSystemFailure else { return false }
            return reason.contains("127.0.0.1:9")
        }
        try await client.shutdown()
    }

    @Test
    func `an answer that does not come in time is unavailable`() async throws {
        var timeouts = CreatioTimeouts()
        timeouts.odata = .milliseconds(100)
        let (release, gate) = AsyncStream.makeStream(of: Void.self)
        try await ScriptedCreatio.run(
            timeouts: timeouts,
            { asked in
                if asked.path == "/connect/token" { return .token }
                for await _ in release {}
                return Self.rows
            }
        ) { site, _ in
            await #expect {
                try await site.read(Self.query)
            } throws: { error in
                guard case .unavailable(let reason) = error as? CaseSystemFailure else { return false }
                return reason.contains("did not answer")
            }
            gate.finish()
        }
    }

    @Test
    func `a cancelled caller does not fail the others`() async throws {
        let (started, begin) = AsyncStream.makeStream(of: Void.self)
        let (release, gate) = AsyncStream.makeStream(of: Void.self)
        let tokens = Tally()
        try await ScriptedCreatio.run({ asked in
            guard asked.path == "/connect/token" else { return Self.rows }
            if tokens.add() == 1 {
                begin.finish()
                for await _ in release {}
            }
            return .token
        }) { site, _ in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    await withTaskGroup(of: Bool.self) { inner in
                        inner.addTask {
                            do { return try await site.read(Self.query).isEmpty } catch { return true }
                        }
                        for await _ in started {}
                        inner.cancelAll()
                        return await inner.next() ?? false
                    }
                }
                for await _ in started {}
                group.addTask { try await site.read(Self.query) == [[]] }
                for try await isRight in group { #expect(isRight) }
            }
            gate.finish()
        }
    }
}
