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

/// Decides whether an activity is a rep's reply.
///
/// The reply task that Casewire keeps open, or an activity that a person made with the configured type *and* category, counts
/// once it is completed. Nothing else is ever sent, and a title never.
package struct ReplyRule: Sendable {
    package enum Verdict: Sendable, Hashable {
        /// To be texted, as plain text.
        case send(String)
        /// A reply task that was completed empty or cancelled: nothing is sent, and it waits no longer.
        case close
        /// Not a reply, and why.
        case ignore(String)
    }

    let settings: CreatioSettings
    let catalog: CaseCatalog
    let now: Timestamp

    package init(settings: CreatioSettings, catalog: CaseCatalog, now: Timestamp) {
        self.settings = settings
        self.catalog = catalog
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
            guard activity.creator != catalog.description.integrationContact else {
                return .ignore("No person made it.")
            }
        }
        guard activity.status == catalog.finished else { return .ignore("It is not completed.") }
        if let modifiedAt = activity.modifiedAt {
            guard modifiedAt >= settings.connectedAt else {
                return .ignore("It was completed before the connection.")
            }
            guard now - modifiedAt < CreatioSettings.oldestReply else {
                return .ignore("It was completed more than four hours ago.")
            }
        }
        let text = activity.texts.lazy.map { OutboundBody.prepare($0) }.first { !$0.isEmpty }
        guard let text else { return known == nil ? .ignore("It has no text.") : .close }
        return .send(text)
    }

    private var allowedTypes: [String] {
        let values = catalog.lookups["ActivityType"] ?? []
        return settings.replies.types.compactMap { name in
            values.first { $0.name == name || $0.id == name.lowercased() }?.id
        }
    }
}
