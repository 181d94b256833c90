import Foundation

extension ActionTemplate {
    /// What is wrong with it, in words; empty where nothing is.
    func problems(schema: ActionSchema, allowsPrivateHost: Bool) -> [String] {
        addressProblems(schema, allowsPrivateHost: allowsPrivateHost)
            + query.sorted { $0.key < $1.key }.flatMap { name, value in
                name.isEmpty || name.contains("{{")
                    ? ["A name in the query is a plain word."] : placeProblems(value, in: "the query", schema)
            } + headerProblems(schema) + bodyProblems(schema)
    }

    private func addressProblems(_ schema: ActionSchema, allowsPrivateHost: Bool) -> [String] {
        if origin.contains("{{") || origin.contains("}}") {
            return ["The host is a part of the template: nothing may be put into it."]
        }
        guard let parts = URL(string: String(origin)), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host(), !host.isEmpty
        else { return ["The URL begins with https:// and a host."] }
        guard parts.user() == nil, parts.password() == nil else {
            return ["The URL holds no user and no password; use the secret header."]
        }
        guard !url.contains("#") else { return ["The URL has no part after “#”: it would not be sent."] }
        if scheme == "http" && !allowsPrivateHost {
            return ["The URL begins with https://; http:// is for a private host that is allowed."]
        }
        let pieces = address
        let problems =
            placeProblems(pieces.path, in: "the path", schema)
            + placeProblems(pieces.query, in: "the query", schema)
        guard problems.isEmpty else { return problems }
        if pieces.path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) {
            return ["The path has a part that leads elsewhere."]
        }
        if !Self.isWritten(pieces.path, allowing: "/") || !Self.isWritten(pieces.query, allowing: "=&?/") {
            return ["The URL has a character that must be written as %XX."]
        }
        let optional = (PlacedText(pieces.path)?.places ?? []).first {
            !schema.required.contains($0) && !Self.given.contains($0)
        }
        return optional.map { ["“\($0)” stands in the path, so it must be required."] } ?? []
    }

    /// The path and the query of the URL, as they were written.
    var address: (path: Substring, query: Substring) {
        let rest = url[origin.endIndex...]
        let mark = rest.firstIndex(of: "?") ?? rest.endIndex
        return (rest[..<mark], mark < rest.endIndex ? rest[rest.index(after: mark)...] : "")
    }

    /// Whether the words between the places are such as an address has (RFC 3986, section 3.3).
    private static func isWritten(_ text: Substring, allowing more: String) -> Bool {
        guard let parts = PlacedText(text)?.parts else { return false }
        return parts.allSatisfy { part in
            guard case .words(let words) = part else { return true }
            return words.utf8.allSatisfy { byte in
                isLetterOrDigit(byte) || "-._~!$'()*+,;:@%".utf8.contains(byte) || more.utf8.contains(byte)
            }
        }
    }

    private func placeProblems(_ text: some StringProtocol, in place: String, _ schema: ActionSchema)
        -> [String]
    {
        guard let placed = PlacedText(text) else { return ["In \(place) a “{{” or “}}” stands alone."] }
        return placed.places.filter { !schema.names.contains($0) && !Self.given.contains($0) }.map {
            "“{{\($0)}}” in \(place) is no parameter, and none of \(Self.given.joined(separator: ", "))."
        }
    }

    private func headerProblems(_ schema: ActionSchema) -> [String] {
        headers.sorted { $0.key < $1.key }.flatMap { name, value in
            Self.nameProblem(ofHeader: name).map { [$0] } ?? placeProblems(value, in: "a header", schema)
        }
    }

    /// Why a header cannot be set; nil where it can.
    static func nameProblem(ofHeader name: String) -> String? {
        guard !name.isEmpty, name.utf8.count <= 100,
            name.utf8.allSatisfy({ isLetterOrDigit($0) || "-_".utf8.contains($0) })
        else { return "A header's name has letters, digits and - alone." }
        return ownHeaders.contains(name.lowercased()) ? "The header \(name) is set by itself." : nil
    }

    private static let ownHeaders: Set<String> = [
        "host", "content-length", "content-type", "transfer-encoding", "connection", "upgrade", "te",
        "trailer",
        "expect", "idempotency-key", "user-agent",
    ]

    private func bodyProblems(_ schema: ActionSchema) -> [String] {
        guard let body else { return [] }
        guard method != .get else { return ["A GET has no body."] }
        return bodyProblems(body, schema)
    }

    private func bodyProblems(_ json: JSONValue, _ schema: ActionSchema) -> [String] {
        switch json {
        case .text(let text): placeProblems(text, in: "the body", schema)
        case .list(let values): values.flatMap { bodyProblems($0, schema) }
        case .object(let values):
            values.sorted { $0.key < $1.key }.flatMap { name, value in
                name.contains("{{") ? ["A name in the body is a plain word."] : bodyProblems(value, schema)
            }
        case .null, .flag, .integer, .number: []
        }
    }
}
