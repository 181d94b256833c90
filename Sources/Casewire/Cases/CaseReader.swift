import CasewireStorage

/// Reads a session's case back from Creatio, as it stands there now: for checks, and for people who doubt.
package struct CaseReader: Sendable {
    package struct Reading: Sendable {
        package let number: String?
        package let subject: String?
        package let symptoms: String?
        package let status: String?
        package let contact: String?
        /// The mapped fields by column; lookup values by name.
        package let fields: [String: String]
        /// In the order of the timeline.
        package let activities: [Activity]
    }

    package struct Activity: Sendable {
        package let id: String
        package let title: String
        package let details: String
        package let isReplyTask: Bool
        package let isCompleted: Bool
        package let startAt: Timestamp?
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Nil where the session has no case yet. Throws `CaseSystemFailure` where Creatio does not answer.
    package func read(_ session: Session.ID) async throws -> Reading? {
        let vault = services.vault
        let known = try await services.database.read {
            (link: try $0.caseLink(of: session), settings: try $0.creatioSettings(openedBy: vault))
        }
        guard let link = known.link, let settings = known.settings else { return nil }
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        let system = try await services.caseSystem(for: settings)
        let columns =
            ["Number", "Subject", "Symptoms", "StatusId", "ContactId"] + settings.fields.map(\.column)
        let answers = try await system.read([
            RowQuery("Case", where: .equal("Id", .id(link.caseID)), columns: columns, limit: 1),
            RowQuery(
                "Activity", where: .equal("Case/Id", .id(link.caseID)),
                columns: ["Id", "Title", "DetailedResult", "ActivityCategoryId", "StatusId", "StartDate"],
                order: "StartDate", limit: 1000),
        ])
        guard let row = answers.first?.first else { return nil }
        var fields: [String: String] = [:]
        for field in settings.fields {
            if let text = row.text(field.column), !text.isEmpty { fields[field.column] = text }
            if let id = row.id(field.column) {
                fields[field.column] =
                    catalog.values(ofColumn: field.column).first { $0.id == id }?.name ?? id
            }
        }
        return Reading(
            number: row.text("Number"), subject: row.text("Subject"), symptoms: row.text("Symptoms"),
            status: catalog.status(row.id("StatusId"))?.name, contact: row.id("ContactId"), fields: fields,
            activities: (answers.last ?? []).map { values in
                Activity(
                    id: values.id("Id") ?? "", title: values.text("Title") ?? "",
                    details: values.text("DetailedResult") ?? "",
                    isReplyTask: values.id("ActivityCategoryId") == catalog.replyCategory,
                    isCompleted: values.id("StatusId") == catalog.finished,
                    startAt: values.moment("StartDate"))
            })
    }
}
