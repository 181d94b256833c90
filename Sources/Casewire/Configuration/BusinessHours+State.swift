import Foundation

extension BusinessHours {
    /// Whether people answer at a moment, and until when that holds.
    package enum State: Sendable, Hashable {
        /// Nil where it never closes within two weeks.
        case open(until: Timestamp?)
        /// Nil where it never opens within two weeks. Customers are then told what they are told while it is open.
        case closed(until: Timestamp?)
    }

    package func state(at moment: Timestamp) -> State {
        if let opening = nextOpening(after: moment) { return .closed(until: opening) }
        guard isOpen(at: moment) else { return .closed(until: nil) }
        // Shifts may follow each other without a break.
        var end = moment
        for _ in 0..<Self.mostShiftsInARow {
            guard let next = shiftEnd(at: end) else { return .open(until: end) }
            end = next
        }
        return .open(until: nil)
    }

    /// Two weeks of three shifts a day without a break are open always.
    private static let mostShiftsInARow = 42

    private func isOpen(at moment: Timestamp) -> Bool { shiftEnd(at: moment) != nil }

    /// The end of the longest shift in which a moment is.
    private func shiftEnd(at moment: Timestamp) -> Timestamp? {
        guard let zone = TimeZone(identifier: timezone) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return opening(0, after: calendar.startOfDay(for: moment.date), in: calendar)
            .filter { $0.from <= moment.date && moment.date < $0.to }.map { Timestamp($0.to) }.max()
    }
}
