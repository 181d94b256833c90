/// An activity of a case, as Creatio has it.
package struct ObservedActivity: Sendable, Hashable {
    package static let columns = [
        "Id", "CaseId", "TypeId", "ActivityCategoryId", "StatusId", "DetailedResult", "Notes", "Body",
        "CreatedById",
        "ModifiedOn",
    ]

    package let id: String
    package let caseID: String?
    package let type: String?
    package let category: String?
    package let status: String?
    /// The texts in the order in which they count.
    package let texts: [String]
    package let creator: String?
    package let modifiedAt: Timestamp?

    package init?(_ values: RowValues) {
        guard let id = values.id("Id") else { return nil }
        self.id = id
        caseID = values.id("CaseId")
        type = values.id("TypeId")
        category = values.id("ActivityCategoryId")
        status = values.id("StatusId")
        texts = ["DetailedResult", "Notes", "Body"].compactMap { values.text($0) }
        creator = values.id("CreatedById")
        modifiedAt = values.moment("ModifiedOn")
    }
}

extension ObservedActivity {
    /// Whether its id is one that Casewire gives to the reply tasks of its case.
    var isReplyTask: Bool {
        guard let caseID else { return false }
        return (1...Self.mostTasks).contains { DerivedID.replyTask($0, ofCase: caseID) == id }
    }

    /// More reply tasks than a case has.
    private static let mostTasks = 200
}

extension DerivedID {
    static func replyTask(_ ordinal: Int, ofCase id: String) -> String {
        make("\(id)/reply_task/\(ordinal)")
    }
}

/// Decides whether an activity is a rep's reply.
///
/// The reply task that Casewire keeps open, or an activity that a person made with the configured type *and* category, counts
/// once it is completed. Nothing else is ever sent, and a title never.
package struct ReplyRule: Sendable {
    /// Completing the reply task with this alone gives the session back to the agent.
    package static let handBackCommand = "/agent"

    package enum Verdict: Sendable, Hashable {
        /// To be texted, as plain text.
        case send(String)
        /// A reply task that was completed empty or cancelled: nothing is sent, and it waits no longer.
        case close
        /// A reply task whose result is the hand-back command: the agent answers again.
        case handBack
        /// Not a reply, and why.
        case ignore(String)
    }

    let settings: CreatioSettings
    let catalog: CaseCatalog
    /// When the database was put back from a backup, if it was.
    let restoredAt: Timestamp?
    let now: Timestamp

    package init(
        settings: CreatioSettings, catalog: CaseCatalog, restoredAt: Timestamp? = nil, now: Timestamp
    ) {
        self.settings = settings
        self.catalog = catalog
        self.restoredAt = restoredAt
        self.now = now
    }

    /// - Parameter known: our own record of the row, where Casewire made it.
    package func judge(_ activity: ObservedActivity, known: CaseRow?) -> Verdict {
        if let known {
            guard known.purpose == .replyTask else { return .ignore("It is part of the transcript.") }
            guard known.closedPosition == nil else { return .ignore("It was taken before.") }
            if activity.status == catalog.canceled { return .close }
        } else {
            guard activity.category == catalog.replyCategory else {
                return .ignore("Its category is not \(settings.replies.category).")
            }
            guard let type = activity.type, allowedTypes.contains(type) else {
                return .ignore("Its type is not one that replies have.")
            }
            // A task of ours that was made after the backup this database was restored from is a task all the same.
            guard activity.creator != catalog.description.integrationContact || activity.isReplyTask else {
                return .ignore("No person made it.")
            }
        }
        guard activity.status == catalog.finished else { return .ignore("It is not completed.") }
        if let refusal = refusal(ofTextFrom: activity.modifiedAt) { return .ignore(refusal) }
        let text = activity.texts.lazy.map { OutboundBody.prepare($0) }.first { !$0.isEmpty }
        guard let text else { return known == nil ? .ignore("It has no text.") : .close }
        if known != nil && text.lowercased() == Self.handBackCommand { return .handBack }
        return .send(text)
    }

    /// Why what was completed at a moment is not sent by itself; nil where it may be.
    func refusal(ofTextFrom moment: Timestamp?) -> String? {
        guard let moment else { return nil }
        guard moment >= settings.connectedAt else { return "It was completed before the connection." }
        if let restoredAt, moment < restoredAt { return "It was completed before the backup was restored." }
        guard now - moment < settings.replies.oldest else {
            return "It was completed too long ago to be sent by itself."
        }
        return nil
    }

    private var allowedTypes: [String] {
        let values = catalog.lookups["ActivityType"] ?? []
        return settings.replies.types.compactMap { name in
            values.first { $0.name == name || $0.id == name.lowercased() }?.id
        }
    }
}
