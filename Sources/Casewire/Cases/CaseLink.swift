import CasewireStorage

/// The Creatio case of a session, and how well the two agree.
package struct CaseLink: Sendable, Hashable {
    package enum Sync: String, Sendable, Hashable, Codable, SQLValueConvertible {
        /// Nothing was written yet.
        case none
        case synced
        /// Creatio is away; the work waits.
        case behind
        /// Creatio refuses; a person must act.
        case failed
    }

    package let session: Session.ID
    /// The case's GUID, made before the first attempt.
    package let caseID: String
    /// Such as `SR00000042`, once known.
    package let caseNumber: String?
    /// The Creatio contact, once matched or made.
    package let contact: String?
    /// The case's owner as last seen.
    package let owner: String?
    /// The case's status as last seen or written.
    package let status: String?
    package let sync: Sync
    /// In words, why it is behind or failed.
    package let error: String?
    package let behindSince: Timestamp?
    /// The case that this one follows, since that one was closed for good.
    package let parentCase: String?
    /// How many cases the session had before this one.
    package let generation: Int
    /// Who had the session when its case was brought up to date last.
    package let phase: CasePhase?
    /// Contacts with the phone, where several have it and nobody has chosen yet.
    package let candidates: [ContactCandidate]

    init(row: Row) throws {
        session = try row["session_id"]
        caseID = try row["case_id"]
        caseNumber = try row["case_number"]
        contact = try row["creatio_contact"]
        owner = try row["owner"]
        status = try row["status"]
        sync = try row["sync"]
        error = try row["error"]
        behindSince = try row["behind_since"]
        parentCase = try row["parent_case_id"]
        generation = try row["generation"]
        phase = try row["phase"]
        candidates = try ContactCandidate.list(try row["candidates"])
    }
}

/// One row in Creatio that Casewire made for a session.
package struct CaseRow: Sendable, Hashable {
    package enum Purpose: String, Sendable, Hashable, Codable, SQLValueConvertible {
        case `case`, message, note
        case replyTask = "reply_task"

        /// As the beginning of a sentence.
        var words: String {
            switch self {
            case .case: "The case"
            case .message: "The activity of a message"
            case .note: "The handoff note"
            case .replyTask: "The reply task"
            }
        }
    }

    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible {
        /// A request that makes it went out, and nobody saw whether it worked: it is read before it is repeated.
        case attempted
        case written
    }

    package let id: String
    package let object: String
    package let purpose: Purpose
    package let message: Message.ID?
    package let ordinal: Int
    package let state: State
    /// The values that Casewire wrote last: what differs in Creatio was changed by a person.
    package let written: RowValues
    package let startAt: Timestamp
    /// For a reply task: the session's position when it was closed; nil while it is open.
    package let closedPosition: Int?
    /// For a reply task: why its text was not sent.
    package let note: String?
    /// When it was found that somebody had deleted it in Creatio. It is not made again by itself.
    package let goneAt: Timestamp?
}
