import CasewireStorage

/// A case, as Creatio has it at the moment.
package struct CaseObservation: Sendable, Hashable {
    package static let columns = ["Id", "Number", "StatusId", "OwnerId", "ContactId", "ModifiedOn"]

    /// Columns that Creatio may fill by itself when a case is made, and Casewire at handoff: what they held at first tells a
    /// default from a person's choice.
    static func columnsWithDefaults(_ settings: CreatioSettings) -> [String] {
        ["OwnerId", "GroupId", "ContactId"] + settings.fields.map(\.column) + settings.mappings.map(\.column)
    }

    package let id: String
    package let values: RowValues

    package init?(_ values: RowValues) {
        guard let id = values.id("Id") else { return nil }
        self.id = id
        self.values = values
    }

    package var modifiedAt: Timestamp? { values.moment("ModifiedOn") }
}

extension Transaction {
    /// Acts on what a case became: a *change* of its status into a final or resolved one resolves the session.
    func take(
        _ observation: CaseObservation, catalog: CaseCatalog, at now: Timestamp, random: any RandomSource
    ) throws {
        guard let known = try caseLink(ofCase: observation.id) else { return }
        try holdConversation(of: known.session)
        guard let link = try caseLink(ofCase: observation.id) else { return }
        let status = observation.values.id("StatusId")
        let owner = observation.values.id("OwnerId")
        try noteCase(observation.values, of: link.session)
        if let last = link.status, let status, status != last, let session = try session(link.session) {
            try take(status, after: last, of: session, catalog: catalog, at: now, random: random)
        }
        if owner != link.owner, let session = try session(link.session), session.state == .handedOff {
            try requestSync(of: link.session, at: now, random: random)
        }
    }

    /// Acts on a change of a case's status that a person or a process in Creatio made.
    private func take(
        _ status: String, after last: String, of session: Session, catalog: CaseCatalog, at now: Timestamp,
        random: any RandomSource
    ) throws {
        let name = catalog.status(status)?.name ?? "a final status"
        switch (catalog.isOver(last), catalog.isOver(status)) {
        case (false, true):
            try resolve(
                session.id, because: "The case was set to \(name) in Creatio.", by: "Creatio", at: now,
                random: random)
        case (true, false) where session.state == .resolved && !catalog.isFinal(last):
            // Who opens a case again means to go on with it.
            try takeOver(session, by: "Creatio", at: now, random: random)
        case (_, false) where session.state == .handedOff && catalog.isHandBack(status):
            _ = try handBack(session.id, by: "Creatio", at: now, random: random)
        default: break
        }
    }

    /// Acts on an activity that may be a rep's reply. Each is sent once; later edits change nothing.
    func take(
        _ activity: ObservedActivity, rule: ReplyRule, files: ReplyFiles? = nil, at now: Timestamp,
        random: any RandomSource
    ) throws {
        guard let caseID = activity.caseID, let link = try caseLink(ofCase: caseID) else { return }
        try holdConversation(of: link.session)
        guard let session = try session(link.session) else { return }
        let known = try caseRow(activity.id)
        switch rule.judge(activity, known: known) {
        case .ignore: return
        case .close:
            guard let known, known.closedPosition == nil else { return }
            try closeTask(activity.id, at: session.position)
            try record(.reply, "A reply task was closed without a text.", in: session.id, at: now)
        case .handBack:
            try closeTask(activity.id, at: session.position)
            guard try handBack(session.id, by: "Creatio", at: now, random: random) else { return }
        case .send(let text):
            guard try claimReply(activity.id, modifiedAt: activity.modifiedAt, of: session.id, at: now) else {
                return
            }
            try send(text, with: files, from: activity.id, in: session, at: now, random: random)
        }
        try requestSync(of: session.id, at: now, random: random)
    }

    /// Marks an activity as taken; false when it was taken before. One whose text was not sent may be taken again, once
    /// somebody has changed it since.
    func claimReply(_ id: String, modifiedAt: Timestamp?, of session: Session.ID, at now: Timestamp) throws
        -> Bool
    {
        try execute(
            """
            INSERT INTO case_reply (activity_id, session_id, outcome, read_at, modified_at)
            VALUES (\(id), \(session), 'queued', \(now), \(modifiedAt))
            ON CONFLICT (activity_id) DO UPDATE SET outcome = 'queued', message_id = NULL, read_at = excluded.read_at,
                modified_at = excluded.modified_at
            WHERE case_reply.outcome = 'not_sent'
                AND COALESCE(case_reply.modified_at, 0) < COALESCE(excluded.modified_at, 1)
            """) == 1
    }

    /// Texts what a rep wrote in Creatio, with the files that came along, or notes there why not.
    ///
    /// - Parameter isPost: whether it was a feed post, which the timeline of activities does not show.
    func send(
        _ text: String, with files: ReplyFiles? = nil, from activity: String, isPost: Bool = false,
        in session: Session, at now: Timestamp, random: any RandomSource
    ) throws {
        let refusal: String? =
            if try isSuppressed(session.contact) {
                "the customer opted out of texts"
            } else if text.count > SessionActions.longestReply {
                "the text is over \(SessionActions.longestReply) characters"
            } else {
                nil
            }
        if let refusal {
            if isPost {
                try noteOnOpenTask(of: session.id, refusal, of: activity)
            } else {
                try reopenTask(activity, because: refusal)
            }
            return try record(
                .reply, "A reply from Creatio was not sent: \(refusal).", details: ["activity": activity],
                in: session.id, at: now)
        }
        let before = session.position
        let attached = files?.planned(for: activity, random: random) ?? []
        var whole = text
        if let files, let contact = try contact(session.contact), let kind = try provider(of: session.number)
        {
            whole = files.text(text, with: attached, to: contact.phone, by: kind, at: now)
        }
        let message = try reply(whole, in: session, by: "Creatio", at: now, random: random)
        try keep(attached, of: message, in: session.id, at: now)
        if !isPost {
            // Not copied to the case, where the activity stands already. A long text is several messages.
            try execute(
                """
                UPDATE message SET activity_id = \(activity)
                WHERE session_id = \(session.id) AND position > \(before) AND author = 'rep'
                """)
        }
        try execute("UPDATE case_reply SET message_id = \(message) WHERE activity_id = \(activity)")
        let position = try self.session(session.id)?.position ?? session.position
        try closeTask(activity, at: position)
        try record(
            .reply, "A rep replied from Creatio.", details: ["activity": activity], in: session.id, at: now)
    }
}

extension Snapshot {
    fileprivate func provider(of number: Number.ID) throws -> Number.ProviderKind? {
        try rows("SELECT provider FROM number WHERE id = \(number)").first.map { try $0["provider"] }
    }
}
