/// What one poll asks, and what its answers say: replies each time, closures, ticks and feed posts as often as they are due.
struct PollQuestions: Sendable {
    /// What was found, with how far Creatio was read.
    struct Found: Sendable {
        var activities: [ObservedActivity] = []
        var cases: [CaseObservation] = []
        var posts: [FeedPost] = []
        var ticks: [DoNotUseSms] = []
        var cursor: PollCursor
    }

    private enum Question: Sendable { case activities, cases, posts, contacts }

    /// Ticks of *Do not use SMS* are looked for so often: each look is an operation of the day.
    static let contactInterval = Duration.seconds(300)

    private let state: PollState
    private let catalog: CaseCatalog
    private let now: Timestamp
    private let asked: [(question: Question, query: RowQuery)]

    init(state: PollState, catalog: CaseCatalog, at now: Timestamp) {
        self.state = state
        self.catalog = catalog
        self.now = now
        let cursor = state.cursor
        var asked: [(Question, RowQuery)] = [(.activities, Self.activities(state, catalog))]
        if state.settings.replies.feedPrefix != nil, catalog.description.has("EntityId", in: "SocialMessage")
        {
            asked.append((.posts, Self.posts(state)))
        }
        if now - cursor.casesReadAt >= state.caseInterval {
            asked.append((.cases, Self.cases(state, catalog)))
        }
        if now - (cursor.contactsReadAt ?? Timestamp(milliseconds: 0)) >= Self.contactInterval,
            catalog.description.has(DoNotUseSms.column, in: "Contact")
        {
            asked.append((.contacts, Self.contacts(state)))
        }
        self.asked = asked
    }

    var queries: [RowQuery] { asked.map(\.query) }

    /// - Parameter answers: in the order of `queries`.
    func read(_ answers: [[RowValues]]) -> Found {
        var found = Found(cursor: state.cursor)
        func newest(_ rows: [RowValues], after last: Timestamp) -> Timestamp {
            rows.compactMap { $0.moment("ModifiedOn") }.max().map { max($0, last) } ?? last
        }
        for (asked, rows) in zip(asked, answers) {
            switch asked.question {
            case .activities:
                found.activities = rows.compactMap(ObservedActivity.init)
                found.cursor.activities = newest(rows, after: found.cursor.activities)
            case .cases:
                found.cases = rows.compactMap(CaseObservation.init)
                found.cursor.cases = newest(rows, after: found.cursor.cases)
                found.cursor.casesReadAt = now
            case .posts:
                found.posts = rows.compactMap(FeedPost.init)
                found.cursor.posts = newest(rows, after: state.since(state.cursor.posts))
            case .contacts:
                found.ticks = rows.compactMap(DoNotUseSms.init)
                found.cursor.contacts = newest(rows, after: state.since(state.cursor.contacts))
                found.cursor.contactsReadAt = now
            }
        }
        return found
    }

    private static func activities(_ state: PollState, _ catalog: CaseCatalog) -> RowQuery {
        RowQuery(
            "Activity",
            where: .all([
                .after("ModifiedOn", state.cursor.activities - PollReplies.overlap),
                .equal("ActivityCategory/Id", .id(catalog.replyCategory)),
            ]), columns: ObservedActivity.columns, order: "ModifiedOn")
    }

    private static func cases(_ state: PollState, _ catalog: CaseCatalog) -> RowQuery {
        let ours: RowFilter =
            if let origin = catalog.origin, state.openCases.count > PollReplies.casesByID {
                .equal("Origin/Id", .id(origin))
            } else {
                .any(state.openCases.map { .equal("Id", .id($0)) })
            }
        return RowQuery(
            "Case", where: .all([.after("ModifiedOn", state.cursor.cases - PollReplies.overlap), ours]),
            columns: CaseObservation.columns, order: "ModifiedOn")
    }

    /// `EntityId` is a plain GUID, no lookup, so that it is asked for flat. Posts on other records are left out when they are read.
    private static func posts(_ state: PollState) -> RowQuery {
        var filters: [RowFilter] = [
            .after("ModifiedOn", state.since(state.cursor.posts) - PollReplies.overlap)
        ]
        if state.openCases.count <= PollReplies.casesByID {
            filters.append(.any(state.openCases.map { .equal("EntityId", .id($0)) }))
        }
        return RowQuery(
            "SocialMessage", where: .all(filters), columns: FeedPost.columns, order: "ModifiedOn")
    }

    private static func contacts(_ state: PollState) -> RowQuery {
        let tick: [RowFilter] = [.equal(DoNotUseSms.column, .flag(true))]
        let known = state.tickedContacts.map { RowFilter.equal("Id", .id($0)) }
        return RowQuery(
            "Contact",
            where: .all([
                .after("ModifiedOn", state.since(state.cursor.contacts) - PollReplies.overlap),
                .any(tick + known),
            ]), columns: ["Id", DoNotUseSms.column, "ModifiedOn"], order: "ModifiedOn")
    }
}

extension PollState {
    /// Where reading begins that never happened yet.
    func since(_ cursor: Timestamp?) -> Timestamp { cursor ?? settings.connectedAt }
}
