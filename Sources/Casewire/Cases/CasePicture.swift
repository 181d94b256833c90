import CasewireStorage

/// All that a session's rows in Creatio are planned from, read at one moment.
package struct CasePicture: Sendable {
    package let session: Session
    package let contact: Contact
    package let messages: [Message]
    /// Subject and fields, once the handoff was described.
    package let details: HandoffDetails?
    package let link: CaseLink
    package let rows: [CaseRow]
    /// The messages that reps wrote in Creatio, by the activity they came from.
    package let replies: [String: Message.ID]
    /// All messages that reps wrote in Creatio, also those that were not sent: they are not copied to where they came from.
    package let writtenInCreatio: Set<Message.ID>
    /// Pictures and other files of the texts.
    package let media: [Medium]
    /// Those of them that were taken to Creatio, or tried.
    package let files: [CaseFile]
    package let satisfaction: SatisfactionScore?
    package let settings: CreatioSettings
    /// The dashboard's address of the session.
    package let sessionURL: String

    func row(_ purpose: CaseRow.Purpose, _ ordinal: Int) -> CaseRow? {
        rows.first { $0.purpose == purpose && $0.ordinal == ordinal }
    }

    /// The row of the case itself, once an attempt to make it was noted.
    var caseRow: CaseRow? { row(.case, link.generation) }

    /// Whether a row belongs to the case that the session has now, and not to one before it.
    func isOfThisCase(_ row: CaseRow) -> Bool { row.written["CaseId"] == .id(link.caseID) }

    /// The reply task that waits for a rep, if there is one.
    var openTask: CaseRow? {
        rows.last { $0.purpose == .replyTask && $0.closedPosition == nil }
    }

    /// The reply task whose answer was taken last.
    var lastClosedTask: CaseRow? {
        rows.last { $0.purpose == .replyTask && $0.closedPosition != nil }
    }
}

extension Transaction {
    /// The picture of a session, or nil where it has nothing to do with Creatio or must wait for its handoff note.
    func casePicture(of id: Session.ID, vault: Vault, publicURL: String, caseID: String, at now: Timestamp)
        throws
        -> CasePicture?
    {
        try holdConversation(of: id)
        guard let settings = try creatioSettings(openedBy: vault), try belongsInCreatio(id),
            let session = try session(id), let contact = try contact(session.contact)
        else { return nil }
        let details = try handoffDetails(of: id)
        if session.state == .handedOff && details == nil { return nil }
        var replies: [String: Message.ID] = [:]
        for row in try rows(
            "SELECT activity_id, message_id FROM case_reply WHERE session_id = \(id) AND message_id IS NOT NULL"
        ) {
            replies[try row["activity_id"]] = try row["message_id"]
        }
        let written: [Message.ID] = try rows(
            "SELECT id FROM message WHERE session_id = \(id) AND activity_id IS NOT NULL"
        ).map { try $0["id"] }
        return CasePicture(
            session: session, contact: contact, messages: try messages(in: id, limit: 5000), details: details,
            link: try makeCaseLink(of: id, id: derivedCaseID(of: id) ?? caseID, at: now),
            rows: try caseRows(of: id), replies: replies, writtenInCreatio: Set(written),
            media: try media(in: id), files: try caseFiles(of: id), satisfaction: try satisfaction(of: id),
            settings: settings,
            sessionURL: "\(publicURL)/sessions/\(id)")
    }
}
