extension FilterExpression {
    /// The rows that can satisfy the filter, found by the indexes; nil when all have to be read.
    package func candidates(in table: CreatioTable) -> Set<GUID>? {
        switch self {
        case .both(let left, let right):
            switch (left.candidates(in: table), right.candidates(in: table)) {
            case (let left?, let right?): return left.count <= right.count ? left : right
            case (let left?, nil): return left
            case (nil, let right?): return right
            case (nil, nil): return nil
            }
        case .either(let left, let right):
            guard let left = left.candidates(in: table), let right = right.candidates(in: table) else {
                return nil
            }
            return left.union(right)
        case .compare(let comparison, .path(let path), .literal(let value)) where path.steps.isEmpty:
            return Self.candidates(comparison, path.column, value, in: table)
        case .compare(let comparison, .literal(let value), .path(let path)) where path.steps.isEmpty:
            return Self.candidates(comparison.turned, path.column, value, in: table)
        case .match(.startswith, .path(let path), .literal(.text(let prefix))) where path.steps.isEmpty:
            return table.ids(withPrefix: prefix, in: path.column)
        case .literal, .path, .lowered, .uppered, .trimmed, .length, .compare, .match, .not: return nil
        }
    }

    private static func candidates(
        _ comparison: Comparison, _ column: Int, _ value: CreatioValue, in table: CreatioTable
    ) -> Set<GUID>? {
        switch (comparison, value) {
        case (.eq, .guid(let id)) where column == EntitySchema.Base.id: return table[id] == nil ? [] : [id]
        case (.eq, .guid), (.eq, .text):
            return table.isIndexed(column) ? table.ids(with: value, in: column) : nil
        case (.gt, .time(let time)), (.ge, .time(let time)):
            return column == EntitySchema.Base.modifiedOn ? table.ids(modifiedSince: time) : nil
        default: return nil
        }
    }
}

extension FilterExpression.Comparison {
    /// The same comparison with its sides exchanged.
    fileprivate var turned: FilterExpression.Comparison {
        switch self {
        case .eq, .ne: self
        case .gt: .lt
        case .ge: .le
        case .lt: .gt
        case .le: .ge
        }
    }
}
