import Foundation

/// An endpoint of somebody's that is told what happens here.
package struct Webhook: Sendable, Hashable {
    package typealias ID = Identifier<Webhook>

    package let id: ID
    package let url: String
    /// `whsec_` and Base64 of the key that signs (Standard Webhooks, "Signature scheme").
    package let secret: Secret
    package let events: [WebhookEvent]
    /// Whether it is told what was written.
    package let includesText: Bool
    /// Whether its host may be on this machine or in the network around it.
    package let allowsPrivateHost: Bool
    package let isEnabled: Bool

    /// Each costs a row and a call an event.
    package static let most = 20
    /// For the whole of an answer.
    static let timeout = Duration.seconds(10)
    private static let longestURL = 2000

    package static func makeSecret(_ random: any RandomSource) -> Secret {
        Secret("whsec_" + Data(random.bytes(32)).base64EncodedString())
    }

    /// The host, as people know the endpoint.
    package var host: String { Self.host(url) }

    static func host(_ url: String) -> String { URL(string: url)?.host() ?? url }

    /// What is wrong with it, in words; empty where nothing is.
    var problems: [String] {
        var problems: [String] = []
        if events.isEmpty { problems.append("Choose at least one event.") }
        guard url.utf8.count <= Self.longestURL, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URL(string: url), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host(), !host.isEmpty
        else { return problems + ["The URL begins with https:// and a host."] }
        if parts.user() != nil || parts.password() != nil {
            problems.append("The URL holds no user and no password: what is told is signed instead.")
        }
        if url.contains("#") { problems.append("The URL has no part after “#”: it would not be sent.") }
        if scheme == "http" && !allowsPrivateHost {
            problems.append("The URL begins with https://; http:// is for a private host that is allowed.")
        }
        return problems
    }

    /// The call that tells of something, signed for this moment.
    ///
    /// - Parameter delivery: the same however often it is tried, so that the endpoint knows what it has.
    func request(_ body: [UInt8], delivery: WebhookDelivery.ID, at now: Timestamp) -> ActionRequest {
        let seconds = "\(now.milliseconds / 1000)"
        let signature = WebhookSignature.make(
            id: delivery.rawValue, timestamp: seconds, body: body, secret: secret)
        let headers = [
            ("Content-Type", "application/json"), ("webhook-id", delivery.rawValue),
            ("webhook-timestamp", seconds), ("webhook-signature", signature),
        ]
        return ActionRequest(
            method: "POST", url: url, host: host,
            headers: headers.map { .init(name: $0.0, value: $0.1, isSecret: false) }, body: body,
            allowsPrivateHost: allowsPrivateHost, timeout: Self.timeout, takesAnyType: true)
    }
}

extension Edge {
    /// One endpoint: they fail one by one.
    package static func webhook(_ id: Webhook.ID) -> Edge { Edge(rawValue: "webhook/\(id.rawValue)") }
}
