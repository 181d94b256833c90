import CasewireStorage

/// What of the newest activities on Casewire's cases is sent as a rep's reply, and why the others are not. Nothing is sent by looking.
package struct ReplyPreview: Sendable {
    package struct Line: Sendable {
        /// The activity's GUID.
        package let id: String
        package let title: String
        package let type: String
        package let category: String
        package let status: String
        package let modifiedAt: Timestamp?
        /// The session whose case it is on.
        package let session: Session.ID
        /// What is sent, or was; nil where nothing is.
        package let text: String?
        package let reason: String
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// How many of the newest cases and of their activities are looked at.
    private static let cases = 20
    private static let activities = 40

    /// The newest first. Empty without a connection or cases. Throws `CaseSystemFailure` where Creatio does not answer.
    package func lines() async throws -> [Line] {
        let vault = services.vault
        let known = try await services.database.read { snapshot in
            (
                settings: try snapshot.creatioSettings(openedBy: vault),
                links: try snapshot.newestCases(Self.cases),
                restoredAt: try snapshot.restore()?.restoredAt
            )
        }
        guard let settings = known.settings, !known.links.isEmpty else { return [] }
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        let system = try await services.caseSystem(for: settings)
        let query = RowQuery(
            "Activity", where: .any(known.links.map { .equal("Case/Id", .id($0.caseID)) }),
            columns: ObservedActivity.columns + ["Title"], order: "ModifiedOn", limit: 2000)
        let rows = try await system.read([query]).joined().suffix(Self.activities)
        let rule = ReplyRule(
            settings: settings, catalog: catalog, restoredAt: known.restoredAt, now: services.clock.now())
        let sessions = Dictionary(known.links.map { ($0.caseID, $0.session) }) { first, _ in first }
        return try await services.database.read { snapshot in
            try rows.reversed().compactMap { row in
                guard let activity = ObservedActivity(row),
                    let session = activity.caseID.flatMap({ sessions[$0] })
                else { return nil }
                return try snapshot.line(
                    of: activity, title: row.text("Title") ?? "", session: session, rule: rule,
                    catalog: catalog)
            }
        }
    }
}

extension Snapshot {
    fileprivate func newestCases(_ count: Int) throws -> [CaseLink] {
        try rows(
            """
            SELECT case_link.* FROM case_link JOIN session ON session.id = case_link.session_id
            WHERE case_link.sync <> 'none' ORDER BY session.updated_at DESC, session.id LIMIT \(count)
            """
        ).map(CaseLink.init(row:))
    }

    fileprivate func line(
        of activity: ObservedActivity, title: String, session: Session.ID, rule: ReplyRule,
        catalog: CaseCatalog
    ) throws -> ReplyPreview.Line {
        let taken: String? = try rows(
            """
            SELECT COALESCE(message.text, '') AS text FROM case_reply
            LEFT JOIN message ON message.id = case_reply.message_id
            WHERE case_reply.activity_id = \(activity.id) AND case_reply.outcome <> 'not_sent'
            """
        ).first.map { try $0["text"] }
        let text: String?
        let reason: String
        switch (taken, rule.judge(activity, known: try caseRow(activity.id))) {
        case (let sent?, _): (text, reason) = (sent, "It was sent.")
        case (nil, .send(let body)): (text, reason) = (body, "It is sent at the next look.")
        case (nil, .close): (text, reason) = (nil, "It was completed without a text, or cancelled.")
        case (nil, .handBack): (text, reason) = (nil, "It gives the session back to the agent.")
        case (nil, .ignore(let why)): (text, reason) = (nil, why)
        }
        func name(_ id: String?, _ lookup: String) -> String {
            id.flatMap { id in catalog.lookups[lookup]?.first { $0.id == id }?.name } ?? "–"
        }
        return ReplyPreview.Line(
            id: activity.id, title: title, type: name(activity.type, "ActivityType"),
            category: name(activity.category, "ActivityCategory"),
            status: name(activity.status, "ActivityStatus"),
            modifiedAt: activity.modifiedAt, session: session, text: text, reason: reason)
    }
}
