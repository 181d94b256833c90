import Casewire
import CasewireSandbox
import Foundation
import TestSupport
import Testing

/// What Casewire makes of each failure that sites are known for: the whole product, the real connector, and a site that answers so.
struct ErrorCatalogueTests {
    @Test(arguments: ErrorCatalogue.rows)
    func `each failure is mended, tried again, or shown with what to do`(_ row: ErrorCatalogue.Row)
        async throws
    {
        let strikes = Strikes()
        try await SiteStage.run(.init(flavour: .framework, isUser: row.isUser), strikes: strikes) { stage in
            try await stage.connect(polls: false)
            try await stage.world.converse("Hello")
            try #require(try await stage.isSynced())
            var strike = row.strike
            strike.count =
                switch row.course {
                case .mended: 1
                case .retried: 3
                case .shown: 1000
                }
            strikes.arm(strike)
            try await stage.world.receive(
                row.event == .text ? "And another thing" : "I need to speak with a person, AB123456")
            switch row.course {
            case .mended: try await Self.expectMended(stage, strikes)
            case .retried: try await Self.expectRetried(row, stage, strikes)
            case .shown: try await Self.expectShown(row, stage, strikes)
            }
            try await Self.expectWhole(stage)
        }
    }

    private static func expectMended(_ stage: SiteStage, _ strikes: Strikes) async throws {
        try await stage.until("struck and mended", within: 15) {
            guard strikes.isSpent else { return false }
            return try await stage.isSynced()
        }
    }

    private static func expectRetried(
        _ row: ErrorCatalogue.Row, _ stage: SiteStage, _ strikes: Strikes
    ) async throws {
        try await stage.until("behind", within: 15) { try await stage.link()?.sync == .behind }
        let error = try await stage.link()?.error ?? ""
        #expect(error.hasPrefix(row.words), "\(error)")
        try await stage.until("synced") { try await stage.isSynced() }
        #expect(strikes.isSpent)
    }

    /// It isn't asked for again and again, and goes on by itself once somebody has acted on the words.
    private static func expectShown(
        _ row: ErrorCatalogue.Row, _ stage: SiteStage, _ strikes: Strikes
    ) async throws {
        try await stage.until("shown", within: 15) { try await stage.link()?.sync == .failed }
        let error = try await stage.link()?.error ?? ""
        #expect(error.hasPrefix(row.words), "\(error)")
        let struck = strikes.struck
        try await stage.world.settle(60)
        #expect(strikes.struck <= struck + 1)
        strikes.disarm()
        stage.world.clock.advance(by: .seconds(301))
        try await stage.until("synced") { try await stage.isSynced() }
    }

    /// One case, and every text once.
    private static func expectWhole(_ stage: SiteStage) async throws {
        try await stage.world.settle(10)
        let cases = try await stage.cases()
        #expect(cases.count == 1)
        for message in try await stage.world.messages() {
            #expect(
                cases[0].activities.count { $0.DetailedResult?.hasSuffix(message.text) == true } == 1,
                "\(message.text)")
        }
    }

    @Test
    func `every row of the reference is here`() {
        #expect(Set(ErrorCatalogue.rows.map(\.letter)) == Set(ErrorCatalogue.letters))
    }

    /// The page's table is this one: a row a line, `| letter | situation | course | words |`.
    @Test
    func `the documents have the same table`() throws {
        var folder = URL(filePath: #filePath)
        for _ in 0..<5 { folder.deleteLastPathComponent() }
        let page = try String(contentsOf: folder.appending(path: "docs/creatio.md"), encoding: .utf8)
        let lines = page.split(separator: "\n").map(String.init)
        let begin = try #require(lines.firstIndex { $0.hasPrefix("| row | what the site answers") })
        let shown = lines[(begin + 2)...].prefix { $0.hasPrefix("|") }
        let known = ErrorCatalogue.rows.map { row in
            let words = row.words == "–" ? "–" : "“\(row.words)”"
            return "| \(row.letter) | \(row.situation) | \(row.course.rawValue) | \(words) |"
        }
        #expect(Set(shown) == Set(known), "Missing: \(Set(known).subtracting(shown).sorted())")
        #expect(shown.count == known.count)
    }
}
