import CasewireStorage

/// Carries out a plan: notes the attempt, writes in as few requests as the site allows, keeps what became of it.
struct CaseWriter: Sendable {
    let picture: CasePicture
    let catalog: CaseCatalog
    let contact: String?
    let system: any CaseSystem
    let services: Services

    /// True when something was not attempted or showed something new, so that another round is needed.
    func write(_ plan: CasePlan) async throws -> Bool {
        guard let steps = try await withoutEditedColumns(plan.steps) else { return true }
        guard !steps.isEmpty else {
            try await noteSynced()
            return false
        }
        let session = picture.session.id
        let begunAt = services.clock.now()
        try await services.database.write { transaction in
            try transaction.holdConversation(of: session)
            for case .make(let row) in steps {
                try transaction.noteAttempt(row, of: session, at: begunAt)
            }
        }
        services.pass(.syncNoted)
        // The last thing before the call, and looked at again after a pause of this process: a rep may complete the task that is
        // about to be cancelled.
        let lookedAt = services.clock.now()
        if try await takesAnswers(before: steps) { return true }
        let deadline = steps.contains(where: cancelsTask) ? lookedAt + Self.longestPause : nil
        let outcomes = try await system.write(steps.map(\.change), before: deadline)
        services.pass(.syncWritten)
        let now = services.clock.now()
        let failure = try await services.database.write { transaction in
            try transaction.holdConversation(of: session)
            return try self.keep(outcomes, of: steps, in: transaction, at: now)
        }
        services.pass(.syncKept)
        if let failure {
            switch failure {
            case .duplicate: return true
            case .notFound: return true  // The row was noted as gone, so the next plan leaves it out.
            case .missingReference: if try await noteIfCaseIsGone() { return true }
            default: break
            }
            throw failure
        }
        if outcomes.contains(.notAttempted) { return true }
        try await noteSynced()
        return false
    }

    /// Between a look at a task and its cancellation.
    private static let longestPause = Duration.seconds(1)

    private func cancelsTask(_ step: CasePlan.Step) -> Bool {
        guard case .change(let row, let values) = step else { return false }
        return row.purpose == .replyTask && values["StatusId"] == .id(catalog.canceled)
    }

    func noteSynced() async throws {
        let now = services.clock.now()
        let id = services.random.identifier()
        try await services.database.write { [picture] transaction in
            try transaction.holdConversation(of: picture.session.id)
            try transaction.noteSync(.synced, error: nil, of: picture.session.id, at: now)
            try transaction.notePhase(picture.phase, of: picture.session.id)
            try transaction.requestMissedConsentSync(of: picture.contact.id, at: now)
            guard picture.settings.replies.poll, picture.session.state != .resolved else { return }
            try transaction.enqueue(
                PollReplies(), at: now + .seconds(picture.settings.replies.pollSeconds), isOnlySooner: true,
                now: now,
                id: id)
        }
    }

    /// Reads the tasks that are about to be cancelled: what a rep did with one in the meantime counts. True when one did.
    private func takesAnswers(before steps: [CasePlan.Step]) async throws -> Bool {
        let cancelled = steps.compactMap { step -> CaseRow? in
            guard case .change(let row, let values) = step, row.purpose == .replyTask, row.state == .written,
                values["StatusId"] == .id(catalog.canceled)
            else { return nil }
            return row
        }
        guard !cancelled.isEmpty else { return false }
        let query = RowQuery(
            "Activity", where: .any(cancelled.map { .equal("Id", .id($0.id)) }),
            columns: ObservedActivity.columns)
        let ended = try await system.read([query]).joined().compactMap(ObservedActivity.init).filter {
            $0.status != catalog.notStarted && $0.status != nil
        }
        guard !ended.isEmpty else { return false }
        let now = services.clock.now()
        let random = services.random
        let restoredAt = try await services.database.read { try $0.restore()?.restoredAt }
        let rule = ReplyRule(
            settings: picture.settings, catalog: catalog, restoredAt: restoredAt, now: now)
        let files = try await ReplyFiles.read(for: ended, by: rule, in: system, services: services)
        return try await services.database.write { [picture] transaction in
            var takes = false
            for activity in ended {
                // Somebody began with it, but has not ended it: it is not needed any more.
                guard activity.status == catalog.finished || activity.status == catalog.canceled else {
                    continue
                }
                takes = true
                try transaction.take(activity, rule: rule, files: files, at: now, random: random)
                if try transaction.caseRow(activity.id)?.closedPosition == nil {
                    try transaction.closeTask(activity.id, at: picture.session.position)
                }
            }
            return takes
        }
    }

    /// A person's edit is never overwritten: columns of the case that differ from what was written last are left alone.
    ///
    /// Nil where something was seen that a new plan must take into account.
    private func withoutEditedColumns(_ steps: [CasePlan.Step]) async throws -> [CasePlan.Step]? {
        guard let change = steps.lazy.compactMap(\.caseChange).first else { return steps }
        let columns = Set(change.values.keys).union(CaseObservation.columns).sorted()
        let query = RowQuery("Case", where: .equal("Id", .id(change.row.id)), columns: columns, limit: 1)
        guard let current = try await system.read([query]).first?.first else {
            try await noteGone([change.row.id])
            return nil
        }
        var values = change.values
        for (column, desired) in change.values where column != "StatusId" {
            let last = change.row.written[column] ?? .null
            if current[column] == desired || !(current[column] ?? .null).isSame(as: last) {
                values[column] = nil
            }
        }
        if let status = current.id("StatusId"), let last = picture.link.status, status != last,
            let observation = CaseObservation(current)
        {
            // Moved by a person since: what that means comes first.
            let now = services.clock.now()
            try await services.database.write { [catalog, random = services.random] in
                try $0.take(observation, catalog: catalog, at: now, random: random)
            }
            return nil
        }
        let session = picture.session.id
        let untouched = change.values.filter { values[$0.key] == nil && $0.key != "StatusId" }
        try await services.database.write { transaction in
            try transaction.holdConversation(of: session)
            try transaction.noteCase(current, of: session)
            if !untouched.isEmpty { try transaction.noteWritten(change.row.id, values: untouched) }
        }
        return steps.compactMap { step in
            guard step.caseChange != nil else { return step }
            return values.isEmpty ? nil : .change(change.row, values: values)
        }
    }

    /// Rows that somebody deleted in Creatio: they are left out from now on.
    private func noteGone(_ ids: [String]) async throws {
        let now = services.clock.now()
        try await services.database.write { [session = picture.session.id] transaction in
            try transaction.holdConversation(of: session)
            for id in ids { try transaction.noteGone(id, of: session, at: now) }
        }
    }

    /// A lookup that points nowhere may point at the case itself. True when that is gone.
    func noteIfCaseIsGone() async throws -> Bool {
        guard let row = picture.caseRow, row.state == .written else { return false }
        let query = RowQuery("Case", where: .equal("Id", .id(row.id)), columns: ["Id"], limit: 1)
        guard try await system.read([query]).first?.isEmpty == true else { return false }
        try await noteGone([row.id])
        return true
    }

    /// What a new case holds in the columns that Casewire may fill later, defaults included.
    private func firstValues(_ answer: RowValues) -> RowValues {
        let columns = CaseObservation.columnsWithDefaults(picture.settings)
        return answer.filter { columns.contains($0.key) }
    }

    /// Keeps each outcome; the first failure is returned.
    private func keep(
        _ outcomes: [RowOutcome], of steps: [CasePlan.Step], in transaction: Transaction, at now: Timestamp
    ) throws -> CaseSystemFailure? {
        let session = picture.session.id
        var failure: CaseSystemFailure?
        if let contact, picture.link.contact == nil {
            try transaction.noteCase(["ContactId": .id(contact)], of: session)
            try transaction.enqueue(
                SyncConsent(contact: picture.contact.id, cause: .link), at: now, now: now,
                id: services.random.identifier())
        }
        for (step, outcome) in zip(steps, outcomes) {
            switch (outcome, step) {
            case (.done, .makeContact(let id, _)), (.failed(.duplicate), .makeContact(let id, _)):
                try transaction.noteCase(["ContactId": .id(id)], of: session)
            case (.done(let answer), .make(let row)):
                try transaction.noteWritten(row.id, values: row.purpose == .case ? firstValues(answer) : nil)
                if row.purpose == .case { try transaction.noteCase(answer, of: session) }
            case (.done, .change(let row, let values)):
                try transaction.noteWritten(row.id, values: values)
                if row.purpose == .case { try transaction.noteCase(values, of: session) }
                if row.purpose == .replyTask && values["StatusId"] == .id(catalog.canceled) {
                    try transaction.closeTask(row.id, at: picture.session.position)
                }
            case (.failed(.notFound), .change(let row, _)):
                try transaction.noteGone(row.id, of: session, at: now)
            case (.failed, _), (.notAttempted, _): break
            }
            if case .failed(let reason) = outcome, failure == nil { failure = reason }
        }
        transaction.announce(.session(session))
        return failure
    }
}

extension RowValue {
    /// Whether two values are the same to a person: Creatio answers an empty text where nothing was ever written.
    func isSame(as other: RowValue) -> Bool {
        func plain(_ value: RowValue) -> RowValue { value == .text("") ? .null : value }
        return plain(self) == plain(other)
    }
}

extension CasePlan.Step {
    var change: RowChange {
        switch self {
        case .makeContact(let id, let values): RowChange(.create, "Contact", id: id, values: values)
        case .make(let row): RowChange(.create, row.object, id: row.id, values: row.written)
        case .change(let row, let values): RowChange(.update, row.object, id: row.id, values: values)
        }
    }

    /// The change of the case itself, if this is one.
    var caseChange: (row: CaseRow, values: RowValues)? {
        guard case .change(let row, let values) = self, row.purpose == .case else { return nil }
        return (row, values)
    }
}

extension Transaction {
    /// Closes a reply task: the next one opens with the customer's next text.
    func closeTask(_ id: String, at position: Int) throws {
        try execute(
            """
            UPDATE case_row SET closed_position = \(position), note = NULL
            WHERE id = \(id) AND purpose = 'reply_task' AND closed_position IS NULL
            """)
    }

    /// Notes on a reply task that its text was not sent, and opens it again unless the next one is open already.
    func reopenTask(_ id: String, because reason: String) throws {
        try execute(
            """
            UPDATE case_row SET note = \(reason),
                closed_position = CASE WHEN EXISTS (SELECT 1 FROM case_row AS other
                        WHERE other.session_id = case_row.session_id AND other.purpose = 'reply_task'
                            AND other.id <> case_row.id AND other.closed_position IS NULL)
                    THEN case_row.closed_position ELSE NULL END
            WHERE id = \(id) AND purpose = 'reply_task'
            """)
        try execute("UPDATE case_reply SET outcome = 'not_sent' WHERE activity_id = \(id)")
    }
}
