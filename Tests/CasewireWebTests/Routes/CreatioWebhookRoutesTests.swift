import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct CreatioWebhookRoutesTests {
    private static let caseID = "11111111-2222-4333-8444-555555555555"

    @Test(arguments: [
        #"{"event_type":"new_activity","caseId":"\#(caseID)"}"#, "the case \(caseID) changed",
    ])
    func `a hint is accepted and kept as a job, whether JSON or not`(_ body: String) async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let answer = try await caller.call(.post, "/webhooks/creatio/0123456789abcdef", body: body)
            #expect(answer.status == 202)
            let jobs = try await caller.world.database.read { try $0.jobs(in: .waiting, limit: 10) }
            #expect(jobs.contains { $0.kind == ReadCase.kind && $0.payload.contains(Self.caseID) })
        }
    }

    @Test
    func `a wrong secret in the address is refused`() async throws {
        let web = try await WebWorld()
        try await web.world.connectCreatio()
        try await web.run { caller async throws in
            let answer = try await caller.call(.post, "/webhooks/creatio/0123456789abcdee", body: "{}")
            #expect(answer.status == 403)
            #expect(try await caller.world.database.read { try $0.jobs(in: .waiting, limit: 10) }.isEmpty)
        }
    }

    @Test
    func `without a connection every secret is wrong`() async throws {
        try await WebWorld().run { caller async throws in
            let answer = try await caller.call(.post, "/webhooks/creatio/0123456789abcdef", body: "{}")
            #expect(answer.status == 403)
        }
    }
}
