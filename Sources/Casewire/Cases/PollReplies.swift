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
        try await services.requireComparison()
        let now = services.clock.now()
        let vault = services.vault
        let state = try await services.database.read { try $0.pollState(openedBy: vault, at: now) }
        guard let state, state.settings.replies.poll, !state.openCases.isEmpty else { return }
        let catalog = try await CatalogReader(services: services).catalog(for: state.settings)
        let system = try await services.caseSystem(for: state.settings)
        let questions = PollQuestions(state: state, catalog: catalog, at: now)
        let answers = try await system.read(questions.queries)
        services.pass(.replyRead)

        let found = questions.read(answers)
        let rule = ReplyRule(
            settings: state.settings, catalog: catalog, restoredAt: state.restoredAt, now: now)
        let random = services.random
        let files = try await ReplyFiles.read(
            for: found.activities, by: rule, in: system, services: services)
        try await services.database.write { transaction in
            for observation in found.cases {
                try transaction.take(observation, catalog: catalog, at: now, random: random)
            }
            for activity in found.activities {
                try transaction.take(activity, rule: rule, files: files, at: now, random: random)
            }
            for post in found.posts { try transaction.take(post, rule: rule, at: now, random: random) }
            for tick in found.ticks { try transaction.take(tick, at: now) }
            try transaction.saveSetting("creatio.cursor", found.cursor, at: now, isAnnounced: false)
            try transaction.enqueue(
                PollReplies(), at: now + state.interval, now: now, id: random.identifier())
        }
        services.pass(.replyTaken)
    }
}

/// How far Creatio was read: its own times, never our clock's.
struct PollCursor: Sendable, Hashable, Codable {
    var activities: Timestamp
    var cases: Timestamp
    var casesReadAt: Timestamp
    /// Since when contacts were looked at for ticks, and when that was.
    var contacts: Timestamp?
    var contactsReadAt: Timestamp?
    var posts: Timestamp?
}

/// What a poll is decided on.
struct PollState: Sendable {
    let settings: CreatioSettings
    let cursor: PollCursor
    let openCases: [String]
    /// Contacts in Creatio whose tick there forbids texts: its removal is looked for.
    let tickedContacts: [String]
    /// What reps completed before is not sent by itself.
    let restoredAt: Timestamp?
    /// The wait until the next poll.
    let interval: Duration

    var caseInterval: Duration { .seconds(settings.replies.closureSeconds ?? settings.replies.pollSeconds) }
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
        let isProven = try hintRecord()?.known != nil
        let interval: Duration =
            isActive
            ? .seconds(settings.replies.pollSeconds)
            : isProven ? PollReplies.provenWait : PollReplies.quietWait
        return PollState(
            settings: settings, cursor: cursor, openCases: try open.map { try $0["case_id"] },
            tickedContacts: try contactsTickedInCreatio(limit: PollReplies.casesByID),
            restoredAt: try restore()?.restoredAt,
            interval: interval)
    }
}
