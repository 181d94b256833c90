/// One value as a database keeps it: nothing, a whole number, text, or bytes.
///
/// There is no floating-point case. The columns of the schema are `TEXT`, `BIGINT` and bytes, so that both engines
/// give back exactly what was stored; a query that computes a fraction casts it.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    /// The kind of value in a word, for messages that must not show the value itself.
    var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "an integer"
        case .text: "text"
        case .blob: "bytes"
        }
    }

    /// The value as every engine can store it: U+0000 in text becomes U+FFFD.
    ///
    /// PostgreSQL refuses U+0000 in text and SQLite's functions stop at it, so the usual replacement character stands
    /// for it on both, and a customer's text that holds one is kept. Equal arguments stay equal.
    var storable: SQLValue {
        guard case .text(let text) = self, text.utf8.contains(0) else { return self }
        return .text(
            String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })))
    }
}
