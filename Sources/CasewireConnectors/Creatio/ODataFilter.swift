import Casewire

/// A `RowFilter` as OData writes it.
enum ODataFilter: Sendable, Hashable {
    /// Every row: no filter at all.
    case everything
    /// No row: there is nothing to ask.
    case nothing
    /// A condition, not yet percent-encoded.
    case condition(String)

    /// Throws `rejected` where a name or an id is none.
    init(_ filter: RowFilter?) throws(CaseSystemFailure) {
        switch filter {
        case nil: self = .everything
        case .equal(let path, let value):
            self = .condition("\(try ODataLiteral.path(path)) eq \(try ODataLiteral.of(value))")
        case .notEqual(let path, let value):
            self = .condition("\(try ODataLiteral.path(path)) ne \(try ODataLiteral.of(value))")
        case .after(let path, let moment):
            self = .condition("\(try ODataLiteral.path(path)) gt \(CreatioMoment.text(moment))")
        case .startsWith(let path, let text):
            self = .condition("startswith(\(try ODataLiteral.path(path)),\(ODataLiteral.text(text)))")
        case .contains(let path, let text):
            self = .condition("contains(\(try ODataLiteral.path(path)),\(ODataLiteral.text(text)))")
        case .all(let filters):
            self = try Self.joined(filters, by: "and", neutral: .everything, decisive: .nothing)
        case .any(let filters):
            self = try Self.joined(filters, by: "or", neutral: .nothing, decisive: .everything)
        }
    }

    private static func joined(
        _ filters: [RowFilter], by word: String, neutral: ODataFilter, decisive: ODataFilter
    ) throws(CaseSystemFailure) -> ODataFilter {
        var conditions: [String] = []
        for filter in filters {
            let part = try ODataFilter(filter)
            if part == decisive { return decisive }
            if case .condition(let condition) = part { conditions.append(condition) }
        }
        switch conditions.count {
        case 0: return neutral
        case 1: return .condition(conditions[0])
        default: return .condition("(" + conditions.joined(separator: " \(word) ") + ")")
        }
    }
}
