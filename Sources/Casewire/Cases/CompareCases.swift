import CasewireStorage

/// Compares the cases of open and lately resolved sessions with Creatio, each once a day: what was deleted or changed there
/// without a hint is found and shown.
///
/// A case costs one operation, and twenty share one more; some at a time, so that texts are never held up.
package struct CompareCases: Job {
    package static let kind = "case.compare"
    package static let retry = RetryPolicy.endless
    static let interval = Duration.seconds(24 * 3600)
    /// Sessions that were resolved longer ago are history.
    static let window = Duration.seconds(7 * 24 * 3600)
    static let casesAtATime = 40
    /// Between two portions.
    static let pause = Duration.seconds(60)
    /// Looked for what is due, when nothing was.
    static let idle = Duration.seconds(3600)
    /// More than a conversation has; a longer one is not compared.
    static let mostActivities = 2000

    package var lane: String? { "compare" }
    package var edge: Edge? { .creatio }
    package var coalescingKey: String? { "compare" }

    package init() {}

    package func run(with services: Services) async throws {
        try await services.requireComparison()
        let now = services.clock.now()
        let vault = services.vault
        let known = try await services.database.read { snapshot in
            (
                settings: try snapshot.creatioSettings(openedBy: vault),
                due: try snapshot.casesToCompare(at: now)
            )
        }
        guard let settings = known.settings else { return }
        if !known.due.isEmpty {
            try await compare(known.due, settings: settings, services: services)
        }
        let wait = known.due.count == Self.casesAtATime ? Self.pause : Self.idle
        let id = services.random.identifier()
        try await services.database.write {
            try $0.enqueue(CompareCases(), at: now + wait, now: now, id: id)
        }
    }

    private func compare(_ due: [CaseLink], settings: CreatioSettings, services: Services) async throws {
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        let system = try await services.caseSystem(for: settings, leavesReserve: true)
        let ids = due.map(\.caseID)
        var queries: [RowQuery] = []
        for start in stride(from: 0, to: ids.count, by: SyncCase.idsPerQuery) {
            let some = ids[start..<min(start + SyncCase.idsPerQuery, ids.count)]
            queries.append(
                RowQuery(
                    "Case", where: .any(some.map { .equal("Id", .id($0)) }), columns: CaseObservation.columns)
            )
        }
        let caseQueries = queries.count
        queries += ids.map {
            RowQuery(
                "Activity", where: .equal("Case/Id", .id($0)), columns: ["Id"], limit: Self.mostActivities)
        }
        let answers = try await system.read(queries)
        let cases = answers.prefix(caseQueries).joined().compactMap(CaseObservation.init)
        let now = services.clock.now()
        let random = services.random
        for (link, rows) in zip(due, answers.dropFirst(caseQueries)) {
            let observation = cases.first { $0.id == link.caseID }
            let standing = rows.count < Self.mostActivities ? Set(rows.compactMap { $0.id("Id") }) : nil
            try await services.database.write { transaction in
                try transaction.compare(
                    link, with: observation, activities: standing, catalog: catalog, at: now, random: random)
            }
        }
    }
}

extension Snapshot {
    /// Cases that were not compared for a day, the longest first; only those that stand as they should for all that is known.
    func casesToCompare(at now: Timestamp) throws -> [CaseLink] {
        try rows(
            """
            SELECT case_link.* FROM case_link JOIN session ON session.id = case_link.session_id
            WHERE case_link.sync = 'synced' AND COALESCE(case_link.compared_at, case_link.created_at)
                    < \(now - CompareCases.interval)
                AND (session.state <> 'resolved' OR session.updated_at > \(now - CompareCases.window))
            ORDER BY COALESCE(case_link.compared_at, case_link.created_at), case_link.session_id
            LIMIT \(CompareCases.casesAtATime)
            """
        ).map(CaseLink.init(row:))
    }
}

extension Transaction {
    /// Takes in what a case became, and notes what is missing of it.
    ///
    /// - Parameter activities: the ids of all of the case's activities; nil where there are too many to tell.
    fileprivate func compare(
        _ link: CaseLink, with observation: CaseObservation?, activities: Set<String>?, catalog: CaseCatalog,
        at now: Timestamp, random: any RandomSource
    ) throws {
        try holdConversation(of: link.session)
        // What was written since the question was asked is not known to be missing.
        guard let current = try caseLink(of: link.session), current.caseID == link.caseID,
            current.sync == .synced,
            try !isSyncing(link.session)
        else { return }
        try execute("UPDATE case_link SET compared_at = \(now) WHERE session_id = \(link.session)")
        guard let observation else {
            try noteGone(link.caseID, of: link.session, at: now)
            return try noteSync(.failed, error: SyncCase.caseIsGone, of: link.session, at: now)
        }
        try take(observation, catalog: catalog, at: now, random: random)
        guard let activities else { return }
        for row in try caseRows(of: link.session)
        where row.purpose != .case && row.state == .written && row.goneAt == nil
            && row.written["CaseId"] == .id(link.caseID) && !activities.contains(row.id)
        {
            try noteGone(row.id, of: link.session, at: now)
        }
    }

    /// Whether a write to a session's case waits or runs.
    private func isSyncing(_ session: Session.ID) throws -> Bool {
        try !rows(
            "SELECT 1 AS yes FROM job WHERE lane = \("sync/\(session.rawValue)") AND state IN ('waiting', 'running')"
        ).isEmpty
    }
}
