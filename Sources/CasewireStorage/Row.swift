/// One row that a statement gave.
///
/// A column is read by name as the type that is asked for: `let text: String = try row["text"]`; one that can be `NULL`
/// as an optional. Names are compared exactly. Rows of one answer share their names.
package struct Row: Sendable {
    let columns: [String]
    let values: [SQLValue]

    /// Reads a column; throws `RowError` if there is no such column or its value isn't a `Value`.
    package subscript<Value: SQLValueConvertible>(column: String) -> Value {
        get throws {
            // Rows have a dozen columns with short names: comparing them in turn is quicker than hashing one.
            guard let index = columns.firstIndex(of: column) else {
                throw RowError.noSuchColumn(column, available: columns)
            }
            guard let value = Value(sqlValue: values[index]) else {
                throw RowError.wrongType(column: column, expected: "\(Value.self)", found: values[index].kind)
            }
            return value
        }
    }
}

/// A row that isn't what the program takes it for: a mistake in a query or in its reading, or a changed schema.
///
/// It names the column and the kinds, never the value.
package enum RowError: Error, Hashable {
    case noSuchColumn(String, available: [String])
    case wrongType(column: String, expected: String, found: String)
}

extension RowError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noSuchColumn(let column, let available):
            "The row has no column \(column); it has \(available.joined(separator: ", "))."
        case .wrongType(let column, let expected, let found):
            "The column \(column) holds \(found), which can't be read as \(expected)."
        }
    }
}
