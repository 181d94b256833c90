/// A statement in PostgreSQL's notation: `$1` for the first `?`, `NULL` for one whose argument is nothing.
///
/// PostgreSQL has to know a type for each argument before it sees a value; nothing has none, while a `NULL` in the text
/// takes the type of its surroundings wherever it stands. A `?` inside quotes or a comment is left alone.
struct NumberedStatement {
    let text: String

    /// The number of `?` found.
    let placeholders: Int

    init(_ sql: SQL) {
        var text: [UInt8] = []
        text.reserveCapacity(sql.text.utf8.count + sql.arguments.count * 2)
        var found = 0
        var given = 0
        var reader = Reader(bytes: Array(sql.text.utf8))
        while let piece = reader.next() {
            guard case .placeholder = piece else {
                text += reader.bytes[reader.last]
                continue
            }
            let isNothing = found < sql.arguments.count && sql.arguments[found] == .null
            found += 1
            if isNothing {
                text += "NULL".utf8
            } else {
                given += 1
                text += "$\(given)".utf8
            }
        }
        self.text = String(decoding: text, as: UTF8.self)
        placeholders = found
    }

    /// Cuts a statement into placeholders and what stands between them.
    private struct Reader {
        enum Piece { case placeholder, other }

        let bytes: [UInt8]
        /// Where the piece that was read last stands.
        private(set) var last = 0..<0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func next() -> Piece? {
            let start = last.upperBound
            guard start < bytes.count else { return nil }
            var end = start + 1
            defer { last = start..<end }
            switch bytes[start] {
            case UInt8(ascii: "?"): return .placeholder
            case UInt8(ascii: "'"), UInt8(ascii: "\""): end = index(after: bytes[start], from: end)
            case UInt8(ascii: "-") where start + 1 < bytes.count && bytes[start + 1] == UInt8(ascii: "-"):
                end = index(after: UInt8(ascii: "\n"), from: end)
            default: break
            }
            return .other
        }

        private func index(after byte: UInt8, from start: Int) -> Int {
            (bytes[start...].firstIndex(of: byte) ?? bytes.count - 1) + 1
        }
    }
}
