import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

struct HealthRoutesTests {
    @Test(arguments: ["/healthz", "/readyz"])
    func `a server that works says so`(_ path: String) async throws {
        try await WebWorld().run { caller async throws in
            let answer = try await caller.call(.get, path)
            #expect(answer.status == 200)
        }
    }

    @Test
    func `a server without its database is not ready`() async throws {
        try await WebWorld().run { caller async throws in
            await caller.world.database.close()
            let readiness = try await caller.call(.get, "/readyz")
            #expect(readiness.status == 503)
            #expect(try await caller.call(.get, "/healthz").status == 200)
        }
    }

    @Test
    func `a text that cannot be kept is not answered with success`() async throws {
        try await WebWorld().run { caller async throws in
            #expect(try await caller.webhook("/webhooks/twilio", WebCaller.text).status == 200)
            await caller.world.database.close()
            let answer = try await caller.webhook("/webhooks/twilio", WebCaller.text)
            #expect(answer.status == 503)
            #expect(answer.headers[.retryAfter] != nil)
        }
    }

    @Test
    func `figures are in Prometheus' format and hold no contents`() async throws {
        try await WebWorld().run { caller async throws in
            try await caller.world.receive("A very private text")
            _ = try await caller.call(.get, "/healthz")
            let answer = try await caller.call(.get, "/metrics")
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.text.contains("casewire_sessions{state=\"agent\"} 1\n"))
            #expect(answer.text.contains("casewire_messages{state=\"received\"} 1\n"))
            #expect(answer.text.contains("# TYPE casewire_http_requests_total counter\n"))
            #expect(answer.text.contains("endpoint=\"/healthz\",status=\"200\"} 1\n"))
            #expect(!answer.text.contains("private") && !answer.text.contains("+1555"))
            #expect(answer.text.hasSuffix("\n"))
        }
    }
}
