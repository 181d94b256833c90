import CasewireStorage

/// A picture or other file of a text, as a file of its case in Creatio.
package struct CaseFile: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible {
        /// It was sent, and nobody saw whether it arrived: it is looked for before it is sent again.
        case attempted
        case written
        /// Creatio will not take it.
        case refused
    }

    /// The GUID of its row in Creatio, derived from the case and the file, so that every try makes the same.
    package let id: String
    package let medium: Medium.ID
    package let caseID: String
    package let state: State

    package init(_ medium: Medium, of caseID: String) {
        id = DerivedID.make("\(caseID)/file/\(medium.name)")
        self.medium = medium.id
        self.caseID = caseID
        state = .attempted
    }

    init(row: Row) throws {
        id = try row["id"]
        medium = try row["medium_id"]
        caseID = try row["case_id"]
        state = try row["state"]
    }
}

/// What of a session's files Creatio lacks: a pure function of what is known.
package struct CaseFilePlan: Sendable {
    package struct Step: Sendable, Hashable {
        package let file: CaseFile
        package let medium: Medium
    }

    /// In the order of their texts.
    package let steps: [Step]

    /// A file follows the activity of its text, to the case that this is on; where that was deleted, so is the wish for it.
    package init(_ picture: CasePicture) {
        steps = picture.media.compactMap { medium in
            guard medium.state == .kept, !medium.isOurs else { return nil }
            if let known = picture.file(of: medium) {
                return known.state == .attempted ? Step(file: known, medium: medium) : nil
            }
            guard
                let row = picture.rows.first(where: {
                    $0.purpose == .message && $0.message == medium.message && $0.state == .written
                        && $0.goneAt == nil
                }),
                case .id(let caseID)? = row.written["CaseId"]
            else { return nil }
            return Step(file: CaseFile(medium, of: caseID), medium: medium)
        }
    }
}

extension CasePicture {
    /// The file in Creatio that a picture or other file of a text became, once that was tried.
    func file(of medium: Medium) -> CaseFile? { files.first { $0.medium == medium.id } }

    /// Whether Creatio may lack any of them.
    var lacksFiles: Bool {
        media.contains { !$0.isOurs && $0.state == .kept && file(of: $0)?.state ?? .attempted == .attempted }
    }
}

extension Snapshot {
    func caseFiles(of session: Session.ID) throws -> [CaseFile] {
        try rows("SELECT * FROM case_file WHERE session_id = \(session) ORDER BY id").map(CaseFile.init(row:))
    }
}

extension Transaction {
    /// Notes a file before it is sent, so that a lost answer leads to a look instead of a double.
    func noteAttempt(_ file: CaseFile, of session: Session.ID) throws {
        try execute(
            """
            INSERT INTO case_file (id, session_id, medium_id, case_id, state)
            SELECT \(file.id), \(session), medium.id, \(file.caseID), 'attempted' FROM medium
            WHERE medium.id = \(file.medium)
            ON CONFLICT DO NOTHING
            """)
    }

    /// Notes that a file is in Creatio.
    func noteAttached(_ file: CaseFile) throws {
        try execute("UPDATE case_file SET state = 'written', reason = NULL WHERE id = \(file.id)")
    }

    /// Notes that Creatio does not take a file, and why; the session goes on without.
    func noteRefused(
        _ step: CaseFilePlan.Step, of session: Session.ID, because reason: String, at now: Timestamp
    ) throws {
        let changed = try execute(
            """
            UPDATE case_file SET state = 'refused', reason = \(reason)
            WHERE id = \(step.file.id) AND state = 'attempted'
            """)
        guard changed == 1 else { return }
        try record(
            .sync, "The file \(step.medium.name) was not attached to the case: \(reason).",
            details: ["file": step.file.id, "to try it again": "Resync whole"], in: session, at: now)
    }
}
