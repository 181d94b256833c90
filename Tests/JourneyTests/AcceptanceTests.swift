import Foundation
import TestPrograms
import Testing

/// The acceptance walk: a text in, an answer, a handoff, the case with its activities and fields, a rep's reply and
/// its delivery, the customer's answer, and the end; over HTTP alone, as a script would.
@Suite(.serialized)
struct AcceptanceTests {
    @Test
    func `a demo carries a conversation from phone to case and back`() async throws {
        try await DemoProcess.with { stage in
            let walk = Walk(stage: stage, phone: "+15551234001")
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }

    @Test
    func `the selftest that a demo names passes`() async throws {
        try await DemoProcess.with { stage in
            try await TemporaryFolder.with { folder in
                let selftest = try Program(
                    ["selftest", "--server", stage.server, "--key", stage.key], in: folder)
                let status = try await selftest.finish()
                await selftest.stop()
                #expect(status == 0, "\(selftest.output)")
            }
        }
    }

    @Test
    func `a handoff by the API does what the customer's own request does`() async throws {
        try await DemoProcess.with { stage in
            let walk = Walk(stage: stage, phone: "+15551234002", handsOffByAPI: true)
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }

    @Test
    func `cases begun at handoff hold the whole conversation`() async throws {
        try await ServerProcess.with(.init(cases: "on_handoff")) { stage in
            let walk = Walk(stage: stage, phone: "+15551234003", knowsSetup: true, liveCase: false)
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }

    @Test
    func `polling alone brings replies and closures back`() async throws {
        try await ServerProcess.with(.init(polling: true, webhook: false)) { stage in
            let walk = Walk(stage: stage, phone: "+15551234004", knowsSetup: true)
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }

    @Test
    func `business processes alone bring replies and closures back`() async throws {
        try await ServerProcess.with(.init(polling: false, webhook: true)) { stage in
            let walk = Walk(stage: stage, phone: "+15551234005", knowsSetup: true)
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }

    @Test
    func `a Creatio without the zero in its addresses serves as well`() async throws {
        try await ServerProcess.with(.init(flavour: "net")) { stage in
            let walk = Walk(stage: stage, phone: "+15551234006", knowsSetup: true)
            let received = try await walk.run()
            #expect(received.count == 3)
        }
    }
}
