/// The objects of the simulated site: the one source of `$metadata`, validation and defaults.
package struct CreatioSchema: Sendable {
    package let entities: [EntitySchema]
    private let byName: [String: EntitySchema]
    /// For each object, the lookups that refer to it.
    private let references: [String: [Reference]]

    /// A lookup column that refers to an object, exposed there as the collection `ActivityCollectionByCase`.
    package struct Reference: Sendable {
        package let entity: String
        package let column: Int
        package let columnName: String
        package var collection: String { "\(entity)CollectionBy\(columnName)" }
    }

    package static let namespace = "Terrasoft.Configuration.OData"

    /// The objects of a service product as `switches` leave them.
    package init(switches: CreatioSwitches) {
        let entities =
            Self.cases + Self.activities(reminders: switches.reminderColumns) + Self.contacts + Self.files
            + Self.system
        self.entities = entities
        byName = Dictionary(entities.map { ($0.name, $0) }) { first, _ in first }
        var references: [String: [Reference]] = [:]
        for entity in entities {
            for (place, column) in entity.columns.enumerated() {
                guard let target = column.target else { continue }
                references[target, default: []].append(
                    Reference(entity: entity.name, column: place, columnName: column.name))
            }
        }
        self.references = references
    }

    package subscript(name: String) -> EntitySchema? { byName[name] }

    /// The lookups of all objects that refer to the named one.
    package func references(to entity: String) -> [Reference] { references[entity] ?? [] }

    /// An object that this program knows to be there.
    package func known(_ name: String) -> EntitySchema {
        guard let entity = byName[name] else { preconditionFailure("There is no object \(name).") }
        return entity
    }
}
