import Casewire

/// What a signed-in request carries to be let in.
struct CreatioPass: Sendable {
    /// How the site knows us.
    enum Proof: Sendable, Hashable {
        case bearer(Secret)
        case cookies(CreatioCookies)
    }

    var proof: Proof
    /// Counts the sign-ins, so that a refused pass is told from the one that replaced it.
    let generation: Int
    /// When to get a new one, before the site stops taking this; nil where only the site knows.
    let renewAt: Timestamp?

    /// With a token nothing else is sent; with cookies the CSRF token that one of them holds, and the header
    /// that makes OData use the session (Creatio Academy, "AuthService.svc", "OData 4").
    var headers: [(name: String, value: String)] {
        switch proof {
        case .bearer(let token): return [("Authorization", "Bearer \(token.value)")]
        case .cookies(let cookies):
            var headers = [("Cookie", cookies.header), ("ForceUseSession", "true")]
            if let token = cookies["BPMCSRF"] { headers.append(("BPMCSRF", token)) }
            return headers
        }
    }
}

/// The cookies of a session, byte for byte: their values hold `/`, `+` and `=`, and are not to be decoded.
struct CreatioCookies: Sendable, Hashable, CustomStringConvertible {
    private var values: [(name: String, value: Secret)] = []

    init() {}

    var isEmpty: Bool { values.isEmpty }

    var header: String { values.map { "\($0.name)=\($0.value.value)" }.joined(separator: "; ") }

    var description: String { values.map { "\($0.name)=•••" }.joined(separator: "; ") }

    subscript(name: String) -> String? { values.first { $0.name == name }?.value.value }

    /// Takes over what `Set-Cookie` lines say; an empty value ends a cookie.
    mutating func take(_ lines: [String]) {
        for line in lines {
            let pair = line.prefix { $0 != ";" }
            guard let mark = pair.firstIndex(of: "=") else { continue }
            let name = pair[..<mark].trimmed
            let value = pair[pair.index(after: mark)...].trimmed
            guard !name.isEmpty else { continue }
            if value.isEmpty {
                values.removeAll { $0.name == name }
            } else if let index = values.firstIndex(where: { $0.name == name }) {
                values[index].value = Secret(value)
            } else {
                values.append((name, Secret(value)))
            }
        }
    }

    static func == (one: CreatioCookies, other: CreatioCookies) -> Bool { one.header == other.header }

    func hash(into hasher: inout Hasher) { hasher.combine(header) }
}
