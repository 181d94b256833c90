import FoundationEssentials

/// A URL that Twilio calls, with the connection overrides of its fragment (Twilio: "Webhooks: connection
/// overrides").
package struct WebhookAddress: Sendable, Equatable {
    /// What of a failed call is tried again.
    package enum Retried: String, Sendable, CaseIterable {
        case clientErrors = "4xx"
        case serverErrors = "5xx"
        case connect = "ct"
        case read = "rt"
        case all
    }

    /// The URL that is called and signed: no fragment, no user name or password.
    package let url: String
    /// `Basic …` from the URL's user name and password.
    package let authorization: String?
    /// Milliseconds for the TCP connection, 100–10,000 (`ct`).
    package let connectMilliseconds: Int
    /// Milliseconds to the first byte and between packets, 100–15,000 (`rt`).
    package let readMilliseconds: Int
    /// Milliseconds for all tries together, 100–15,000 (`tt`).
    package let totalMilliseconds: Int
    /// How often a failed call is repeated, 0–5 (`rc`).
    package let retries: Int
    package let retried: Set<Retried>

    /// Nil when the text is no absolute http or https URL.
    package init?(_ text: String) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = parts.first,
            let scheme = ["http://", "https://"].first(where: base.lowercased().hasPrefix)
        else { return nil }
        let rest = base.dropFirst(scheme.count)
        let authorityEnd = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard !host.isEmpty, !host.hasPrefix(":"), !base.contains(where: { $0.isWhitespace }),
            base.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        url = String(base.prefix(scheme.count) + host + rest[authorityEnd...])
        if authority.count > host.count {
            let user = authority.dropLast(host.count + 1)
            authorization = "Basic " + Data(FormFields.percentDecoded(user).utf8).base64EncodedString()
        } else {
            authorization = nil
        }

        let overrides = FormFields(decoding: parts.count > 1 ? parts[1] : "")
        func number(_ name: String, _ range: ClosedRange<Int>, otherwise: Int) -> Int {
            guard let value = overrides[name].flatMap({ Int($0) }), range.contains(value) else {
                return otherwise
            }
            return value
        }
        connectMilliseconds = number("ct", 100...10_000, otherwise: 5000)
        readMilliseconds = number("rt", 100...15_000, otherwise: 15_000)
        totalMilliseconds = number("tt", 100...15_000, otherwise: 15_000)
        retries = number("rc", 0...5, otherwise: 1)
        let named = (overrides["rp"] ?? "").split(separator: ",").compactMap { Retried(rawValue: String($0)) }
        retried = named.isEmpty ? [.connect] : Set(named)
    }

    /// Whether a failure of this kind is tried again.
    package func retries(_ failure: Retried) -> Bool {
        retried.contains(.all) || retried.contains(failure)
    }

    /// The host without port.
    package var host: String {
        let authority = url.drop { $0 != "/" }.dropFirst(2).prefix { !"/?".contains($0) }
        return String(authority.prefix { $0 != ":" })
    }
}

extension WebhookAddress {
    /// The path without query.
    package var path: String {
        let afterScheme = url.drop { $0 != ":" }.dropFirst(3)
        let path = afterScheme.drop { !"/?".contains($0) }.prefix { $0 != "?" }
        return path.isEmpty ? "/" : String(path)
    }
}
