import CasewireStorage

/// Marks what reps completed in Creatio before a restore as dealt with: it may have been sent, and is not sent by itself.
///
/// The mark is the activity's own, so that a later edit of the row, which moves its time, sends nothing either. A session
/// that has an open reply task there was handed off after the backup: people have it again, without a second notice.
struct RestoredReplies: Sendable {
    let restore: Restore
    let services: Services

    private static let mostReplies = 5000

    func take(into found: inout Restore.Comparison) async throws {
        let vault = services.vault
        guard let settings = try await services.database.read({ try $0.creatioSettings(openedBy: vault) })
        else { return }
        let catalog: CaseCatalog
        let activities: [ObservedActivity]
        do {
            catalog = try await CatalogReader(services: services).catalog(for: settings)
            let system = try await services.caseSystem(for: settings)
            let query = RowQuery(
                "Activity",
                where: .all([
                    .after("ModifiedOn", restore.backupTakenAt - PollReplies.overlap),
                    .equal("ActivityCategory/Id", .id(catalog.replyCategory)),
                ]), columns: ObservedActivity.columns, order: "ModifiedOn", limit: Self.mostReplies)
            activities = try await system.read([query]).first?.compactMap(ObservedActivity.init) ?? []
        } catch let failure as CaseSystemFailure {
            throw RetryLater(after: failure.retryAfter ?? .seconds(30), reason: failure.words)
        } catch let problem as CatalogProblem {
            throw RetryLater(after: .seconds(30), reason: problem.description)
        }
        guard activities.count < Self.mostReplies else {
            throw GivingUp(
                "Creatio has more replies since the backup than can be compared. Release sending without the comparison."
            )
        }
        let now = services.clock.now()
        let random = services.random
        let outcome = try await services.database.write { [restore] transaction in
            var sum = Restore.Comparison(comparedAt: now)
            for activity in activities where activity.modifiedAt ?? restore.restoredAt < restore.restoredAt {
                guard let session = try transaction.restoredSession(of: activity, at: now) else { continue }
                try transaction.holdConversation(of: session.id)
                if activity.status == catalog.finished {
                    if try transaction.setAside(activity, of: session.id, at: now) { sum.replies += 1 }
                } else if activity.status != catalog.canceled, activity.isReplyTask, session.state == .agent,
                    try transaction.handOff(
                        session, because: [.operator], by: "the comparison after the restore",
                        notifies: false,
                        at: now, random: random)
                {
                    sum.sessions.append(
                        Restore.SessionToCheck(
                            id: session.id, ticket: session.ticket,
                            words: "It was handed off after the backup; people have it again."))
                }
            }
            return sum
        }
        found.replies += outcome.replies
        found.sessions += outcome.sessions
    }
}

extension Transaction {
    /// The session of a reply. The link of a session begun after the backup is made anew: its case's id follows from its
    /// first text.
    func restoredSession(of activity: ObservedActivity, at now: Timestamp) throws -> Session? {
        guard let caseID = activity.caseID else { return nil }
        if let link = try caseLink(ofCase: caseID) { return try session(link.session) }
        for row in try rows(
            """
            SELECT session.id FROM session LEFT JOIN case_link ON case_link.session_id = session.id
            WHERE case_link.session_id IS NULL ORDER BY session.ticket DESC LIMIT 10000
            """)
        {
            let id: Session.ID = try row["id"]
            guard try derivedCaseID(of: id) == caseID else { continue }
            _ = try makeCaseLink(of: id, id: caseID, at: now)
            return try session(id)
        }
        return nil
    }

    /// Keeps that a reply is not to be sent, and closes the task it was written on. False when it was taken before.
    func setAside(_ activity: ObservedActivity, of session: Session.ID, at now: Timestamp) throws -> Bool {
        let claimed = try execute(
            """
            INSERT INTO case_reply (activity_id, session_id, outcome, read_at)
            VALUES (\(activity.id), \(session), 'before_restore', \(activity.modifiedAt ?? now))
            ON CONFLICT (activity_id) DO NOTHING
            """)
        try closeTaskIfTaken(activity.id, of: session)
        guard claimed == 1 else { return false }
        try record(
            .reply,
            "A reply in Creatio was completed before the backup was restored. It may have been sent, and is not sent by itself.",
            details: ["activity": activity.id], in: session, at: now)
        return true
    }

    /// Closes a reply task whose answer was taken; what the customer wrote after it opens the next.
    func closeTaskIfTaken(_ task: String, of session: Session.ID) throws {
        let reply = try rows(
            "SELECT read_at FROM case_reply WHERE activity_id = \(task) AND outcome <> 'not_sent'"
        ).first
        guard let takenAt = try reply.map({ row -> Timestamp in try row["read_at"] }) else { return }
        let last = try rows(
            """
            SELECT COALESCE(MAX(position), 0) AS position FROM message
            WHERE session_id = \(session) AND created_at <= \(takenAt)
            """
        ).first
        try closeTask(task, at: try last.map { try $0["position"] } ?? 0)
    }
}
