import CasewireStorage

/// Brings one picture or other file of a text from the carrier into the database.
///
/// It notes no outage: that a file cannot be had says nothing of the carrier's texts. What is fetched is checked by its own
/// bytes, whatever was said of it.
package struct FetchMedia: Job {
    package static let kind = "media.fetch"
    /// So many at a time over all nodes, each with its bytes in memory, so that other work is not held up.
    static let mostAtOnce = 6
    /// The wait where so many are under way.
    private static let shortestPause = Duration.milliseconds(500)
    private static let longestExtraPause = Duration.seconds(2)

    package let medium: Medium.ID
    package let session: Session.ID
    package let number: Number.ID

    package var edge: Edge? { .carrier(number) }
    package var coalescingKey: String? { "media/\(medium.rawValue)" }

    package func run(with services: Services) async throws {
        let vault = services.vault
        let found = try await services.database.read { [medium, key = coalescingKey] snapshot in
            (
                toFetch: try snapshot.mediumToFetch(medium, vault: vault),
                before: try snapshot.countOfFetches(before: key)
            )
        }
        guard let toFetch = found.toFetch else { return }
        guard found.before < Self.mostAtOnce else {
            throw RetryLater(
                after: Self.shortestPause + Self.longestExtraPause * services.random.fraction(),
                reason: "Other files are being fetched.")
        }
        do {
            let carrier = try await services.connections.carrier(for: toFetch.number)
            let fetched = try await carrier.fetch(toFetch.medium, largestBytes: Medium.largestBytes)
            try await keep(fetched, declared: toFetch.medium.contentType, with: services)
        } catch let failure as MediumFailure {
            try await handle(failure, with: services)
        }
    }

    private func keep(_ fetched: FetchedMedium, declared: String, with services: Services) async throws {
        let (now, random) = (services.clock.now(), services.random)
        let content = fetched.content
        guard content.count <= Medium.largestBytes else {
            return try await handle(.tooLarge(bytes: content.count), with: services)
        }
        guard let type = MediumType(of: content, declared: fetched.declaredType ?? declared) else {
            let reason =
                content.isEmpty
                ? "it is empty"
                : "its content is no picture, sound, video or document that is taken (said to be \(Self.plain(declared)))"
            return try await handle(.refused(reason: reason), with: services)
        }
        try await services.database.write { [medium, number] transaction in
            try transaction.keep(content, of: medium, as: type, at: now, random: random)
            try transaction.noteReached(.carrier(number), at: now)
        }
    }

    private func handle(_ failure: MediumFailure, with services: Services) async throws {
        let now = services.clock.now()
        switch failure {
        case .refused(let reason):
            try await services.database.write { [medium] in
                try $0.refuse(medium, because: reason, at: now)
            }
        case .tooLarge(let bytes):
            let limit = ByteWords.words(Medium.largestBytes)
            let reason =
                bytes.map { "too large: \(ByteWords.words($0)) of at most \(limit)" }
                ?? "too large: more than the \(limit) that are kept"
            try await services.database.write { [medium] in
                try $0.refuse(medium, because: reason, at: now)
            }
        case .denied(let reason):
            try await services.database.write { [medium] in
                try $0.giveUp(medium, because: reason, at: now)
            }
            throw GivingUp(reason)
        case .unavailable(let reason, let retryAfter):
            let chance = services.random.fraction()
            let wait = try await services.database.write { [medium] transaction -> Duration? in
                let tries = try transaction.noteMiss(medium, because: reason)
                guard let wait = Self.retry.wait(afterFailures: tries, chance: chance) else {
                    try transaction.giveUp(medium, because: reason, at: now)
                    return nil
                }
                return retryAfter ?? wait
            }
            guard let wait else { throw GivingUp(reason) }
            throw RetryLater(after: wait, reason: reason)
        }
    }

    /// A header's words as far as they may be shown.
    private static func plain(_ declared: String) -> String {
        let type = declared.prefix { $0 != ";" }.prefix(60)
        return type.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/+-.".contains($0)) }
            ? String(type) : "something else"
    }
}

extension Snapshot {
    /// The fetches that run at the moment, on any node, and were asked for before this one.
    fileprivate func countOfFetches(before key: String?) throws -> Int {
        try rows(
            """
            SELECT COUNT(*) AS count FROM job WHERE kind = \(FetchMedia.kind) AND state = 'running'
                AND position < (SELECT position FROM job WHERE coalescing_key = \(key) AND state = 'running')
            """
        ).first.map { try $0["count"] } ?? 0
    }
}
