/// What an operator chooses from on *Settings, Creatio*: lists read live from the site.
package struct CreatioChoices: Sendable {
    package struct Choice: Sendable, Hashable {
        /// A GUID.
        package let id: String
        package let name: String
    }

    /// Contacts of users who can own cases; empty where the site does not show its users.
    package let owners: [Choice]
    /// Roles that cases can be assigned to; likewise.
    package let groups: [Choice]
    package let statuses: [Choice]
    package let origins: [Choice]

    /// Kinds of `SysAdminUnit` (Creatio's constants): 4 is a user, 0 to 6 but that are roles.
    private static let user = 4.0
    private static let mostUnits = 500

    /// Reads the lists. Throws `CaseSystemFailure` where Creatio does not answer.
    ///
    /// Sites may hide system objects from OData (`DisableODataSystemTablesAccess`), so that users and roles are a best effort.
    package static func read(_ settings: CreatioSettings, services: Services) async throws -> CreatioChoices {
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        let system = try await services.caseSystem(for: settings)
        let units = await units(of: system)
        func choices(_ lookup: String) -> [Choice] {
            (catalog.lookups[lookup] ?? []).map { Choice(id: $0.id, name: $0.name) }
        }
        return CreatioChoices(
            owners: units.filter { $0["SysAdminUnitTypeValue"] == .number(user) }.compactMap { row in
                row.id("ContactId").map { Choice(id: $0, name: row.text("Name") ?? $0) }
            },
            groups: units.filter { $0["SysAdminUnitTypeValue"] != .number(user) }.compactMap { row in
                row.id("Id").map { Choice(id: $0, name: row.text("Name") ?? $0) }
            },
            statuses: choices("CaseStatus"), origins: choices("CaseOrigin"))
    }

    private static func units(of system: any CaseSystem) async -> [RowValues] {
        let query = RowQuery(
            "SysAdminUnit", where: nil, columns: ["Id", "Name", "ContactId", "SysAdminUnitTypeValue"],
            order: "Name", limit: mostUnits)
        return (try? await system.read([query]).first) ?? []
    }
}
