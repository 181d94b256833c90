/// What Creatio should hold for a session and does not yet: a pure function of what is known.
package struct CasePlan: Sendable {
    /// One step, in the order they are made.
    package enum Step: Sendable, Hashable {
        /// The contact behind the phone, under an id derived from it.
        case makeContact(id: String, values: RowValues)
        case make(CaseRow)
        /// Columns of a row of ours that should hold something else by now.
        case change(CaseRow, values: RowValues)
    }

    package let steps: [Step]

    /// - Parameter contact: the Creatio contact, where one is known; nil with `makesContact` false where several share the
    ///   phone and a person must choose.
    package init(
        _ picture: CasePicture, catalog: CaseCatalog, contact: String?, makesContact: Bool, at now: Timestamp
    ) {
        var builder = Builder(picture: picture, catalog: catalog, now: now)
        builder.plan(contact: contact, makesContact: makesContact)
        steps = builder.steps
    }
}

private struct Builder {
    let picture: CasePicture
    let catalog: CaseCatalog
    let now: Timestamp
    var steps: [CasePlan.Step] = []
    /// The latest start of an activity so far: the timeline sorts by it, so it strictly rises.
    var lastStart = Timestamp(milliseconds: 0)
    var contact: String?

    mutating func plan(contact known: String?, makesContact: Bool) {
        contact = known
        lastStart = picture.rows.filter { $0.purpose != .case }.map(\.startAt).max() ?? lastStart
        if contact == nil && makesContact {
            let phone = picture.contact.phone
            let id = DerivedID.make("contact/\(phone.e164)")
            let values: RowValues = [
                "Name": .text(picture.contact.name ?? phone.e164), "MobilePhone": .text(phone.e164),
            ]
            steps.append(.makeContact(id: id, values: values))
            contact = id
        }
        planCase()
        planActivities()
        planReplyTask()
        planTaskOutcomes()
    }

    private mutating func planCase() {
        let desired = caseValues()
        guard let row = picture.caseRow, row.state == .written else {
            var first = desired
            if let status = catalog.statuses[picture.phase] { first["StatusId"] = .id(status) }
            steps.append(
                .make(
                    self.row(
                        .case, picture.link.generation, object: "Case", id: picture.link.caseID,
                        values: first,
                        start: picture.caseRow?.startAt ?? now)))
            return
        }
        var values = desired.filter { row.written[$0.key] != $0.value }
        if let status = desiredStatus() { values["StatusId"] = .id(status) }
        if !values.isEmpty { steps.append(.change(row, values: values)) }
    }

    private func caseValues() -> RowValues {
        let session = picture.session
        let phone = picture.contact.phone
        var values: RowValues = [:]
        if let contact { values["ContactId"] = .id(contact) }
        if let parent = picture.link.parentCase { values["ParentCaseId"] = .id(parent) }
        if let origin = catalog.origin { values["OriginId"] = .id(origin) }
        if let handoff = session.handoff, let details = picture.details {
            values["Subject"] = .text(CaseTexts.subject(phone: phone, wanted: details.subject))
            values["Symptoms"] = .text(
                CaseTexts.symptoms(summary: handoff.summary, phone: phone, ticket: session.ticket))
            if let owner = catalog.owner { values["OwnerId"] = .id(owner) }
            if let group = catalog.group { values["GroupId"] = .id(group) }
            for answer in details.fields {
                guard let text = answer.value else { continue }
                let field = picture.settings.fields.first { $0.column == answer.column }
                if field?.kind == .dropdown {
                    let value = catalog.values(ofColumn: answer.column).first { $0.name == text }
                    if let value { values[answer.column] = .id(value.id) }
                } else {
                    values[answer.column] = .text(text)
                }
            }
        } else {
            let first = picture.messages.first { $0.author == .customer }.map { text(of: $0) }
            values["Subject"] = .text(CaseTexts.subject(phone: phone, wanted: first ?? "text conversation"))
            values["Symptoms"] = .text(
                CaseTexts.symptoms(
                    summary: first ?? "A text conversation.", phone: phone, ticket: session.ticket))
        }
        for mapping in picture.settings.mappings {
            guard let text = picture.text(of: mapping.from) else { continue }
            values[mapping.column] = catalog.value(text, in: mapping.column)
        }
        return values
    }

    /// The status that the case should move to, or nil where it may stay. A final case is left alone.
    private func desiredStatus() -> String? {
        let current = picture.link.status
        guard !catalog.isFinal(current) else { return nil }
        let isOver = catalog.isOver(current)
        let phase = picture.phase
        if phase == .resolved { return isOver ? nil : catalog.resolvedStatus }
        if isOver {
            return phase == .withAgent
                ? catalog.statuses[phase] ?? catalog.reopenedStatus : catalog.reopenedStatus
        }
        // Moved once for each change of who has the session, so that a person's choice in between stands.
        guard let last = picture.link.phase, last != phase, let wanted = catalog.statuses[phase],
            wanted != current, catalog.movesOn(from: current)
        else { return nil }
        return wanted
    }

    /// One activity a message, and the note of the handoff where it belongs between them.
    private mutating func planActivities() {
        var pendingNote = picture.session.handoff
        if let handoff = pendingNote, picture.details == nil || isWritten(.note, ordinal(of: handoff)) {
            pendingNote = nil
        }
        for message in picture.messages where !picture.writtenInCreatio.contains(message.id) {
            if let handoff = pendingNote, message.createdAt > handoff.at {
                planNote(handoff)
                pendingNote = nil
            }
            planActivity(for: message)
        }
        if let handoff = pendingNote { planNote(handoff) }
    }

    private mutating func planActivity(for message: Message) {
        guard !isWritten(.message, message.position) else { return }
        let text = self.text(of: message)
        var details = text
        var notes = CaseTexts.html(text)
        let isFirst =
            !picture.rows.contains {
                $0.purpose == .message && $0.ordinal < message.position && picture.isOfThisCase($0)
            }
            && !steps.contains { if case .make(let row) = $0 { row.purpose == .message } else { false } }
        if isFirst {
            details = CaseTexts.sessionLink(picture.sessionURL) + "\n\n" + text
            notes = CaseTexts.sessionLinkHTML(picture.sessionURL) + notes
        }
        makeActivity(
            .message, message.position, title: CaseTexts.title(of: message, text: text), details: details,
            notes: notes, createdAt: message.createdAt, message: message.id)
    }

    /// What was written, and a line for each picture or file that came with it.
    private func text(of message: Message) -> String {
        let files = picture.media.filter { $0.message == message.id }.map(CaseTexts.line(about:))
        let written = message.text.isEmpty ? [] : [PrivateMask.mask(message.text)]
        return (written + files).joined(separator: "\n")
    }

    private mutating func planNote(_ handoff: Handoff) {
        var text = CaseTexts.handoffNote(
            handoff, sentiment: picture.session.sentiment, language: picture.session.language)
        if !picture.link.candidates.isEmpty {
            text += "\n" + CaseTexts.severalContacts(picture.link.candidates.map(\.name))
        }
        let title = "Handoff: \(handoff.reasons.map(\.words).joined(separator: ", "))"
        makeActivity(
            .note, ordinal(of: handoff), title: CaseTexts.clipped(title, to: CaseTexts.longestTitle),
            details: text,
            notes: CaseTexts.html(text), createdAt: handoff.at, message: nil)
    }

    private mutating func makeActivity(
        _ purpose: CaseRow.Purpose, _ ordinal: Int, title: String, details: String, notes: String,
        createdAt: Timestamp, message: Message.ID?
    ) {
        let known = picture.row(purpose, ordinal)
        let start = known?.startAt ?? nextStart(createdAt)
        var values = activityValues(title: title, start: start)
        values["DetailedResult"] = .text(details)
        values["Notes"] = .text(notes)
        values["ActivityCategoryId"] = .id(catalog.transcriptCategory)
        values["StatusId"] = .id(catalog.finished)
        values["OwnerId"] = .id(catalog.description.integrationContact)
        steps.append(
            .make(
                row(
                    purpose, ordinal, object: "Activity",
                    id: known?.id ?? DerivedID.make("\(picture.link.caseID)/\(purpose.rawValue)/\(ordinal)"),
                    values: values, start: start, message: message)))
    }

    /// A handed-off session has exactly one open task; the next one opens with the customer's next text.
    private mutating func planReplyTask() {
        if let open = picture.openTask {
            if open.state == .attempted { steps.append(.make(open)) }
            if picture.session.state != .handedOff {
                steps.append(.change(open, values: ["StatusId": .id(catalog.canceled)]))
                return
            }
            var values: RowValues = [:]
            if open.state == .written, let owner = picture.link.owner, open.written["OwnerId"] != .id(owner) {
                values["OwnerId"] = .id(owner)
            }
            // Nobody answered: the rep is reminded anew, once a wait.
            if let raised = picture.session.escalatedAt,
                case .moment(let reminded) = open.written["RemindToOwnerDate"], reminded < raised
            {
                values.merge(reminder(at: raised)) { $1 }
            }
            if !values.isEmpty { steps.append(.change(open, values: values)) }
            return
        }
        guard picture.session.state == .handedOff, picture.settings.replies.task else { return }
        if let last = picture.lastClosedTask {
            let answered = last.closedPosition ?? 0
            guard picture.messages.contains(where: { $0.author == .customer && $0.position > answered })
            else {
                return
            }
        }
        let ordinal = picture.rows.count { $0.purpose == .replyTask } + 1
        let start = nextStart(now)
        var values = activityValues(title: CaseTexts.replyTask(phone: picture.contact.phone), start: start)
        values["ActivityCategoryId"] = .id(catalog.replyCategory)
        values["StatusId"] = .id(catalog.notStarted)
        values["OwnerId"] = .id(picture.link.owner ?? catalog.owner ?? catalog.description.integrationContact)
        values.merge(reminder(at: start)) { $1 }
        steps.append(
            .make(
                row(
                    .replyTask, ordinal, object: "Activity",
                    id: DerivedID.replyTask(ordinal, ofCase: picture.link.caseID), values: values,
                    start: start)))
    }

    /// What became of each answered task is written on it; one whose text was not sent is opened again.
    private mutating func planTaskOutcomes() {
        for task in picture.rows
        where task.purpose == .replyTask && task.state == .written && task.goneAt == nil {
            var values: RowValues = [:]
            if let note = task.note {
                values["Title"] = .text(CaseTexts.notSent(because: note))
                if task.closedPosition == nil {
                    values["StatusId"] = .id(catalog.notStarted)
                    values.merge(reminder(at: now)) { $1 }
                }
            } else if let reply = picture.replies[task.id],
                let message = picture.messages.first(where: { $0.id == reply })
            {
                values["Title"] = .text(
                    CaseTexts.outcome(
                        of: message, with: picture.media.filter { $0.message == reply },
                        phone: picture.contact.phone))
            }
            guard let title = values["Title"], task.written["Title"] != title else { continue }
            steps.append(.change(task, values: values))
        }
    }

    private func reminder(at moment: Timestamp) -> RowValues {
        guard catalog.description.has("RemindToOwner", in: "Activity"),
            catalog.description.has("RemindToOwnerDate", in: "Activity")
        else { return [:] }
        return ["RemindToOwner": .flag(true), "RemindToOwnerDate": .moment(moment)]
    }

    private func activityValues(title: String, start: Timestamp) -> RowValues {
        var values: RowValues = [
            "Title": .text(title), "StartDate": .moment(start), "DueDate": .moment(start),
            "TypeId": .id(catalog.taskType), "CaseId": .id(picture.link.caseID),
            "ShowInScheduler": .flag(false),
        ]
        if let contact { values["ContactId"] = .id(contact) }
        return values
    }

    private func row(
        _ purpose: CaseRow.Purpose, _ ordinal: Int, object: String, id: String, values: RowValues,
        start: Timestamp,
        message: Message.ID? = nil
    ) -> CaseRow {
        CaseRow(
            id: id, object: object, purpose: purpose, message: message, ordinal: ordinal, state: .attempted,
            written: values, startAt: start, closedPosition: nil, note: nil, goneAt: nil)
    }

    private func isWritten(_ purpose: CaseRow.Purpose, _ ordinal: Int) -> Bool {
        picture.row(purpose, ordinal)?.state == .written
    }

    private func ordinal(of handoff: Handoff) -> Int { Int(handoff.at.milliseconds / 1000) }

    private mutating func nextStart(_ moment: Timestamp) -> Timestamp {
        lastStart = max(moment, lastStart + .milliseconds(1))
        return lastStart
    }
}
