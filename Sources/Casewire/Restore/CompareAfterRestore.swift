import CasewireStorage

/// Asks the carriers and Creatio what happened since the backup that the database was restored from, and takes it in.
///
/// Texts of ours that the database does not know are adopted, those of customers taken in with their time, and what reps
/// answered in Creatio before the restore is marked as dealt with. Repeatable: what is known is left alone.
package struct CompareAfterRestore: Job {
    package static let kind = "restore.compare"
    package static let retry = RetryPolicy.endless
    /// The carrier's clock and ours may differ, and what was under way at the backup began before it.
    static let overlap = Duration.seconds(900)
    /// What one question for customers' texts spans at most, so that each fits the carrier's pages.
    static let window = Duration.seconds(6 * 3600)

    package var lane: String? { "restore" }
    package var coalescingKey: String? { "restore/compare" }

    package init() {}

    package func run(with services: Services) async throws {
        let vault = services.vault
        let known = try await services.database.read {
            (restore: try $0.sendingHold(), numbers: try $0.numbers(vault: vault))
        }
        guard let restore = known.restore else { return }
        var found = Restore.Comparison(comparedAt: services.clock.now())
        for number in known.numbers {
            guard services.connections.carrier(of: number.provider)?.listsTexts ?? true else {
                found.unlisted = (found.unlisted ?? []) + [number.phone.e164]
                continue
            }
            let listed = try await Self.texts(
                on: number, since: restore.backupTakenAt - Self.overlap, services: services)
            try await RestoredTexts(number: number, services: services).take(listed, into: &found)
        }
        try await RestoredReplies(restore: restore, services: services).take(into: &found)
        let now = services.clock.now()
        try await services.database.write { [found] in try $0.note(found, at: now) }
    }

    /// What a carrier has in both directions, in the order of time; of two in the same second the customer's is first.
    private static func texts(on number: Number, since: Timestamp, services: Services) async throws
        -> [RestoredTexts.Listed]
    {
        do {
            let carrier = try await services.connections.carrier(for: number)
            let now = services.clock.now()
            var received: [ListedText] = []
            var seen: Set<String> = []
            var begin = since
            while begin < now {
                let end = min(begin + window, now)
                let query = TextQuery(
                    direction: .receivedByUs, number: number.phone, contact: nil, since: begin, until: end)
                received += try await carrier.texts(query).filter { seen.insert($0.providerID).inserted }
                begin = end
            }
            let sent = try await carrier.texts(
                TextQuery(direction: .sentByUs, number: number.phone, contact: nil, since: since))
            let all =
                received.map { RestoredTexts.Listed(text: $0, isOurs: false) }
                + sent.map { RestoredTexts.Listed(text: $0, isOurs: true) }
            return all.enumerated().sorted { one, other in
                (one.element.text.createdAt, one.element.isOurs ? 1 : 0, one.offset)
                    < (other.element.text.createdAt, other.element.isOurs ? 1 : 0, other.offset)
            }.map(\.element)
        } catch let failure as ListFailure {
            switch failure {
            case .unavailable(let reason), .refused(let reason):
                throw RetryLater(after: .seconds(30), reason: "The list of \(number.phone.e164): \(reason)")
            }
        }
    }
}
