import Casewire
import CasewireSandbox
import Testing

/// The whole journey at every kind of site that may be out there.
@Suite(.serialized)
struct SwitchMatrixTests {
    private struct Outcome: Sendable {
        let cell: Int
        let problem: String?
        let usage: SiteUsage?
    }

    @Test
    func `the journey succeeds at every kind of site, alone and in pairs`() async throws {
        let cells = SwitchMatrix.singles + SwitchMatrix.pairs
        #expect(cells.count <= SwitchMatrix.mostCells)
        var outcomes = [Outcome?](repeating: nil, count: cells.count)
        await withTaskGroup(of: Outcome.self) { group in
            var next = 0
            func start() {
                guard next < cells.count else { return }
                let number = next
                next += 1
                group.addTask { await Self.tried(cells[number], number) }
            }
            for _ in 0..<Self.atOnce { start() }
            for await outcome in group {
                outcomes[outcome.cell] = outcome
                start()
            }
        }
        print(Self.table(of: cells, outcomes))
        for (cell, outcome) in zip(cells, outcomes) {
            let problem = outcome?.problem
            #expect(problem == nil, "\(cell.name) (\(cell.way)): \(cell.variations.map(\.name))")
        }
    }

    @Test
    func `each two levels of each two factors meet in a row`() {
        for levels in [[2, 2, 2], [4, 2, 2, 3, 2], [4, 4, 2, 2, 2, 2, 2, 2, 2]] {
            #expect(CoveringRows.covered(by: CoveringRows.pairwise(levels)) == CoveringRows.all(levels))
        }
        #expect(CoveringRows.pairwise([2, 2, 2]).count <= 5)
    }

    private static let atOnce = 4

    private static func tried(_ cell: SwitchMatrix.Cell, _ number: Int) async -> Outcome {
        let usage = Kept()
        do {
            try await SiteStage.run(cell.way, switches: cell.switches, usesProcesses: cell.usesProcesses) {
                stage in
                try await SiteJourney(stage: stage, way: cell.way).run()
                await usage.keep(try await stage.usage())
            }
            return Outcome(cell: number, problem: nil, usage: await usage.usage)
        } catch {
            return Outcome(cell: number, problem: "\(error)", usage: nil)
        }
    }

    private actor Kept {
        var usage: SiteUsage?

        func keep(_ usage: SiteUsage) { self.usage = usage }
    }

    /// A line a site, a column a way in; for each the requests and operations that the journey took.
    private static func table(of cells: [SwitchMatrix.Cell], _ outcomes: [Outcome?]) -> String {
        func words(_ outcome: Outcome?) -> String {
            guard let outcome else { return "not tried" }
            if let problem = outcome.problem { return "FAILED: \(problem)" }
            return outcome.usage.map { "ok \($0.requests)/\($0.operations)" } ?? "ok"
        }
        var lines = [
            "Creatio sites, requests/operations of a whole journey:",
            "| site | \(SandboxBench.Way.all.map(\.testDescription).joined(separator: " | ")) |",
        ]
        let singles = SwitchMatrix.singles.count
        let width = SandboxBench.Way.all.count
        for start in stride(from: 0, to: singles, by: width) {
            let row = (start..<start + width).map { words(outcomes[$0]) }
            lines.append("| \(cells[start].name) | \(row.joined(separator: " | ")) |")
        }
        for index in singles..<cells.count {
            let names = cells[index].variations.map(\.name).joined(separator: ", ")
            lines.append("| \(cells[index].way.testDescription): \(names) | \(words(outcomes[index])) |")
        }
        let failed = outcomes.count { $0?.problem != nil }
        lines.append("\(cells.count) sites, \(cells.count - failed) passed")
        return lines.joined(separator: "\n")
    }
}
