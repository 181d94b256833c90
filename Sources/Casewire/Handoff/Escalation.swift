/// How long a customer may wait for a person before that is raised: time within business hours, or on any clock without those.
package enum Escalation {
    /// Where nothing is set.
    package static let usualMinutes = 30
    /// A week.
    package static let mostMinutes = 10_080

    /// `1 h 30 min`, for people.
    package static func words(minutes: Int) -> String {
        switch (minutes / 60, minutes % 60) {
        case (0, let rest): "\(rest) min"
        case (let hours, 0): "\(hours) h"
        case (let hours, let rest): "\(hours) h \(rest) min"
        }
    }
}

extension AgentSettings {
    /// Minutes after which a wait is raised; nil where none ever is.
    package var escalationMinutes: Int? {
        let minutes = escalateAfterMinutes ?? Escalation.usualMinutes
        return minutes > 0 ? minutes : nil
    }

    /// When a wait that began at a moment is raised; nil for never.
    package func escalation(ofWaitSince moment: Timestamp) -> Timestamp? {
        escalationMinutes.map { minutes in
            let patience = Duration.seconds(minutes * 60)
            return hours?.moment(after: patience, from: moment) ?? moment + patience
        }
    }
}
