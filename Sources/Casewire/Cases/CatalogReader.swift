import CasewireStorage

/// Reads a site's catalog, and makes the origin and categories that Casewire needs where they are absent.
package struct CatalogReader: Sendable {
    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// The kept catalog, or a fresh one where there is none or it is old.
    package func catalog(for settings: CreatioSettings) async throws -> CaseCatalog {
        let kept = try await services.database.read { try $0.caseCatalog() }
        if let kept, services.clock.now() - kept.readAt < CaseCatalog.longestAge { return kept }
        return try await read(settings)
    }

    /// Reads everything anew and keeps it. Throws `CaseSystemFailure`, or `CatalogProblem` where the site lacks something
    /// that the settings name.
    @discardableResult
    package func read(_ settings: CreatioSettings) async throws -> CaseCatalog {
        let system = try await services.caseSystem(for: settings)
        let catalog = try await catalog(of: system, described: try await system.describe(), for: settings)
        let now = services.clock.now()
        try await services.database.write { try $0.saveSetting("creatio.catalog", catalog, at: now) }
        return catalog
    }

    /// What a site offers, without keeping it. The origin and the categories are made where they are absent.
    func catalog(
        of system: any CaseSystem, described description: CaseSystemDescription, for settings: CreatioSettings
    ) async throws -> CaseCatalog {
        let lookups = try await readLookups(description, settings: settings, system: system)
        var builder = Builder(
            settings: settings, description: description, lookups: lookups, system: system, services: services
        )
        return try await builder.build()
    }

    private func readLookups(
        _ description: CaseSystemDescription, settings: CreatioSettings, system: any CaseSystem
    ) async throws -> [String: [CaseCatalog.Value]] {
        var objects = ["CaseStatus", "CaseOrigin", "ActivityCategory", "ActivityStatus", "ActivityType"]
        for field in settings.fields where field.kind == .dropdown {
            guard let column = description.columns["Case"]?.first(where: { $0.name == field.column }) else {
                throw CatalogProblem(
                    "The field \(field.column) is not a column of Case. Choose another, or publish it.")
            }
            guard let lookup = column.lookup else {
                throw CatalogProblem("The field \(field.column) is no lookup, so it cannot be a dropdown.")
            }
            if !objects.contains(lookup) { objects.append(lookup) }
        }
        for column in settings.fields.map(\.column) + settings.mappings.map(\.column)
        where !description.has(column, in: "Case") {
            throw CatalogProblem(
                "The field \(column) is not a column of Case. Choose another, or publish it.")
        }
        for mapping in settings.mappings {
            let lookup = description.columns["Case"]?.first { $0.name == mapping.column }?.lookup
            if let lookup, !objects.contains(lookup) { objects.append(lookup) }
        }
        let flags = ["IsFinal", "IsResolved", "IsPaused", "Finish"]
        let queries = objects.map { object in
            let known = flags.filter { description.has($0, in: object) }
            return RowQuery(object, where: nil, columns: ["Id", "Name"] + known, order: "Name")
        }
        let answers = try await system.read(queries)
        var lookups: [String: [CaseCatalog.Value]] = [:]
        for (object, rows) in zip(objects, answers) {
            lookups[object] = rows.compactMap { row in
                guard let id = row.id("Id"), let name = row.text("Name") else { return nil }
                return CaseCatalog.Value(
                    id: id, name: name, flags: Set(flags.filter { row[$0] == .flag(true) }))
            }
        }
        return lookups
    }
}

/// The site lacks something that the settings name, in words with what to do.
package struct CatalogProblem: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Finds each id that the catalog names, making rows where they are absent.
private struct Builder {
    let settings: CreatioSettings
    let description: CaseSystemDescription
    var lookups: [String: [CaseCatalog.Value]]
    let system: any CaseSystem
    let services: Services

    // Ids of a stock site (Creatio's constants for activities and cases); used only where the site has them.
    private static let task = "fbe0acdc-cfc0-df11-b00f-001d60e938c6"
    private static let notStarted = "384d4b84-58e6-df11-971b-001d60e938c6"
    private static let finished = "4bdbb88f-58e6-df11-971b-001d60e938c6"
    private static let canceled = "201cfba8-58e6-df11-971b-001d60e938c6"
    private static let new = "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38"
    private static let paused = "3859c6e7-cbcb-486b-ba53-77808fe6e593"
    private static let reopened = "f063ebbe-fdc6-4982-8431-d8cfa52fedcf"
    private static let inProgress = "7e9f1204-f46b-1410-fb9a-0050ba5d6c38"

    mutating func build() async throws -> CaseCatalog {
        let statuses = lookups["ActivityStatus"] ?? []
        let taskType = try value(Self.task, or: ["Task"], in: "ActivityType")
        let finished = try value(Self.finished, or: ["Completed", "Finished"], in: "ActivityStatus")
        let canceled =
            statuses.first { $0.id == Self.canceled }?.id
            ?? statuses.first { $0.flags.contains("Finish") && $0.id != finished }?.id ?? finished
        let resolved = try resolvedStatus()
        return CaseCatalog(
            description: description, lookups: lookups,
            transcriptCategory: try await category(CreatioSettings.transcriptCategory, type: taskType),
            replyCategory: try await category(settings.replies.category, type: taskType), taskType: taskType,
            origin: try await lookup(settings.origin, in: "CaseOrigin", values: [:]),
            notStarted: try value(Self.notStarted, or: ["Not started"], in: "ActivityStatus"),
            finished: finished,
            canceled: canceled, owner: try await person(settings.defaultOwner, object: "Contact"),
            group: try await person(settings.defaultGroup, object: "SysAdminUnit"), resolvedStatus: resolved,
            reopenedStatus: openStatus([Self.reopened, Self.inProgress]),
            statuses: try phaseStatuses(resolved: resolved), readAt: services.clock.now())
    }

    private func value(_ id: String, or names: [String], in object: String) throws -> String {
        let values = lookups[object] ?? []
        if let known = values.first(where: { $0.id == id }) { return known.id }
        if let named = values.first(where: { names.contains($0.name) }) { return named.id }
        throw CatalogProblem(
            "\(object) has no value \(names.joined(separator: " or ")). Let the integration user read \(object), or restore the value."
        )
    }

    private func resolvedStatus() throws -> String? {
        let statuses = lookups["CaseStatus"] ?? []
        guard let wanted = settings.resolvedStatus else {
            return statuses.first { $0.flags.contains("IsResolved") && !$0.flags.contains("IsFinal") }?.id
                ?? statuses.first { $0.flags.contains("IsResolved") }?.id
        }
        return try status(wanted).id
    }

    /// The status of each phase: as chosen, or by the flags, so that response clocks stand still while nobody of ours is awaited.
    private func phaseStatuses(resolved: String?) throws -> [CasePhase: String] {
        var found: [CasePhase: String] = [:]
        for phase in CasePhase.allCases {
            if let wanted = settings.statuses[phase], phase != .resolved {
                guard wanted != CasePhase.leftAlone else { continue }
                let value = try status(wanted)
                guard phase == .resolved || value.flags.isDisjoint(with: ["IsFinal", "IsResolved"]) else {
                    throw CatalogProblem(
                        "\(value.name) ends a case, so it cannot be the status for \(phase.rawValue). Choose another."
                    )
                }
                found[phase] = value.id
                continue
            }
            found[phase] =
                switch phase {
                case .withAgent, .waitingForCustomer: pausedStatus()
                case .handedOff: openStatus([Self.new, Self.inProgress])
                case .customerReplied: openStatus([Self.inProgress, Self.reopened])
                case .resolved: resolved
                }
        }
        return found
    }

    private func status(_ wanted: String) throws -> CaseCatalog.Value {
        let statuses = lookups["CaseStatus"] ?? []
        guard let found = statuses.first(where: { $0.id == wanted.lowercased() || $0.name == wanted }) else {
            throw CatalogProblem(
                "There is no case status \(wanted). Choose one of: \(statuses.map(\.name).joined(separator: ", "))."
            )
        }
        return found
    }

    private func pausedStatus() -> String? {
        let paused = (lookups["CaseStatus"] ?? []).filter {
            $0.flags.contains("IsPaused") && $0.flags.isDisjoint(with: ["IsFinal", "IsResolved"])
        }
        return (paused.first { $0.id == Self.paused } ?? paused.first)?.id
    }

    /// A status without flags: the first of some ids of a stock site that is there, or else any.
    private func openStatus(_ stock: [String]) -> String? {
        let open = (lookups["CaseStatus"] ?? []).filter {
            $0.flags.isDisjoint(with: ["IsFinal", "IsResolved", "IsPaused"])
        }
        return stock.first { id in open.contains { $0.id == id } } ?? open.first?.id
    }

    private mutating func category(_ name: String, type: String) async throws -> String {
        try await lookup(name, in: "ActivityCategory", values: ["ActivityTypeId": .id(type)])
    }

    /// The lookup value of a name, made under a fixed id when absent, so that two nodes cannot make two.
    private mutating func lookup(_ name: String, in object: String, values: RowValues) async throws -> String
    {
        let known = lookups[object] ?? []
        let folded = name.lowercased()
        if let found = known.first(where: { $0.name.lowercased() == folded || $0.id == folded }) {
            return found.id
        }
        let id = DerivedID.make("\(object)/\(name)")
        var row = values
        row["Name"] = .text(name)
        switch try await system.write([RowChange(.create, object, id: id, values: row)]).first {
        case .done, .failed(.duplicate): break
        case .failed(let failure): throw failure
        case .notAttempted, nil:
            throw CaseSystemFailure.unavailable(reason: "\(object) \(name) could not be made.")
        }
        lookups[object] = known + [CaseCatalog.Value(id: id, name: name)]
        return id
    }

    /// The id of an owner or group, given by name or GUID.
    private func person(_ nameOrID: String?, object: String) async throws -> String? {
        guard let nameOrID, !nameOrID.isEmpty else { return nil }
        if DerivedID.isGUID(nameOrID) { return nameOrID.lowercased() }
        let query = RowQuery(
            object, where: .equal("Name", .text(nameOrID)), columns: ["Id", "Name"], limit: 2)
        let rows = try await system.read([query]).first ?? []
        guard let id = rows.first?.id("Id") else {
            throw CatalogProblem("There is no \(object) named \(nameOrID). Write its exact name or its GUID.")
        }
        return id
    }
}

extension RowValues {
    package func id(_ column: String) -> String? {
        if case .id(let id) = self[column] { id } else { nil }
    }

    package func text(_ column: String) -> String? {
        if case .text(let text) = self[column] { text } else { nil }
    }

    package func moment(_ column: String) -> Timestamp? {
        if case .moment(let moment) = self[column] { moment } else { nil }
    }
}
