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
        let steps = try await withoutEditedColumns(plan.steps)
        guard !steps.isEmpty else {
            try await noteSynced()
            return false
        }
        let session = picture.session.id
        try await services.database.write { transaction in
            try transaction.holdConversation(of: session)
            for case .make(let row) in steps { try transaction.noteAttempt(row, of: session) }
        }
        let outcomes = try await system.write(steps.map(\.change))
        let now = services.clock.now()
        let failure = try await services.database.write { transaction in
            try transaction.holdConversation(of: session)
            return try self.keep(outcomes, of: steps, in: transaction, at: now)
        }
        if let failure {
            if case .duplicate = failure { return true }
            throw failure
        }
        if outcomes.contains(.notAttempted) { return true }
        try await noteSynced()
        return false
    }

    private func noteSynced() async throws {
        let now = services.clock.now()
        let id = services.random.identifier()
        try await services.database.write { [picture] transaction in
            try transaction.holdConversation(of: picture.session.id)
            try transaction.noteSync(.synced, error: nil, of: picture.session.id, at: now)
            guard picture.settings.replies.poll, picture.session.state != .resolved else { return }
            try transaction.enqueue(
                PollReplies(), at: now + .seconds(picture.settings.replies.pollSeconds), isOnlySooner: true,
                now: now,
                id: id)
        }
    }

    /// A person's edit is never overwritten: columns of the case that differ from what was written last are left alone.
    private func withoutEditedColumns(_ steps: [CasePlan.Step]) async throws -> [CasePlan.Step] {
        guard let change = steps.lazy.compactMap(\.caseChange).first else { return steps }
        let columns = Set(change.values.keys).union(CaseObservation.columns).sorted()
        let query = RowQuery("Case", where: .equal("Id", .id(change.row.id)), columns: columns, limit: 1)
        guard let current = try await system.read([query]).first?.first else {
            throw CaseSystemFailure.rejected(
                reason: "The case is gone from Creatio. Restore it there, or resolve the session here.")
        }
        var values = change.values
        for (column, desired) in change.values where column != "StatusId" {
            let last = change.row.written[column] ?? .null
            if current[column] == desired || !(current[column] ?? .null).isSame(as: last) {
                values[column] = nil
            }
        }
        if let status = current.id("StatusId"), status != picture.link.status {
            // Moved by a person since; what that means is decided where cases are read.
            values["StatusId"] = nil
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

    /// Opens a reply task again, since its text was not sent.
    func reopenTask(_ id: String, because reason: String) throws {
        try execute(
            """
            UPDATE case_row SET closed_position = NULL, note = \(reason)
            WHERE id = \(id) AND purpose = 'reply_task'
            """)
        try execute("UPDATE case_reply SET outcome = 'not_sent' WHERE activity_id = \(id)")
    }
}
