import CasewireStorage
import Logging

/// Connects one of our numbers at its carrier, and proves the way back: credentials, webhook, what overrides it, the
/// registration, and a signed call of our own that comes in through the public address.
///
/// It comes back by itself, since what somebody changes at the carrier would otherwise show only by texts that are missing.
package struct CheckNumber: Job {
    package static let kind = "number.check"
    package static let retry = RetryPolicy(firstWait: .seconds(1), longestWait: .seconds(900), tries: nil)

    /// The time between two looks while nothing is wrong, and while only people can mend what is.
    static let interval = Duration.seconds(24 * 3600)
    static let shortInterval = Duration.seconds(900)

    package let number: Number.ID

    package var lane: String? { "check/\(number.rawValue)" }
    package var coalescingKey: String? { "check/\(number.rawValue)" }

    package init(number: Number.ID) {
        self.number = number
    }

    /// What may pass by itself: a carrier that is away, or this server's own port at its start.
    private struct NotYet: Error, CustomStringConvertible {
        let description: String
    }

    package func run(with services: Services) async throws {
        let vault = services.vault
        guard
            let number = try await services.database.read({ [number] in try $0.number(number, vault: vault) })
        else { return }
        let report = try await Self.look(at: number, with: services)
        if let reason = report.passingTrouble { throw NotYet(description: reason) }
        let now = services.clock.now()
        let next = now + (report.isGood ? Self.interval : Self.shortInterval)
        let id = services.random.identifier()
        try await services.database.write { transaction in
            try transaction.enqueue(CheckNumber(number: number.id), at: next, now: now, id: id)
        }
    }

    /// Looks at one number, and keeps what was found for people.
    static func look(at number: Number, with services: Services) async throws -> NumberReport {
        let provider = try await services.connections.carrier(for: number)
        let address = services.publicURL + number.webhookPath
        var report = NumberReport()
        do throws(ListFailure) {
            report.obstacle = try await provider.connect(number.phone, to: address).obstacle
        } catch {
            services.logger.warning(
                "A number could not be connected.", metadata: ["reason": "\(error.reason)"])
            switch error {
            case .refused(let reason): report.obstacle = reason
            case .unavailable(let reason):
                report.obstacle = "The carrier could not be reached: \(reason)"
                report.passingTrouble = reason
            }
        }
        if number.phone.needsUSRegistration {
            report.registration = try await registration(of: number, from: provider, with: services)
        }
        try await prove(number, through: provider, with: services, into: &report)
        let (found, now) = (report, services.clock.now())
        try await services.database.write { try $0.save(found, of: number.id, at: now) }
        return report
    }

    /// What was known before stays where the carrier cannot be asked.
    private static func registration(
        of number: Number, from provider: any SMSProvider, with services: Services
    ) async throws -> Registration? {
        do throws(ListFailure) {
            return try await provider.registration(of: number.phone)
        } catch {
            return try await services.database.read { try $0.registration(of: number.id) }
        }
    }

    private static func prove(
        _ number: Number, through provider: any SMSProvider, with services: Services,
        into report: inout NumberReport
    ) async throws {
        switch try await WebhookProof.look(at: number, through: provider, with: services) {
        case .verified(let moment): report.verifiedAt = moment
        case .unheard(let words), .another(let words): report.probeNote = words
        case .failed(let reason):
            report.probeNote = reason
            report.passingTrouble = reason
        }
    }
}
