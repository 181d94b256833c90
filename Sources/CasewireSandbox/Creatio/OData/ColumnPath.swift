/// A column reached through up to two lookups: `Number`, `Status/Name`, `Case/Contact/Id`.
package struct ColumnPath: Sendable, Equatable {
    /// The lookups to follow, each by its place in the object reached so far.
    package let steps: [Int]
    /// The objects those lookups lead to.
    package let targets: [String]
    package let column: Int
    package let type: OperandType
    /// The path names a lookup itself (`Owner eq null`), which can only be compared with null.
    package let isNavigation: Bool

    /// Resolves the words of a path from an object.
    ///
    /// A flat lookup name (`ContactId`) is known to the model but not to the query engine below it, so it fails
    /// when the answer is being written, as on a real site.
    package static func resolve(
        _ words: [String], from entity: EntitySchema, in schema: CreatioSchema, switches: CreatioSwitches
    ) throws(CreatioFault) -> ColumnPath {
        var current = entity
        var steps: [Int] = []
        var targets: [String] = []
        for (index, word) in words.enumerated() {
            let isLast = index == words.count - 1
            guard let place = current.place(ofProperty: word) ?? current.place(of: word) else {
                throw .unknownColumn(word, on: current.name)
            }
            let column = current.columns[place]
            if isLast, column.target != nil, column.property == word {
                throw .unknownPath(Self.dotted(words), in: entity.name)
            }
            if isLast {
                if column.kind == .stream { throw .binaryInSelect }
                let isNavigation = column.target != nil
                return shortened(
                    ColumnPath(
                        steps: steps, targets: targets, column: place,
                        type: isNavigation ? .entity : OperandType(column.kind), isNavigation: isNavigation),
                    in: schema)
            }
            guard let target = column.target, column.name == word else {
                throw .unknownColumn(words[index + 1], on: current.name)
            }
            guard index < 2 else {
                throw .query("The path '\(words.joined(separator: "/"))' goes through too many lookups.")
            }
            if index == 1, !switches.twoStepFilters {
                throw .unknownPath(Self.dotted(words), in: entity.name)
            }
            steps.append(place)
            targets.append(target)
            current = schema.known(target)
        }
        throw .query("An empty path was found.")
    }

    /// `Case/Id` is what the lookup `Case` holds; no other row needs to be read.
    private static func shortened(_ path: ColumnPath, in schema: CreatioSchema) -> ColumnPath {
        guard path.column == EntitySchema.Base.id, let last = path.steps.last else { return path }
        return ColumnPath(
            steps: path.steps.dropLast(), targets: path.targets.dropLast(), column: last, type: .guid,
            isNavigation: false)
    }

    private static func dotted(_ words: [String]) -> String { words.joined(separator: ".") }

    package func value(in row: CreatioRow, of store: CreatioStore) -> CreatioValue {
        guard !steps.isEmpty else { return row.values[column] }
        var current = row
        for (step, target) in zip(steps, targets) {
            guard let id = current[step].guid, let next = store.row(target, id) else { return .null }
            current = next
        }
        return current[column]
    }
}

/// The types that OData tells apart in a comparison.
package enum OperandType: String, Sendable, Equatable {
    case guid = "Edm.Guid"
    case text = "Edm.String"
    case flag = "Edm.Boolean"
    case integer = "Edm.Int32"
    case decimal = "Edm.Decimal"
    case time = "Edm.DateTimeOffset"
    case null = "null"
    case entity = "entity"

    init(_ kind: ColumnSchema.Kind) {
        switch kind {
        case .guid, .lookup: self = .guid
        case .text: self = .text
        case .flag: self = .flag
        case .integer: self = .integer
        case .decimal: self = .decimal
        case .time: self = .time
        case .stream: self = .null
        }
    }

    var isNumber: Bool { self == .integer || self == .decimal }
}
