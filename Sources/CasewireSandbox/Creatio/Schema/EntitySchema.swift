/// One object of the simulated site: its columns and identifiers.
package struct EntitySchema: Sendable {
    package let name: String
    package let caption: String
    /// Creatio's identifier of the object itself.
    package let uid: GUID
    package let columns: [ColumnSchema]
    /// The column that stands for a row in lists.
    package let displayColumn: Int

    private let places: [String: Int]
    private let properties: [String: Int]
    /// `"StatusId":` and so on, ready to be written.
    let jsonNames: [String]

    /// Columns that every object begins with.
    package enum Base {
        package static let id = 0
        package static let createdOn = 1
        package static let createdBy = 2
        package static let modifiedOn = 3
        package static let modifiedBy = 4
    }

    init(
        _ name: String, caption: String? = nil, uid: GUID? = nil, display: String = "Name",
        _ own: [ColumnSchema]
    ) {
        self.name = name
        self.caption = caption ?? name
        self.uid = uid ?? .derived(from: "schema/\(name)")
        columns = Self.base + own
        var places: [String: Int] = [:]
        var properties: [String: Int] = [:]
        for (place, column) in columns.enumerated() {
            places[column.name] = place
            properties[column.property] = place
        }
        self.places = places
        self.properties = properties
        displayColumn = places[display] ?? Base.id
        jsonNames = columns.map { "\"\($0.property)\":" }
    }

    /// A lookup: `Name`, `Description` and what it has of its own.
    static func lookup(
        _ name: String, caption: String? = nil, uid: GUID? = nil, _ own: [ColumnSchema] = []
    ) -> EntitySchema {
        EntitySchema(
            name, caption: caption, uid: uid,
            [.text("Name", .medium, required: true), .text("Description", .medium)] + own)
    }

    /// The place of a column by its own name, which for a lookup is that of the navigation: `Status`.
    package func place(of name: String) -> Int? { places[name] }

    /// The place of a column by its name in OData: `StatusId`.
    package func place(ofProperty property: String) -> Int? { properties[property] }

    /// The place of a column that this program knows to be there.
    package func known(_ name: String) -> Int {
        guard let place = places[name] else { preconditionFailure("\(self.name) has no column \(name).") }
        return place
    }

    /// The identifier of a column.
    package func uid(of column: ColumnSchema) -> GUID {
        switch column.name {
        case "Id": GUID(known: "ae0e45ca-c495-4fe7-a39d-3ab7278e1617")
        case "Name": GUID(known: "736c30a7-c0ec-4fa9-b034-2552b319b633")
        case "Description": GUID(known: "9e53fd7c-dde4-4502-a64c-b9e34148108b")
        default: .derived(from: "column/\(name)/\(column.name)")
        }
    }

    private static let base: [ColumnSchema] = [
        ColumnSchema("Id", .guid, required: true),
        .time("CreatedOn", initial: .now),
        .lookup("CreatedBy", to: "Contact", initial: .currentContact),
        .time("ModifiedOn"),
        .lookup("ModifiedBy", to: "Contact"),
        .integer("ProcessListeners"),
    ]
}
