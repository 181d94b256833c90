import Casewire
import Testing

@testable import CasewireConnectors

@Suite struct CreatioGathererTests {
    /// A site that answers each request when it is told to, and says what it was asked.
    private actor Site {
        private(set) var asked: [[String]] = []
        private var held: [CheckedContinuation<Void, Never>] = []
        private var isOpen = false
        /// The path whose answer is a failure, after which nothing more is answered.
        private let stopsAt: String?

        init(stopsAt: String? = nil) { self.stopsAt = stopsAt }

        func ask(_ errands: [CreatioGatherer.Errand]) async -> CreatioGatherer.Outcome {
            let paths = errands.flatMap { $0.parts.map(\.path) }
            asked.append(paths)
            if !isOpen { await withCheckedContinuation { held.append($0) } }
            var answers: [CreatioAnswer?] = []
            var hasStopped = false
            for path in paths {
                answers.append(hasStopped ? nil : CreatioAnswer(status: path == stopsAt ? 500 : 200))
                hasStopped = hasStopped || path == stopsAt
            }
            return .success(answers)
        }

        func open() {
            isOpen = true
            for continuation in held { continuation.resume() }
            held = []
        }

        /// Waits until so many requests are held.
        func waitUntil(held count: Int) async {
            while held.count < count { await Task.yield() }
        }
    }

    private static func errand(_ name: String, parts: Int = 1) -> CreatioGatherer.Errand {
        CreatioGatherer.Errand(
            parts: (0..<parts).map { .init(method: .get, path: parts == 1 ? name : "\(name)/\($0)") },
            right: .read, object: "Case")
    }

    /// Starts `first` while nothing is under way, then `rest` while all turns are taken.
    private static func run(
        _ rest: [CreatioGatherer.Errand], on site: Site
    ) async throws -> [String: Int] {
        let gatherer = CreatioGatherer { await site.ask($0) }
        return try await withThrowingTaskGroup(of: (String, Int).self) { group in
            func add(_ errand: CreatioGatherer.Errand) {
                group.addTask {
                    let answers = try await gatherer.answers(to: errand)
                    return (errand.parts[0].path, answers?.count { $0 != nil } ?? -1)
                }
            }
            for place in 0..<CreatioGatherer.width { add(errand("first \(place)")) }
            await site.waitUntil(held: CreatioGatherer.width)
            for errand in rest { add(errand) }
            while await gatherer.waitingCount < rest.count { await Task.yield() }
            await site.open()
            var answered: [String: Int] = [:]
            for try await (path, count) in group { answered[path] = count }
            return answered
        }
    }

    @Test func `what is asked while others are under way goes out together`() async throws {
        let site = Site()
        let answered = try await Self.run((0..<50).map { Self.errand("later \($0)") }, on: site)
        #expect(answered.count == 53 && answered.values.allSatisfy { $0 == 1 })
        let asked = await site.asked
        #expect(asked.count == CreatioGatherer.width + 1)
        #expect(asked.last?.count == 50)
    }

    @Test func `a batch takes no more than a site does, and an errand is never cut`() async throws {
        let site = Site()
        let answered = try await Self.run((0..<5).map { Self.errand("long \($0)", parts: 60) }, on: site)
        #expect(answered.filter { $0.key.hasPrefix("long") }.values.allSatisfy { $0 == 60 })
        #expect(await site.asked.map(\.count).sorted() == [1, 1, 1, 60, 60, 60, 60, 60])
    }

    @Test func `who was not reached since another's errand failed asks again`() async throws {
        let site = Site(stopsAt: "later 1")
        let answered = try await Self.run((0..<4).map { Self.errand("later \($0)") }, on: site)
        #expect(answered.values.allSatisfy { $0 == 1 })
    }
}
