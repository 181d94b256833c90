import CasewireStorage

/// Keeps count of what a hosted model takes, and notes its outages.
///
/// While it is away nobody waits for it: customers get a person at once, and one turn at a time looks whether it is back.
struct ModelMeter: Sendable {
    let endpoint: ModelEndpoint
    let database: any Database
    let clock: any WallClock
    let random: any RandomSource

    /// For so long no other turn tries a model that is away.
    private static let tryTime = Duration.seconds(30)

    /// Throws at once while the model is known to be away, unless this call is the one that looks.
    func begin() async throws {
        let now = clock.now()
        guard let nextTry = try await database.read({ try $0.nextTry(of: .model) }) else { return }
        let isOurs = try await database.write { transaction in
            guard nextTry <= now else { return false }
            return try transaction.claimTry(of: .model, until: now + Self.tryTime, now: now)
        }
        guard isOurs else {
            throw LanguageModelFailure.unavailable(
                reason: "The model did not answer lately, so it was not asked.")
        }
    }

    func answered(_ usage: ModelUsage) async {
        await note { transaction, now in
            try transaction.noteReached(.model, at: now)
            try transaction.count(usage, of: endpoint, failed: false, at: now)
        }
    }

    func failed(_ failure: LanguageModelFailure) async {
        let chance = random.fraction()
        await note { transaction, now in
            switch failure {
            case .unavailable(let reason):
                try transaction.noteAway(.model, because: reason, at: now, chance: chance)
                try transaction.count(.none, of: endpoint, failed: true, at: now)
            case .unusable(_, let usage):
                // It is there, whatever it says.
                try transaction.noteReached(.model, at: now)
                try transaction.count(usage, of: endpoint, failed: true, at: now)
            }
        }
    }

    /// What cannot be noted is noted the next time; the turn goes on.
    private func note(_ body: @escaping @Sendable (Transaction, Timestamp) throws -> Void) async {
        let now = clock.now()
        _ = try? await database.write { try body($0, now) }
    }
}

extension Edge {
    /// The hosted model that is configured.
    package static let model = Edge(rawValue: "model")
}

extension Snapshot {
    /// When an outside system that is away may be tried again; nil while it is not.
    fileprivate func nextTry(of edge: Edge) throws -> Timestamp? {
        try rows(
            """
            SELECT next_try_at FROM outage
            WHERE edge = \(edge) AND ended_at IS NULL AND next_try_at IS NOT NULL
            """
        ).first.map { try $0["next_try_at"] }
    }
}

extension Transaction {
    /// Takes the right to try it; false where another took it.
    fileprivate func claimTry(of edge: Edge, until later: Timestamp, now: Timestamp) throws -> Bool {
        try execute(
            """
            UPDATE outage SET next_try_at = \(later)
            WHERE edge = \(edge) AND ended_at IS NULL AND next_try_at <= \(now)
            """) == 1
    }
}
