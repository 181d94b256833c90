import Casewire
import CasewireStorage
import HTTPTypes
import TestSupport
import Testing

@testable import CasewireWeb

@Suite struct AnalyticsRoutesTests {
    private func counted() async throws -> WebWorld {
        let web = try await WebWorld()
        try await web.world.converse("What are your opening hours?")
        try await web.world.converse("I need to speak with a person", from: "+15551230002")
        let now = web.world.clock.now()
        try await web.world.database.write {
            try $0.enqueue(CountFigures(), at: now, now: now, id: "count")
        }
        try await web.world.jobs.runDue()
        return web
    }

    @Test func `the page draws each topic with the table behind it`() async throws {
        try await counted().run { caller async throws in
            let page = try await caller.page("/analytics?days=7", in: try await caller.signIn(.viewer))
            #expect(page.status == 200)
            #expect(page.text.contains("<strong>50 %</strong>"))
            #expect(page.text.contains("asked for a person"))
            let charts = page.text.matches(of: /<svg class="chart"/).count
            #expect(charts == page.text.matches(of: /As a table/).count)
            #expect(charts >= 6)
            #expect(page.text.contains(#"href="/analytics?days=7" aria-current="true""#))
        }
    }

    @Test func `an empty server says that nothing was counted`() async throws {
        try await WebWorld().run { caller async throws in
            let page = try await caller.page("/analytics", in: try await caller.signIn(.viewer))
            #expect(page.status == 200)
            #expect(page.text.contains("Nothing was counted yet"))
            #expect(page.text.contains("No session began"))
        }
    }

    @Test func `days that are none are told, and the usual ones shown`() async throws {
        try await counted().run { caller async throws in
            let browser = try await caller.signIn(.viewer)
            let page = try await caller.page("/analytics?from=2026-02-30&to=x", in: browser)
            #expect(page.status == 422)
            #expect(page.text.contains("is no day"))
            #expect(page.text.contains("asked for a person"))
            let key = try await caller.makeKey(.viewer)
            #expect(try await caller.api(.get, "analytics?from=x", key: key).status == 400)
            #expect(try await caller.api(.get, "analytics.csv?topic=secrets", key: key).status == 400)
        }
    }

    @Test func `API, CSV and page tell the same`() async throws {
        try await counted().run { caller async throws in
            let key = try await caller.makeKey(.viewer)
            let days =
                try await caller.api(.get, "analytics?days=2", key: key).json["days"] as? [[String: Any]]
            let today = try #require(days?.last)
            let figures = try #require(today["figures"] as? [String: [String: Int]])
            #expect(days?.count == 2)
            #expect(figures["sessions"] == ["started": 2, "handed_off": 1])
            let csv = try await caller.api(.get, "analytics.csv?topic=sessions&days=2", key: key).text
            let lines = csv.split(separator: "\r\n")
            #expect(lines.first == "day,started,handed_off")
            #expect(lines.last == "\(today["day"] as? String ?? ""),2,1")
            let browser = try await caller.signIn(.rep)
            #expect(try await caller.page("/analytics.csv?topic=sessions&days=2", in: browser).text == csv)
        }
    }
}
