/// Reads a `$filter` against an object, checking names and types as the OData library does.
struct FilterParser {
    private let filter: String
    private let tokens: [FilterToken]
    private var place = 0
    private let entity: EntitySchema
    private let schema: CreatioSchema
    private let switches: CreatioSwitches
    private var depth = 0

    /// Parentheses nested deeper than this are refused.
    private static let depthLimit = 100

    /// An expression and its type.
    private typealias Typed = (expression: FilterExpression, type: OperandType)

    static func parse(
        _ filter: String, on entity: EntitySchema, in store: CreatioStore
    ) throws(CreatioFault) -> FilterExpression {
        var parser = FilterParser(
            filter: filter, tokens: try FilterToken.all(in: filter), entity: entity, schema: store.schema,
            switches: store.switches)
        let result = try parser.either()
        guard parser.current.kind == .end else { throw parser.syntaxError() }
        guard result.type == .flag || result.type == .null else {
            throw .query("The $filter expression must evaluate to a single boolean value.")
        }
        return result.expression
    }

    private init(
        filter: String, tokens: [FilterToken], entity: EntitySchema, schema: CreatioSchema,
        switches: CreatioSwitches
    ) {
        self.filter = filter
        self.tokens = tokens
        self.entity = entity
        self.schema = schema
        self.switches = switches
    }

    private var current: FilterToken { tokens[place] }

    private func syntaxError() -> CreatioFault {
        FilterToken.syntaxError(at: current.position, in: filter)
    }

    private mutating func take(_ kind: FilterToken.Kind) -> Bool {
        guard current.kind == kind else { return false }
        place += 1
        return true
    }

    private mutating func either() throws(CreatioFault) -> Typed {
        var left = try both()
        while take(.word("or")) {
            let right = try both()
            try requireFlags(left, right, "Or")
            left = (.either(left.expression, right.expression), .flag)
        }
        return left
    }

    private mutating func both() throws(CreatioFault) -> Typed {
        var left = try comparison()
        while take(.word("and")) {
            let right = try comparison()
            try requireFlags(left, right, "And")
            left = (.both(left.expression, right.expression), .flag)
        }
        return left
    }

    private func requireFlags(_ left: Typed, _ right: Typed, _ operation: String) throws(CreatioFault) {
        guard left.type == .flag, right.type == .flag else {
            throw .incompatible(left.type.rawValue, right.type.rawValue, operation)
        }
    }

    private mutating func comparison() throws(CreatioFault) -> Typed {
        let left = try unary()
        guard case .word(let word) = current.kind,
            let comparison = FilterExpression.Comparison(rawValue: word)
        else { return left }
        place += 1
        let right = try unary()
        let (leftSide, rightSide) = try fitted(left, right, comparison)
        return (.compare(comparison, leftSide, rightSide), .flag)
    }

    /// Both sides of a comparison, once their types are found to fit.
    private func fitted(
        _ left: Typed, _ right: Typed, _ comparison: FilterExpression.Comparison
    ) throws(CreatioFault) -> (FilterExpression, FilterExpression) {
        if left.type == .null, right.type != .null { return (right.expression, left.expression) }
        let fits =
            right.type == .null || (left.type == right.type && left.type != .entity)
            || (left.type.isNumber && right.type.isNumber)
        guard fits else { throw .incompatible(name(left.type), name(right.type), comparison.kind) }
        return (left.expression, right.expression)
    }

    private func name(_ type: OperandType) -> String {
        type == .entity ? "\(CreatioSchema.namespace).\(entity.name)" : type.rawValue
    }

    private mutating func unary() throws(CreatioFault) -> Typed {
        if take(.word("not")) {
            let inner = try unary()
            guard inner.type == .flag else {
                throw .query(
                    "A unary operator with an incompatible type was detected. "
                        + "Found operand type '\(name(inner.type))' for operator kind 'Not'.")
            }
            return (.not(inner.expression), .flag)
        }
        if take(.open) {
            depth += 1
            guard depth <= Self.depthLimit else { throw .query("Recursive call limit exceeded.") }
            let inner = try either()
            guard take(.close) else { throw syntaxError() }
            depth -= 1
            return inner
        }
        return try primary()
    }

    private mutating func primary() throws(CreatioFault) -> Typed {
        switch current.kind {
        case .literal(let value):
            place += 1
            // `guid'…'` and `datetime'…'` of older protocols end here: a word, then a text.
            if case .literal = current.kind { throw syntaxError() }
            return (.literal(value), Self.type(of: value))
        case .word(let word):
            let position = current.position
            place += 1
            if current.kind == .open { return try function(word) }
            if case .literal = current.kind { throw syntaxError() }
            var words = [word]
            while take(.slash) {
                guard case .word(let next) = current.kind else { throw syntaxError() }
                place += 1
                words.append(next)
            }
            if ["any", "all"].contains(words.last), current.kind == .open {
                throw .query("The '\(words.last ?? "")' operator at position \(position) is not supported.")
            }
            let path = try ColumnPath.resolve(words, from: entity, in: schema, switches: switches)
            return (.path(path), path.type)
        case .slash, .comma, .open, .close, .end: throw syntaxError()
        }
    }

    private mutating func function(_ name: String) throws(CreatioFault) -> Typed {
        place += 1
        var arguments: [Typed] = []
        if !take(.close) {
            repeat { arguments.append(try either()) } while take(.comma)
            guard take(.close) else { throw syntaxError() }
        }
        if let match = FilterExpression.TextMatch(rawValue: name) {
            try require(2, texts: arguments, of: name)
            return (.match(match, arguments[0].expression, arguments[1].expression), .flag)
        }
        guard ["tolower", "toupper", "trim", "length"].contains(name) else {
            throw .query(
                "An unknown function with name '\(name)' was found. This may also be a function import or a "
                    + "key lookup on a navigation property, which is not allowed.")
        }
        try require(1, texts: arguments, of: name)
        let inner = arguments[0].expression
        switch name {
        case "tolower": return (.lowered(inner), .text)
        case "toupper": return (.uppered(inner), .text)
        case "trim": return (.trimmed(inner), .text)
        default: return (.length(inner), .integer)
        }
    }

    private func require(_ count: Int, texts arguments: [Typed], of name: String) throws(CreatioFault) {
        guard arguments.count == count, arguments.allSatisfy({ $0.type == .text || $0.type == .null }) else {
            let signature = Array(repeating: "Edm.String Nullable=true", count: count).joined(separator: ", ")
            throw .query(
                "No function signature for the function with name '\(name)' matches the specified arguments. "
                    + "The function signatures considered are: \(name)(\(signature)).")
        }
    }

    private static func type(of value: CreatioValue) -> OperandType {
        switch value {
        case .null: .null
        case .guid: .guid
        case .text: .text
        case .flag: .flag
        case .integer: .integer
        case .decimal: .decimal
        case .time: .time
        }
    }
}
