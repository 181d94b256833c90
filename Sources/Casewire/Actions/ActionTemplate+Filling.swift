extension ActionTemplate {
    /// A value that cannot stand where the template has it.
    struct Unfit: Error, Hashable {
        let words: String
    }

    /// The request with each value in its place, without the secret.
    ///
    /// - Parameter values: the arguments and what is given, by their places' names; what is absent is left out.
    func filled(with values: [String: JSONValue]) throws(Unfit) -> (
        url: String, headers: [(String, String)], body: [UInt8]?
    ) {
        let pieces = address
        var path = ""
        for (place, segment) in pieces.path.split(separator: "/", omittingEmptySubsequences: false)
            .enumerated()
        {
            if place > 0 { path += "/" }
            path += try Self.segment(segment, values)
        }
        var questions: [String] = []
        for pair in pieces.query.split(separator: "&") {
            if let written = Self.written(pair, values) { questions.append(written) }
        }
        for (name, value) in query.sorted(by: { $0.key < $1.key }) {
            if let written = Self.escaped(value, values) {
                questions.append("\(Self.percent(name))=\(written)")
            }
        }
        var lines: [(String, String)] = []
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
            if let line = try Self.line(value, values, header: name) { lines.append((name, line)) }
        }
        let json = body.flatMap { Self.json($0, values) }
        let search = questions.isEmpty ? "" : "?" + questions.joined(separator: "&")
        return (origin + path + search, lines, json?.bytes)
    }

    /// One part of a path: a value in it cannot end it, be empty, or lead upwards.
    private static func segment(_ text: Substring, _ values: [String: JSONValue]) throws(Unfit) -> String {
        guard let placed = PlacedText(text), !placed.places.isEmpty else { return String(text) }
        var plain = ""
        var written = ""
        for part in placed.parts {
            switch part {
            case .words(let words):
                plain += words
                written += words
            case .place(let name):
                let value = values[name]?.plain ?? ""
                guard !value.isEmpty else {
                    throw Unfit(words: "“\(name)” is empty, and cannot stand in the path.")
                }
                plain += value
                written += percent(value)
            }
        }
        guard plain != ".", plain != ".." else { throw Unfit(words: "“\(plain)” cannot stand in the path.") }
        return written
    }

    /// A text of a query; nil where a place in it has no value.
    private static func escaped(_ text: String, _ values: [String: JSONValue]) -> String? {
        join(text, values) {
            percent($0)
        } words: {
            percent($0)
        }
    }

    /// A part of a query that was written as it is sent.
    private static func written(_ text: Substring, _ values: [String: JSONValue]) -> String? {
        join(String(text), values) {
            percent($0)
        } words: {
            $0
        }
    }

    private static func join(
        _ text: String, _ values: [String: JSONValue], value: (String) -> String, words: (String) -> String
    ) -> String? {
        var result = ""
        for part in PlacedText(text)?.parts ?? [] {
            switch part {
            case .words(let plain): result += words(plain)
            case .place(let name):
                guard let given = values[name] else { return nil }
                result += value(given.plain)
            }
        }
        return result
    }

    /// A header's value: printable ASCII, since a line's end would begin another header (RFC 9110, section 5.5).
    private static func line(
        _ text: String, _ values: [String: JSONValue], header: String
    ) throws(Unfit) -> String? {
        guard let line = join(text, values, value: { $0 }, words: { $0 }) else { return nil }
        guard line.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Unfit(words: "A value has characters that cannot stand in the header \(header).")
        }
        return line
    }

    /// A body with its places filled; nil for a value that is absent.
    private static func json(_ template: JSONValue, _ values: [String: JSONValue]) -> JSONValue? {
        switch template {
        case .text(let text):
            // A place alone keeps the kind of its value.
            if let placed = PlacedText(text), placed.parts.count == 1, let name = placed.places.first {
                return values[name]
            }
            return join(text, values, value: { $0 }, words: { $0 }).map { .text($0) }
        case .list(let items): return .list(items.compactMap { json($0, values) })
        case .object(let entries): return .object(entries.compactMapValues { json($0, values) })
        case .null, .flag, .integer, .number: return template
        }
    }

    /// All but unreserved characters as `%XX` (RFC 3986, section 2.3).
    private static func percent(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if isLetterOrDigit(byte) || "-._~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }
}
