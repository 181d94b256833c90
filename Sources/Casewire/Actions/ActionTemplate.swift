import Foundation

/// A request with places for what a call brings: `{{order}}` for an argument, `{{contact.phone}}`, `{{contact.verified}}`,
/// `{{session.ticket}}`.
///
/// A value is encoded for the place where it stands, so that it stays a value there. The host has no place: who writes cannot
/// choose who is asked.
package struct ActionTemplate: Sendable, Hashable, Codable {
    package enum Method: String, Sendable, Hashable, Codable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Whether asking twice is as asking once (RFC 9110, section 9.2.1).
        var isSafe: Bool { self == .get }
    }

    package let method: Method
    package let url: String
    /// Further parts of the query, by name.
    package let query: [String: String]
    package let headers: [String: String]
    /// JSON whose texts may have places.
    package let body: JSONValue?

    package init(
        method: Method, url: String, query: [String: String] = [:], headers: [String: String] = [:],
        body: JSONValue? = nil
    ) {
        self.method = method
        self.url = url
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// What a call knows beside its arguments.
    package static let given = ["contact.phone", "contact.verified", "session.ticket"]

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// The scheme, host and port, as far as the first `/`, `?` or the end.
    var origin: Substring {
        guard let scheme = url.range(of: "://") else { return url[...] }
        let end = url[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        return url[..<end]
    }

    /// The host's name, in small letters.
    package var host: String {
        (URL(string: String(origin))?.host() ?? "").lowercased()
    }

    var isSecure: Bool { url.lowercased().hasPrefix("https://") }
}

/// A text in parts: words as they are, and places by their names.
struct PlacedText: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case words(String)
        case place(String)
    }

    let parts: [Part]

    /// Nil where a brace is left open.
    init?(_ text: some StringProtocol) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let start = rest.range(of: "{{") {
            if start.lowerBound > rest.startIndex { parts.append(.words(String(rest[..<start.lowerBound]))) }
            guard let end = rest.range(of: "}}", range: start.upperBound..<rest.endIndex) else { return nil }
            parts.append(.place(rest[start.upperBound..<end.lowerBound].trimmingCharacters(in: .whitespaces)))
            rest = rest[end.upperBound...]
        }
        guard rest.range(of: "}}") == nil else { return nil }
        if !rest.isEmpty { parts.append(.words(String(rest))) }
        self.parts = parts
    }

    var places: [String] {
        parts.compactMap { if case .place(let name) = $0 { name } else { nil } }
    }
}
