/// An address of the web as a text names it, with or without a scheme.
///
/// Two links are compared by what a browser makes of them, not letter by letter: `harbor.example.evil.test` begins with
/// `harbor.example`, and `https://harbor.example@evil.test` names it, yet both lead elsewhere.
struct NamedLink: Hashable {
    /// In small letters; nil where none is written.
    let scheme: String?
    /// In small letters, without a dot at its end or `www.` before it; with the port where one is named.
    let host: String
    /// Without a slash at its end; empty for the whole site.
    let path: String
    /// What follows a question or number sign.
    let rest: String
    /// Whether something stands before the host and an `@`.
    let hasUser: Bool

    /// All links of a text. E-mail addresses are none.
    static func all(in text: String) -> [NamedLink] {
        // Browsers take these for dots (UTS #46).
        let text = text.replacing(/[。．｡]/, with: ".")
        var links = text.matches(of: withScheme).compactMap { NamedLink(scheme: $0.output.1, $0.output.2) }
        let plain = text.replacing(withScheme, with: " ").replacing(email, with: " ")
        links += plain.matches(of: withoutScheme).compactMap { NamedLink(scheme: nil, $0.output) }
        return links
    }

    private init?(scheme: Substring?, _ written: Substring) {
        let end = written.lastIndex { !Self.punctuation.contains($0) }
        guard let end else { return nil }
        let address = written[...end]
        // A browser reads a backslash as a slash.
        let authority = address.prefix { !"/\\?#".contains($0) }
        var site = authority.lowercased()[...]
        if let mark = site.lastIndex(of: "@") { site = site[site.index(after: mark)...] }
        hasUser = authority.contains("@")
        if site.hasPrefix("www.") { site = site.dropFirst(4) }
        while site.hasSuffix(".") { site = site.dropLast() }
        guard !site.isEmpty else { return nil }
        host = String(site)
        let after = address[authority.endIndex...]
        let way = after.prefix { !"?#".contains($0) }
        var path = String(way).replacing("\\", with: "/")
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
        rest = String(after[way.endIndex...])
        self.scheme = scheme?.lowercased()
    }

    /// Whether a reader who knows the published link expects to get to where this one leads: to the same place, or to a part of the
    /// way to it.
    func leads(whereLeads published: NamedLink) -> Bool {
        guard !hasUser, host == published.host else { return false }
        if let scheme, scheme != published.scheme, !["http", "https"].contains(scheme) { return false }
        if path == published.path { return rest.isEmpty || rest == published.rest }
        return rest.isEmpty && (path.isEmpty || published.path.hasPrefix(path + "/"))
    }

    private static let punctuation: Set<Character> = [
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "'", "\"", "<", ">", "”", "’", "»",
    ]

    private static var withScheme: Regex<(Substring, Substring, Substring)> {
        /([A-Za-z][A-Za-z0-9+.\-]*):[\/\\]{2,}(\S+)/
    }
    /// A name with a top-level domain of letters such as `example.com/a`, or four numbers.
    private static var withoutScheme: Regex<Substring> {
        /(?:[\p{L}\p{M}\p{N}\-]+\.)+(?:\p{L}{2,24}|xn--[A-Za-z0-9\-]+)(?::\d+)?(?:[\/\\?#]\S*)?|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:[\/\\?#]\S*)?/
    }
    private static var email: Regex<Substring> { /[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+/ }
}
