package import Casewire

/// Where a Creatio site and its identity service are, whatever way an operator spelled it.
package struct CreatioAddress: Sendable, Hashable {
    /// The site's root without a slash at the end, such as `https://acme.creatio.com`.
    package let site: String
    /// The identity service's root, likewise.
    package let identity: String

    /// Reads a site's address from any page of it, from its OData root, or from a bare host.
    ///
    /// Without a scheme it is `https`, for a host of this machine `http`. Without an identity address it is
    /// the cloud's: `-is` behind the first label of the host (Creatio Academy, "Authorize external requests
    /// using client credentials"), and the site itself for a bare machine name or an IP address.
    package init(site: String, identity: String? = nil) throws(CaseSystemFailure) {
        let parts = try AddressParts(site, of: "Creatio")
        self.site = parts.root
        if let identity, !identity.allSatisfy(\.isWhitespace) {
            self.identity = try AddressParts(identity, of: "the identity service").root
        } else {
            self.identity = parts.identityRoot
        }
    }

    /// The forms sign-in, at the site's root in both flavours.
    var signIn: String { site + "/ServiceModel/AuthService.svc/Login" }

    /// The OAuth token endpoint.
    var token: String { identity + "/connect/token" }

    /// A path below the OData root, such as `Case?$top=1`.
    func odata(_ path: String, _ flavour: CreatioFlavour) -> String {
        site + flavour.prefix + "/odata/" + path
    }

    /// A path of another service, such as `/ServiceModel/UserInfoService.svc/GetCurrentUserInfo`.
    func service(_ path: String, _ flavour: CreatioFlavour) -> String {
        site + flavour.prefix + path
    }
}

/// An address taken apart far enough to find the root of the application that it belongs to.
private struct AddressParts {
    let scheme: String
    let host: String
    let port: String
    let application: [Substring]

    /// First segments of the addresses that a Creatio site serves itself: what stands before them is its
    /// root.
    static let ownSegments: Set<String> = [
        "0", "odata", "login", "servicemodel", "nui", "shell", "dataservice", "rest", "api", "clientapp",
        "connect",
        "navigation", ".well-known", "ssp", "simplelogin",
    ]

    init(_ spelling: String, of whose: String) throws(CaseSystemFailure) {
        var rest = spelling.trimmed[...]
        var scheme: String?
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        }
        rest = rest.prefix { $0 != "?" && $0 != "#" }
        var segments = rest.split(separator: "/", omittingEmptySubsequences: false)
        var authority = segments.isEmpty ? "" : segments.removeFirst()
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }

        var host = authority.lowercased()[...]
        var port = ""
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            port = String(host[host.index(after: colon)...])
            host = host[..<colon]
        }
        while host.hasSuffix(".") { host.removeLast() }

        let allowed = host.allSatisfy { $0.isLetter || $0.isNumber || "-._[]:".contains($0) }
        let portFits = port.isEmpty || UInt16(port).map { $0 > 0 } == true
        guard !host.isEmpty, allowed, portFits, scheme == nil || scheme == "http" || scheme == "https" else {
            throw .signInRefused(
                reason: "“\(spelling.trimmed.prefix(100))” is not the address of \(whose): write it as "
                    + "https://yourcompany.creatio.com")
        }
        self.host = String(host)
        self.port = port
        self.scheme = scheme ?? (Self.isThisMachine(self.host) ? "http" : "https")

        var application = segments.prefix { !Self.ownSegments.contains($0.lowercased()) && !$0.isEmpty }
        // A page, such as index.html.
        if let last = application.last, last.contains(".") { application.removeLast() }
        self.application = Array(application)
    }

    var root: String { origin(host) + application.map { "/" + $0 }.joined() }

    /// Where the cloud puts the identity service of this site.
    var identityRoot: String {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = host.hasPrefix("[") || labels.allSatisfy { UInt8($0) != nil }
        guard let first = labels.first, labels.count > 1, !isAddress else { return root }
        if first.hasSuffix("-is") { return origin(host) }
        return origin(([first + "-is"] + labels.dropFirst()).joined(separator: "."))
    }

    private func origin(_ host: String) -> String {
        "\(scheme)://\(host)" + (port.isEmpty ? "" : ":\(port)")
    }

    private static func isThisMachine(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "[::1]"
    }
}
