/// What was counted of one day, by topic and name.
package struct DayFigures: Sendable, Hashable {
    package let day: FigureDay
    package private(set) var counts: [FigureTopic: [String: Int]] = [:]

    package init(day: FigureDay) {
        self.day = day
    }

    package subscript(_ topic: FigureTopic, _ name: String) -> Int {
        counts[topic]?[name] ?? 0
    }

    mutating func add(_ count: Int, to topic: FigureTopic, _ name: String) {
        guard count != 0 else { return }
        counts[topic, default: [:]][name, default: 0] += count
    }
}
