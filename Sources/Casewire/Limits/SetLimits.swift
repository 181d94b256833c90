/// Changes limits and quiet hours, as a setup file does; API and dashboard call the same.
package struct SetLimits: Sendable {
    /// What is wrong with what was entered, in words; nothing was changed.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        package let problems: [String]
        package var description: String { problems.joined(separator: " ") }
    }

    /// What was entered for quiet hours, as `HH:MM`.
    package struct QuietEntry: Sendable, Hashable, Decodable {
        package let from: String
        package let to: String
        package let reps: Bool?

        package init(from: String, to: String, reps: Bool?) {
            self.from = from
            self.to = to
            self.reps = reps
        }

        /// No quiet hours at all.
        package static let none = QuietEntry(from: "00:00", to: "00:00", reps: nil)
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// - Parameter quiet: nil leaves quiet hours as they are.
    package func run(_ limits: TextLimitsEntry, quiet: QuietEntry?) async throws {
        var problems = limits.problems
        var organization = Setup.Organization()
        organization.limits = limits
        if let quiet {
            if let from = QuietHours.minutes(quiet.from), let to = QuietHours.minutes(quiet.to) {
                organization.quietHours = QuietHours(from: from, to: to, holdsReps: quiet.reps ?? false)
            } else {
                problems.append("quiet_hours needs from and to as HH:MM, such as 21:00 and 08:00.")
            }
        }
        guard problems.isEmpty else { throw Refusal(problems: problems) }
        var setup = Setup()
        setup.organization = organization
        _ = try await ApplySetup(
            database: services.database, vault: services.vault, random: services.random,
            clock: services.clock
        ).apply(setup)
    }
}
