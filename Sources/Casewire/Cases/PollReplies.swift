import CasewireStorage

/// Asks Creatio for replies and closures, and comes back as long as a case is open: the way that needs no process there.
package struct PollReplies: Job {
    package static let kind = "case.poll"
    package static let retry = RetryPolicy(firstWait: .seconds(5), longestWait: .seconds(120), tries: nil)
    /// Rows are read again for so long, since a long transaction in Creatio may commit late.
    static let overlap = Duration.seconds(120)
    /// A handed-off session counts as active for so long after its last text.
    static let activeTime = Duration.seconds(1800)
    static let quietWait = Duration.seconds(60)
    static let provenWait = Duration.seconds(300)
    /// Up to so many open cases are asked for by id, more by their origin.
    static let casesByID = 20

    package var lane: String? { "poll" }
    package var edge: Edge? { .creatio }
    package var coalescingKey: String? { "poll" }

    package init() {}

    package func run(with services: Services) async throws {
        let now = services.clock.now()
        let vault = services.vault
        let state = try await services.database.read { try $0.pollState(openedBy: vault, at: now) }
        guard let state, state.settings.replies.poll, !state.openCases.isEmpty else { return }
        let catalog = try await CatalogReader(services: services).catalog(for: state.settings)
        let system = try await services.caseSystem(for: state.settings)
        let asksForCases = now - state.cursor.casesReadAt >= state.caseInterval
        var queries = [activityQuery(state, catalog: catalog)]
        if asksForCases { queries.append(caseQuery(state, catalog: catalog)) }
        let answers = try await system.read(queries)

        let activities = (answers.first ?? []).compactMap(ObservedActivity.init)
        let cases = asksForCases ? (answers.last ?? []).compactMap(CaseObservation.init) : []
        var cursor = state.cursor
        cursor.activities =
            activities.compactMap(\.modifiedAt).max().map { max($0, cursor.activities) } ?? cursor.activities
        if asksForCases {
            cursor.casesReadAt = now
            cursor.cases = cases.compactMap(\.modifiedAt).max().map { max($0, cursor.cases) } ?? cursor.cases
        }
        let rule = ReplyRule(settings: state.settings, catalog: catalog, now: now)
        let random = services.random
        try await services.database.write { [cursor] transaction in
            for observation in cases {
                try transaction.take(observation, catalog: catalog, at: now, random: random)
            }
            for activity in activities { try transaction.take(activity, rule: rule, at: now, random: random) }
            try transaction.saveSetting("creatio.cursor", cursor, at: now, isAnnounced: false)
            try transaction.enqueue(
                PollReplies(), at: now + state.interval, now: now, id: random.identifier())
        }
    }

    private func activityQuery(_ state: PollState, catalog: CaseCatalog) -> RowQuery {
        RowQuery(
            "Activity",
            where: .all([
                .after("ModifiedOn", state.cursor.activities - Self.overlap),
                .equal("ActivityCategory/Id", .id(catalog.replyCategory)),
            ]), columns: ObservedActivity.columns, order: "ModifiedOn")
    }

    private func caseQuery(_ state: PollState, catalog: CaseCatalog) -> RowQuery {
        let ours: RowFilter =
            if let origin = catalog.origin, state.openCases.count > Self.casesByID {
                .equal("Origin/Id", .id(origin))
            } else {
                .any(state.openCases.map { .equal("Id", .id($0)) })
            }
        return RowQuery(
            "Case", where: .all([.after("ModifiedOn", state.cursor.cases - Self.overlap), ours]),
            columns: CaseObservation.columns, order: "ModifiedOn")
    }
}

/// How far Creatio was read: its own times, never our clock's.
struct PollCursor: Sendable, Hashable, Codable {
    var activities: Timestamp
    var cases: Timestamp
    var casesReadAt: Timestamp
}

/// What a poll is decided on.
struct PollState: Sendable {
    let settings: CreatioSettings
    let cursor: PollCursor
    let openCases: [String]
    /// The wait until the next poll.
    let interval: Duration

    /// Closures are looked for less often than replies.
    var caseInterval: Duration { min(.seconds(60), .seconds(settings.replies.pollSeconds * 4)) }
}

extension Snapshot {
    func pollState(openedBy vault: Vault, at now: Timestamp) throws -> PollState? {
        guard let settings = try creatioSettings(openedBy: vault) else { return nil }
        let beginning = settings.connectedAt
        let cursor =
            try setting("creatio.cursor", as: PollCursor.self)
            ?? PollCursor(activities: beginning, cases: beginning, casesReadAt: Timestamp(milliseconds: 0))
        let open = try rows(
            """
            SELECT case_link.case_id, session.state, session.updated_at FROM case_link
            JOIN session ON session.id = case_link.session_id
            WHERE session.state <> 'resolved' AND case_link.sync <> 'none'
            """)
        let isActive = try open.contains { row in
            let state: Session.State = try row["state"]
            let updatedAt: Timestamp = try row["updated_at"]
            return state == .handedOff && now - updatedAt < PollReplies.activeTime
        }
        let isProven = try setting("creatio.webhook_at", as: Timestamp.self) != nil
        let interval: Duration =
            isActive
            ? .seconds(settings.replies.pollSeconds)
            : isProven ? PollReplies.provenWait : PollReplies.quietWait
        return PollState(
            settings: settings, cursor: cursor, openCases: try open.map { try $0["case_id"] },
            interval: interval)
    }
}
