import Casewire

/// The address, below the OData root, that answers a `RowQuery`.
enum ODataQuery {
    /// Nil where the filter matches nothing, so that there is nothing to ask. Throws `rejected` for names
    /// that are none.
    static func path(for query: RowQuery) throws(CaseSystemFailure) -> String? {
        guard query.object.isColumnName else {
            throw .rejected(reason: "“\(query.object.quotable)” is not an object's name")
        }
        var options: [String] = []
        switch try ODataFilter(query.filter) {
        case .nothing: return nil
        case .everything: break
        case .condition(let condition): options.append("$filter=" + condition.percentEncoded)
        }
        var columns: [String] = []
        for column in query.columns { columns.append(try ODataLiteral.path(column)) }
        if !columns.isEmpty { options.append("$select=" + columns.joined(separator: ",")) }
        if let order = query.order { options.append("$orderby=\(try ODataLiteral.path(order))%20asc") }
        options.append("$top=\(min(max(query.limit, 1), CreatioLimits.rows))")
        return query.object + "?" + options.joined(separator: "&")
    }

    /// The address of one row.
    static func path(of object: String, _ id: String) throws(CaseSystemFailure) -> String {
        guard object.isColumnName else {
            throw .rejected(reason: "“\(object.quotable)” is not an object's name")
        }
        return "\(object)(\(try ODataLiteral.id(id)))"
    }
}
