/// One statement with its arguments, written as a string literal.
///
/// An interpolated value is always an argument, never part of the text, so no value can change what a statement does:
/// `"SELECT * FROM message WHERE id = \(id)"`. `\(list: ids)` gives one argument for each element, as in
/// `IN (\(list: ids))`; another `SQL` is spliced in with its arguments. Only `\(raw:)` puts a string into the text: it is
/// for the words of `Dialect` and for names that are constants of the program, never for anything that was received.
package struct SQL: Sendable, Hashable {
    /// The statement, with `?` where an argument stands.
    package private(set) var text: String

    /// The arguments in the order of their `?`, free of U+0000 (see `SQLValue.storable`).
    package private(set) var arguments: [SQLValue]

    /// Whether the text is one of few, so that a prepared statement is worth keeping.
    private(set) var isReusable = true

    /// A list up to this long keeps its statement prepared; one longer is prepared each time, so that lists of every
    /// length don't fill the memory of a connection.
    private static let longestReusableList = 16

    /// Makes a statement without arguments from text, as migrations have them.
    package init(raw text: String) {
        self.text = text
        arguments = []
    }

    package mutating func append(_ other: SQL) {
        text += other.text
        arguments += other.arguments
        isReusable = isReusable && other.isReusable
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    package static func += (left: inout SQL, right: SQL) {
        left.append(right)
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self.init(raw: text)
    }

    package init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(raw: "")

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
            sql.arguments.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            sql.text += literal
        }

        package mutating func appendInterpolation(_ value: some SQLValueConvertible) {
            sql.text += "?"
            sql.arguments.append(value.sqlValue.storable)
        }

        /// Puts an argument that may be `NULL`; told apart because the compiler takes an optional elsewhere for a slip.
        package mutating func appendInterpolation<Value: SQLValueConvertible>(_ value: Value?) {
            sql.text += "?"
            sql.arguments.append(value.sqlValue.storable)
        }

        /// Puts one argument for each value, separated by commas.
        ///
        /// No values give `NULL`: `IN (NULL)` finds nothing, but so does `NOT IN (NULL)`, so that one needs its own guard.
        package mutating func appendInterpolation(list values: some Collection<some SQLValueConvertible>) {
            guard !values.isEmpty else {
                sql.text += "NULL"
                return
            }
            sql.text += "?"
            for _ in 1..<values.count { sql.text += ", ?" }
            for value in values { sql.arguments.append(value.sqlValue.storable) }
            if values.count > SQL.longestReusableList { sql.isReusable = false }
        }

        package mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }

        package mutating func appendInterpolation(raw text: String) {
            sql.text += text
        }
    }
}
