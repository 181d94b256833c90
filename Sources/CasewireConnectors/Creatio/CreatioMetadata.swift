import Casewire
import Foundation
import FoundationXML

/// The columns of the objects that matter here, out of a site's `$metadata`.
///
/// The document names a thousand objects in megabytes of XML, so it is read as a stream and only what is
/// asked for is kept; it is read again while what was found names further objects. Elements count by their
/// local names alone.
enum CreatioMetadata {
    /// Objects that cases, transcripts and replies are made of. The lookups that `Case` names are added.
    static let objects: Set<String> = [
        "Case", "Activity", "Contact", "ContactCommunication", "CaseStatus", "CasePriority", "CaseOrigin",
        "ActivityCategory", "ActivityStatus", "ActivityType", "SocialMessage",
    ]

    /// Columns by object; nil where the document is not a well-formed one.
    static func columns(in document: [UInt8]) -> [String: [RowColumn]]? {
        let data = Data(document)
        var wanted = objects
        for _ in 0..<4 {
            let reader = MetadataReader(wanted: wanted)
            let parser = XMLParser(data: data)
            parser.shouldResolveExternalEntities = false
            parser.delegate = reader
            // The parser reports success for a document that breaks off, so its end has to have been seen.
            guard parser.parse(), parser.parserError == nil, reader.isWhole else { return nil }
            let named = reader.namedObjects
            if named.isSubset(of: wanted) { return reader.columns }
            wanted.formUnion(named)
        }
        return nil
    }
}

/// Collects the properties and lookups of the wanted entity types.
private final class MetadataReader: NSObject, XMLParserDelegate {
    private struct Entity {
        var base: String?
        var properties: [(name: String, type: String)] = []
        var lookups: [String: String] = [:]
    }

    private let wanted: Set<String>
    private var entities: [String: Entity] = [:]
    private var current: String?
    private var depth = 0
    /// The document's root was a description, and ended.
    private(set) var isWhole = false

    init(wanted: Set<String>) {
        self.wanted = wanted
    }

    /// What has to be known to describe the wanted objects whole.
    var namedObjects: Set<String> {
        Set(entities["Case"]?.lookups.values.map { $0 } ?? []).union(entities.values.compactMap(\.base))
    }

    var columns: [String: [RowColumn]] {
        var columns: [String: [RowColumn]] = [:]
        for name in entities.keys { columns[name] = described(name, depth: 0) }
        return columns
    }

    private func described(_ name: String, depth: Int) -> [RowColumn] {
        guard let entity = entities[name], depth < 8 else { return [] }
        let inherited = entity.base.map { described($0, depth: depth + 1) } ?? []
        return inherited
            + entity.properties.map { property in
                let isLookup = property.type == "Guid" && property.name.hasSuffix("Id")
                let lookup = isLookup ? entity.lookups[String(property.name.dropLast(2))] : nil
                return RowColumn(name: property.name, type: property.type, lookup: lookup)
            }
    }

    func parser(
        _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        depth += 1
        switch Self.localName(element) {
        case "EntityType":
            current = nil
            guard let name = attributes["Name"], wanted.contains(name) else { return }
            current = name
            entities[name] = Entity(base: attributes["BaseType"].map(Self.lastName))
        case "Property":
            guard let current, let name = attributes["Name"], let type = attributes["Type"] else { return }
            entities[current]?.properties.append((name, Self.lastName(type)))
        case "NavigationProperty":
            guard let current, let name = attributes["Name"], let type = attributes["Type"],
                !type.hasPrefix("Collection(")
            else { return }
            entities[current]?.lookups[name] = Self.lastName(type)
        default: break
        }
    }

    func parser(
        _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
        depth -= 1
        let name = Self.localName(element)
        if name == "EntityType" { current = nil }
        if name == "Edmx" && depth == 0 { isWhole = true }
    }

    private static func localName(_ element: String) -> Substring {
        element.split(separator: ":").last ?? ""
    }

    /// `Contact` of `Terrasoft.Configuration.OData.Contact`, `Guid` of `Edm.Guid`.
    private static func lastName(_ type: String) -> String {
        type.split(separator: ".").last.map(String.init) ?? type
    }
}
