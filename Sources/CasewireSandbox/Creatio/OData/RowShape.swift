/// Which columns and related rows an answer has: `$select` and `$expand`, read against an object.
package struct RowShape: Sendable {
    /// The columns, in the order of the object; nil for all.
    package let columns: [Int]?
    package let expansions: [Expansion]

    package struct Expansion: Sendable {
        package enum Source: Sendable {
            /// The row that a lookup names.
            case lookup(column: Int)
            /// The rows whose lookup names this one.
            case collection(CreatioSchema.Reference)
        }

        package let name: String
        package let source: Source
        package let target: String
        package let shape: RowShape
    }

    package static let all = RowShape(columns: nil, expansions: [])

    /// How deep `$expand` may go (`ODataMaxExpansionDepth`).
    private static let depthLimit = 2

    package static func read(
        select: String?, expand: String?, on entity: EntitySchema, in schema: CreatioSchema, depth: Int = 0
    ) throws(CreatioFault) -> RowShape {
        let columns = try select.map { text throws(CreatioFault) in try Self.columns(text, on: entity) }
        guard let expand, !expand.isEmpty else { return RowShape(columns: columns ?? nil, expansions: []) }
        guard depth < depthLimit else {
            throw .query(
                "The request includes a $expand path which is too deep. The maximum depth allowed is "
                    + "\(depthLimit).")
        }
        var expansions: [Expansion] = []
        for item in try parts(of: expand, at: ",") {
            expansions.append(try expansion(item, on: entity, in: schema, depth: depth))
        }
        return RowShape(columns: columns ?? nil, expansions: expansions)
    }

    private static func columns(_ select: String, on entity: EntitySchema) throws(CreatioFault) -> [Int]? {
        var columns: Set<Int> = []
        for name in select.split(separator: ",") {
            let name = name.trimmed
            if name == "*" { return nil }
            if let place = entity.place(ofProperty: name) {
                if entity.columns[place].kind == .stream { throw .binaryInSelect }
                columns.insert(place)
            } else if entity.place(of: name) == nil {
                throw .unknownColumn(name, on: entity.name)
            }
        }
        return columns.sorted()
    }

    /// One item of `$expand`: `Status`, or `Status($select=Id,Name;$expand=…)`.
    private static func expansion(
        _ item: String, on entity: EntitySchema, in schema: CreatioSchema, depth: Int
    ) throws(CreatioFault) -> Expansion {
        let name: String
        var options: [String: String] = [:]
        if let open = item.firstIndex(of: "("), item.last == ")" {
            name = item[..<open].trimmed
            let inner = String(item[item.index(after: open)...].dropLast())
            for option in try parts(of: inner, at: ";") {
                let pair = option.split(separator: "=", maxSplits: 1)
                guard pair.count == 2 else { throw .query("Syntax error in the $expand option '\(option)'.") }
                options[pair[0].trimmed] = pair[1].trimmed
            }
        } else {
            name = item
        }
        let source: Expansion.Source
        let target: String
        if let place = entity.place(of: name), let lookup = entity.columns[place].target {
            source = .lookup(column: place)
            target = lookup
        } else if let reference = schema.references(to: entity.name).first(where: { $0.collection == name }) {
            source = .collection(reference)
            target = reference.entity
        } else {
            throw .unknownColumn(name, on: entity.name)
        }
        let unknown = options.keys.first { $0 != "$select" && $0 != "$expand" }
        if let unknown { throw .query("The option '\(unknown)' inside $expand is not supported.") }
        let shape = try read(
            select: options["$select"], expand: options["$expand"], on: schema.known(target), in: schema,
            depth: depth + 1)
        return Expansion(name: name, source: source, target: target, shape: shape)
    }

    /// Splits at separators that are not inside parentheses.
    private static func parts(of text: String, at separator: Character) throws(CreatioFault) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == separator, depth == 0 {
                parts.append(part.trimmed)
                part = ""
            } else {
                part.append(character)
            }
        }
        guard depth == 0 else { throw .query("Syntax error: the parentheses in '\(text)' do not match.") }
        parts.append(part.trimmed)
        return parts.filter { !$0.isEmpty }
    }
}

extension StringProtocol {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
