import CasewireStorage

/// The columns of `Case` that a field can fill, and the values of lookups, read live from the site.
package struct CaseColumns: Sendable {
    package struct Column: Sendable, Hashable {
        package let name: String
        /// The object that its values are rows of; nil for a text.
        package let lookup: String?
    }

    private let services: Services
    private let settings: CreatioSettings

    /// Nil where no site is connected.
    package init?(services: Services) async throws {
        let vault = services.vault
        guard let settings = try await services.database.read({ try $0.creatioSettings(openedBy: vault) })
        else { return nil }
        self.services = services
        self.settings = settings
    }

    /// Texts and lookups that nothing else of Casewire's writes, by name. Throws `CaseSystemFailure` where the site does not answer.
    package func all() async throws -> [Column] {
        let description = try await services.caseSystem(for: settings).describe()
        return (description.columns["Case"] ?? [])
            .filter { ($0.lookup != nil || $0.type == "String") && !CaseMapping.reserved.contains($0.name) }
            .map { Column(name: $0.name, lookup: $0.lookup) }.sorted { $0.name < $1.name }
    }

    /// Names of a lookup's values, in their order. Throws `CaseSystemFailure`.
    package func values(of lookup: String) async throws -> [String] {
        let query = RowQuery(lookup, where: nil, columns: ["Id", "Name"], order: "Name")
        let rows = try await services.caseSystem(for: settings).read([query]).first ?? []
        return rows.compactMap { $0.text("Name") }
    }
}

extension CreatioSettings.Field {
    /// What is wrong with filling a column of the site, in words; nil where it can be.
    func problem(in columns: [CaseColumns.Column]) -> SettingProblem? {
        guard let found = columns.first(where: { $0.name == column }) else {
            return SettingProblem(
                "column", "is no text or lookup of Case that can be filled. Choose another, or publish it.")
        }
        return switch kind {
        case .dropdown where found.lookup == nil:
            SettingProblem("kind", "cannot be dropdown: the column is no lookup.")
        case .text where found.lookup != nil:
            SettingProblem("kind", "must be dropdown: the column is a lookup.")
        case .text, .dropdown: nil
        }
    }
}
