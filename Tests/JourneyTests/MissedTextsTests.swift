import Foundation
import TestPrograms
import Testing

/// Texts that come while the server is away.
@Suite(.serialized)
struct MissedTextsTests {
    @Test
    func `a text sent while the server is down is answered after the start, once`() async throws {
        try await ServerProcess.with { made, server in
            let phone = "+15551234060"
            await server.killNow()
            try await made.stage.text(from: phone, "Hello, how do I return something I bought?")
            let again = try await made.start()
            let answer = try await eventually("an answer on the phone", within: .seconds(90)) {
                try await made.stage.carrier.received(by: phone).first
            }
            #expect(answer.localizedCaseInsensitiveContains("return"))
            let session = try await made.stage.session(of: phone, in: "agent")
            let messages = try await made.stage.messages(of: session["id"].text)
            #expect(messages.map { $0["is_late"] == true } == [true, false])
            // The same list is read again after the next start.
            await again.stop()
            let third = try await made.start()
            try await made.stage.text(from: phone, "And what are your opening hours?")
            _ = try await eventually("the second answer") {
                try await made.stage.carrier.received(by: phone).count == 2 ? true : nil
            }
            #expect(try await made.stage.messages(of: session["id"].text).count == 4)
            return third
        }
    }
}
