import Foundation

/// Where files of texts may be fetched, and where the account's credentials may go.
struct MediaPlaces: Sendable {
    /// An address that may be asked.
    struct Place: Sendable, Hashable {
        let url: String
        let host: String
        /// Whether the account's credentials go along.
        let isHome: Bool
        /// Whether the host is asked wherever it is: it was given by an operator.
        let isGiven: Bool
    }

    /// Why an address must not be asked, in words that follow a colon.
    struct Refusal: Error, Hashable {
        let reason: String
    }

    /// Whose credentials go where: the API's own host.
    let home: URL?
    /// Whether `home` was given by an operator and stands for all the vendor's hosts; then there are no others.
    let isGiven: Bool
    /// Other hosts that keep files; one that begins with a dot stands for all below it. Nil for any.
    let hosts: [String]?

    /// - Parameters:
    ///   - apiURL: given by an operator, it stands for all the vendor's hosts.
    ///   - vendor: the API's address otherwise; nil where credentials are never asked for.
    init(apiURL: String?, vendor: String?, hosts: [String]?) {
        let given = apiURL.flatMap { $0.isEmpty ? nil : URL(string: $0) }
        isGiven = given != nil
        home = given ?? vendor.flatMap { URL(string: $0) }
        self.hosts = hosts
    }

    /// Looks at the address that the carrier's webhook named.
    func start(_ address: String) throws(Refusal) -> Place {
        guard let url = URL(string: address), let place = try self.place(url) else {
            throw Refusal(reason: "its address is none of the carrier's")
        }
        return place
    }

    /// Looks at where an answer leads.
    func next(_ location: String?, from place: Place) throws(Refusal) -> Place {
        guard let location, let url = URL(string: location, relativeTo: URL(string: place.url)) else {
            throw Refusal(reason: "the carrier sent the call on to no address")
        }
        // Where any host may be named, the signed webhook names it; an answer is not signed.
        guard hosts != nil || isGiven, let next = try self.place(url.absoluteURL) else {
            throw Refusal(reason: "the carrier sent the call on to another host")
        }
        return next
    }

    /// Nil where the host is none of the carrier's.
    private func place(_ url: URL) throws(Refusal) -> Place? {
        guard let scheme = url.scheme?.lowercased(), let host = url.host()?.lowercased(), !host.isEmpty,
            url.user() == nil, url.password() == nil
        else { throw Refusal(reason: "its address is none that can be called") }
        let isHome = home.map { Self.isSameOrigin($0, url) } ?? false
        if isHome {
            return Place(url: url.absoluteString, host: host, isHome: true, isGiven: isGiven)
        }
        guard !isGiven, hosts.map({ $0.contains { Self.matches(host, $0) } }) ?? true else { return nil }
        guard scheme == "https", url.port ?? 443 == 443 else {
            throw Refusal(reason: "its address is not a secure one")
        }
        return Place(url: url.absoluteString, host: host, isHome: false, isGiven: false)
    }

    private static func matches(_ host: String, _ pattern: String) -> Bool {
        pattern.hasPrefix(".") ? host.hasSuffix(pattern) : host == pattern
    }

    private static func isSameOrigin(_ one: URL, _ other: URL) -> Bool {
        func port(_ url: URL) -> Int { url.port ?? (url.scheme?.lowercased() == "http" ? 80 : 443) }
        return one.scheme?.lowercased() == other.scheme?.lowercased()
            && one.host()?.lowercased() == other.host()?.lowercased() && port(one) == port(other)
    }
}
