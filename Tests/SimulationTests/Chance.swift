import TestSupport

/// The choices of a world, all from its seed, with a digest by which two runs are compared.
final class Chance: Sendable {
    private let random: SeededRandom

    init(seed: UInt64) {
        random = SeededRandom(seed: seed)
    }

    func happens(_ probability: Double) -> Bool { random.fraction() < probability }

    func below(_ limit: Int) -> Int { min(limit - 1, Int(random.fraction() * Double(limit))) }

    func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    func pick<Element>(_ elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
