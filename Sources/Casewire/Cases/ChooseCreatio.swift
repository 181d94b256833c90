import CasewireStorage

/// Changes what goes where in Creatio, and keeps it only if the site has all that is named.
package struct ChooseCreatio: Sendable {
    /// Empty texts choose nothing: Creatio's own default, or what the flags of the statuses say.
    package struct Entry: Sendable, Hashable {
        package var cases: CreatioSettings.CaseMode = .everyConversation
        package var owner = ""
        package var group = ""
        package var origin = ""
        /// All phases; a name, a GUID, empty or `CasePhase.leftAlone`.
        package var statuses: [CasePhase: String] = [:]

        package init() {}
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Throws `CatalogProblem` in words where the site lacks something that is named, and `CaseSystemFailure` where it does not
    /// answer; nothing is changed then. False without a connection.
    package func run(_ entry: Entry) async throws -> Bool {
        let (vault, now) = (services.vault, services.clock.now())
        guard var settings = try await services.database.read({ try $0.creatioSettings(openedBy: vault) })
        else {
            return false
        }
        entry.apply(to: &settings)
        let system = try await services.caseSystem(for: settings)
        let catalog = try await CatalogReader(services: services).catalog(
            of: system, described: try await system.describe(), for: settings)
        try await services.database.write { transaction in
            guard var current = try transaction.creatioSettings(openedBy: vault) else { return }
            entry.apply(to: &current)
            try transaction.save(current, sealedBy: vault, at: now)
            try transaction.saveSetting("creatio.catalog", catalog, at: now)
        }
        return true
    }
}

extension ChooseCreatio.Entry {
    package init(_ settings: CreatioSettings) {
        self.init()
        cases = settings.cases
        owner = settings.defaultOwner ?? ""
        group = settings.defaultGroup ?? ""
        origin = settings.origin
        statuses = settings.statuses
        statuses[.resolved] = settings.resolvedStatus
    }

    fileprivate func apply(to settings: inout CreatioSettings) {
        settings.cases = cases
        settings.defaultOwner = owner.isEmpty ? nil : owner
        settings.defaultGroup = group.isEmpty ? nil : group
        if !origin.isEmpty { settings.origin = origin }
        settings.statuses = statuses.filter { $0.key != .resolved && !$0.value.isEmpty }
        settings.resolvedStatus = statuses[.resolved].flatMap {
            $0.isEmpty || $0 == CasePhase.leftAlone ? nil : $0
        }
    }
}
