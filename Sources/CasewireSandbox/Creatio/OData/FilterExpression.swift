/// A `$filter` that was read and whose types fit.
package indirect enum FilterExpression: Sendable, Equatable {
    case literal(CreatioValue)
    case path(ColumnPath)
    case lowered(FilterExpression)
    case uppered(FilterExpression)
    case trimmed(FilterExpression)
    case length(FilterExpression)
    case compare(Comparison, FilterExpression, FilterExpression)
    case match(TextMatch, FilterExpression, FilterExpression)
    case both(FilterExpression, FilterExpression)
    case either(FilterExpression, FilterExpression)
    case not(FilterExpression)

    package enum Comparison: String, Sendable {
        case eq, ne, gt, ge, lt, le

        /// The name of the operator in error messages.
        var kind: String {
            switch self {
            case .eq: "Equal"
            case .ne: "NotEqual"
            case .gt: "GreaterThan"
            case .ge: "GreaterThanOrEqual"
            case .lt: "LessThan"
            case .le: "LessThanOrEqual"
            }
        }
    }

    package enum TextMatch: String, Sendable {
        case contains, startswith, endswith
    }

    /// What an expression is for one row; nil where the database would say *unknown*.
    package func holds(for row: CreatioRow, in store: CreatioStore) -> Bool? {
        switch self {
        case .both(let left, let right):
            let first = left.holds(for: row, in: store)
            if first == false { return false }
            let second = right.holds(for: row, in: store)
            if second == false { return false }
            return first == true && second == true ? true : nil
        case .either(let left, let right):
            let first = left.holds(for: row, in: store)
            if first == true { return true }
            let second = right.holds(for: row, in: store)
            if second == true { return true }
            return first == false && second == false ? false : nil
        case .not(let inner): return inner.holds(for: row, in: store).map { !$0 }
        case .compare(let comparison, let left, let right):
            return Self.compare(
                comparison, left.value(for: row, in: store), right.value(for: row, in: store),
                ignoringCase: store.switches.ignoreCase)
        case .match(let match, let left, let right):
            guard var text = left.value(for: row, in: store).text,
                var pattern = right.value(for: row, in: store).text
            else { return nil }
            if store.switches.ignoreCase {
                text = text.lowercased()
                pattern = pattern.lowercased()
            }
            switch match {
            case .contains: return pattern.isEmpty || text.contains(pattern)
            case .startswith: return text.hasPrefix(pattern)
            case .endswith: return text.hasSuffix(pattern)
            }
        case .literal, .path, .lowered, .uppered, .trimmed, .length: return value(for: row, in: store).flag
        }
    }

    package func value(for row: CreatioRow, in store: CreatioStore) -> CreatioValue {
        switch self {
        case .literal(let value): value
        case .path(let path): path.value(in: row, of: store)
        case .lowered(let inner): Self.mapped(inner.value(for: row, in: store)) { $0.lowercased() }
        case .uppered(let inner): Self.mapped(inner.value(for: row, in: store)) { $0.uppercased() }
        case .trimmed(let inner):
            Self.mapped(inner.value(for: row, in: store)) { text in
                let start = text.drop { $0.isWhitespace }
                return String(start.reversed().drop { $0.isWhitespace }.reversed())
            }
        case .length(let inner):
            inner.value(for: row, in: store).text.map { .integer($0.unicodeScalars.count) } ?? .null
        case .compare, .match, .both, .either, .not:
            holds(for: row, in: store).map { .flag($0) } ?? .null
        }
    }

    private static func mapped(_ value: CreatioValue, _ change: (String) -> String) -> CreatioValue {
        if case .text(let text) = value { .text(change(text)) } else { value }
    }

    private static func compare(
        _ comparison: Comparison, _ left: CreatioValue, _ right: CreatioValue, ignoringCase: Bool
    ) -> Bool? {
        if case .null = right { return nullTest(comparison, left) }
        if case .null = left { return nil }
        let order: Int
        switch (left, right) {
        case (.guid(let left), .guid(let right)): order = sign(left.text, right.text)
        case (.text(let left), .text(let right)):
            order = ignoringCase ? sign(left.lowercased(), right.lowercased()) : sign(left, right)
        case (.flag(let left), .flag(let right)): order = sign(left ? 1 : 0, right ? 1 : 0)
        case (.time(let left), .time(let right)): order = sign(left.ticks, right.ticks)
        case (.integer(let left), .integer(let right)): order = sign(left, right)
        default:
            guard let left = number(left), let right = number(right) else { return nil }
            order = sign(left, right)
        }
        switch comparison {
        case .eq: return order == 0
        case .ne: return order != 0
        case .gt: return order > 0
        case .ge: return order >= 0
        case .lt: return order < 0
        case .le: return order <= 0
        }
    }

    /// Compared with null, an empty text counts as nothing.
    private static func nullTest(_ comparison: Comparison, _ value: CreatioValue) -> Bool? {
        switch comparison {
        case .eq: value == .null || value == .text("")
        case .ne: !(value == .null || value == .text(""))
        case .gt, .ge, .lt, .le: nil
        }
    }

    private static func number(_ value: CreatioValue) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .decimal(let number): number
        case .null, .guid, .text, .flag, .time: nil
        }
    }

    private static func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
        left == right ? 0 : (left < right ? -1 : 1)
    }
}
