import CasewireStorage

/// Reads one case and its replies from Creatio, after a hint that something happened there.
package struct ReadCase: Job {
    package static let kind = "case.read"
    /// The newest replies of a case that are looked at.
    static let replies = 50

    package let caseID: String?
    package let activityID: String?

    package var edge: Edge? { .creatio }
    package var coalescingKey: String? { "read/\(caseID ?? activityID ?? "")" }

    package func run(with services: Services) async throws {
        try await services.requireComparison()
        let vault = services.vault
        guard let settings = try await services.database.read({ try $0.creatioSettings(openedBy: vault) })
        else { return }
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        let system = try await services.caseSystem(for: settings)
        guard let caseID = try await caseID(in: system),
            try await services.database.read({ try $0.caseLink(ofCase: caseID) }) != nil
        else { return }
        let answers = try await system.read([
            RowQuery(
                "Activity",
                where: .all([
                    .equal("Case/Id", .id(caseID)), .equal("ActivityCategory/Id", .id(catalog.replyCategory)),
                    .equal("Status/Id", .id(catalog.finished)),
                ]), columns: ObservedActivity.columns, order: "ModifiedOn", limit: Self.replies),
            RowQuery("Case", where: .equal("Id", .id(caseID)), columns: CaseObservation.columns, limit: 1),
        ])
        services.pass(.replyRead)
        let now = services.clock.now()
        let random = services.random
        let restoredAt = try await services.database.read { try $0.restore()?.restoredAt }
        let rule = ReplyRule(settings: settings, catalog: catalog, restoredAt: restoredAt, now: now)
        let activities = (answers.first ?? []).compactMap(ObservedActivity.init)
        let files = try await ReplyFiles.read(for: activities, by: rule, in: system, services: services)
        try await services.database.write { transaction in
            for activity in activities {
                try transaction.take(activity, rule: rule, files: files, at: now, random: random)
            }
            for observation in (answers.last ?? []).compactMap(CaseObservation.init) {
                try transaction.take(observation, catalog: catalog, at: now, random: random)
            }
        }
        services.pass(.replyTaken)
    }

    /// The case that the hint names, or that of the activity it names.
    private func caseID(in system: any CaseSystem) async throws -> String? {
        if let caseID { return caseID }
        guard let activityID else { return nil }
        let query = RowQuery(
            "Activity", where: .equal("Id", .id(activityID)), columns: ["Id", "CaseId"], limit: 1)
        return try await system.read([query]).first?.first?.id("CaseId")
    }
}
