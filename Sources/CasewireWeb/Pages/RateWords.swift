import Casewire
import CasewirePages

/// How fast a number's texts leave, and what waits for its turn.
enum RateWords {
    /// Nil where texts are not limited and none waits.
    static func words(_ status: NumberStatus) -> String? {
        let count = status.waiting.count
        let texts = say(count, one: "1 text waits", other: "\(count) texts wait")
        guard let rate = status.rate else { return count == 0 ? nil : say("\(texts) to be sent.") }
        let pace = say("Sends up to \(say(told: rate.words))")
        guard count > 0 else { return "\(pace)." }
        return
            say(
                "\(pace): \(texts), replies of people first; all within \(length(rate.time(for: status.waiting.segments)))."
            )
    }

    private static func length(_ time: Duration) -> String {
        let seconds = max(1, Int((Double(time.components.seconds) + 0.999).rounded(.down)))
        if seconds < 120 { return say(seconds, one: "1 second", other: "\(seconds) seconds") }
        return say("\((seconds + 59) / 60) minutes")
    }
}
