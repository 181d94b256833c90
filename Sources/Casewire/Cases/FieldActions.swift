import CasewireStorage

/// Reads and sets the fields of a case while the program runs, as a setup file does at its start.
package struct FieldActions: Sendable {
    /// Why nothing was changed, in words.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        /// By the keys of a field; none where there is no field to speak of.
        package let problems: [SettingProblem]
        package let description: String

        init(description: String) {
            problems = []
            self.description = description
        }

        init(problems: [SettingProblem]) {
            self.problems = problems
            description = problems.map(\.sentence).joined(separator: " ")
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func list() async throws -> [CreatioSettings.Field] {
        let vault = services.vault
        return try await services.database.read { try $0.creatioSettings(openedBy: vault)?.fields ?? [] }
    }

    /// Sets a field, which takes the place of one of the same column. False where there was none.
    ///
    /// The column is looked up in Creatio first; throws `CaseSystemFailure` where that does not answer, and `Refusal`.
    @discardableResult
    package func save(_ field: CreatioSettings.Field) async throws -> Bool {
        guard field.problems.isEmpty else { throw Refusal(problems: field.problems) }
        guard let columns = try await CaseColumns(services: services) else { throw Self.noCreatio }
        if let problem = field.problem(in: try await columns.all()) { throw Refusal(problems: [problem]) }
        return try await change { fields in
            if let place = fields.firstIndex(where: { $0.column == field.column }) {
                fields[place] = field
                return true
            }
            fields.append(field)
            return false
        }
    }

    /// Leaves a column alone from now on. False where it was no field.
    package func remove(_ column: String) async throws -> Bool {
        try await change { fields in
            let count = fields.count
            fields.removeAll { $0.column == column }
            return fields.count < count
        }
    }

    private func change(_ edit: @escaping @Sendable (inout [CreatioSettings.Field]) -> Bool) async throws
        -> Bool
    {
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.write { transaction in
            guard var settings = try transaction.creatioSettings(openedBy: vault) else {
                throw Self.noCreatio
            }
            let old = settings.fields
            let result = edit(&settings.fields)
            guard settings.fields != old else { return result }
            // The lookups of the new columns are read anew.
            try transaction.removeSetting("creatio.catalog")
            try transaction.save(settings, sealedBy: vault, at: now)
            return result
        }
    }

    private static let noCreatio = Refusal(
        description: "No Creatio is set up, so there is no case whose columns could be filled.")
}
