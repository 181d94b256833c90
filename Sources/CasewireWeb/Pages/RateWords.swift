import Casewire

/// How fast a number's texts leave, and what waits for its turn.
enum RateWords {
    /// Nil where texts are not limited and none waits.
    static func words(_ status: NumberStatus) -> String? {
        let count = status.waiting.count
        let texts = count == 1 ? "1 text waits" : "\(count) texts wait"
        guard let rate = status.rate else { return count == 0 ? nil : "\(texts) to be sent." }
        let pace = "Sends up to \(rate.words)"
        guard count > 0 else { return "\(pace)." }
        return
            "\(pace): \(texts), replies of people first; all within \(length(rate.time(for: status.waiting.segments)))."
    }

    private static func length(_ time: Duration) -> String {
        let seconds = max(1, Int((Double(time.components.seconds) + 0.999).rounded(.down)))
        if seconds < 120 { return seconds == 1 ? "1 second" : "\(seconds) seconds" }
        return "\((seconds + 59) / 60) minutes"
    }
}
