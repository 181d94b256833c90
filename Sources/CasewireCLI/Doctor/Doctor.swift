import Casewire
import Foundation

/// Looks at every link of the chain, in the order in which a text passes them, and changes nothing.
struct Doctor {
    let settings: Settings
    /// Called with each finding as it is made.
    let tell: (Finding) -> Void

    /// All findings, in order. Where a link fails that others hang on, those are not looked at.
    func examine() async -> [Finding] {
        var findings: [Finding] = []
        func note(_ new: [Finding]) -> Bool {
            for finding in new { tell(finding) }
            findings += new
            return new.allSatisfy { $0.result != .failed }
        }
        let local = LocalChecks(settings: settings)
        guard note([local.keyFile(), local.disk(), local.databaseFile()]) else { return findings }
        let composition: Composition
        do {
            composition = try await Composition(settings, serves: false)
        } catch {
            _ = note([
                .failed(
                    "Database", "\(error)",
                    fix: "Correct what it names. A database that is damaged is replaced by casewire restore.")
            ])
            return findings
        }
        if note([await local.database(composition)]) {
            let services = composition.services
            let outside = OutsideChecks(services: services)
            let work = WorkChecks(services: services)
            let isServing = note(await ServerChecks(settings: settings).all())
            let areNumbersRight = note(await outside.numbers())
            if isServing && areNumbersRight {
                _ = note(await outside.webhooks())
            } else {
                _ = note([.skipped("Webhook", "not tried before what is above is right")])
            }
            _ = note(await outside.creatio())
            _ = note(await outside.clock())
            _ = note(await ModelCheck(services: services).look())
            _ = note(await work.all())
        }
        try? await composition.close()
        return findings
    }
}
