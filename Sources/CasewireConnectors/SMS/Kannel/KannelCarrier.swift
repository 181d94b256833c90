package import AsyncHTTPClient
package import Casewire

extension Number.ProviderKind {
    package static let kannel = Number.ProviderKind(rawValue: "kannel")
}

/// Kannel, the free gateway to SMPP carriers and modems (Kannel 1.4.5 User's Guide).
package struct KannelCarrier: Carrier {
    /// Shorter keys could be guessed: they are all that shows who calls.
    static let shortestKey = 16

    package init() {}

    package var description: CarrierDescription {
        CarrierDescription(
            kind: .kannel, name: "Kannel",
            fields: [
                .init("username", "User of sendsms", in: .account, isSecret: false),
                .init("password", "Password of sendsms", in: .secret),
                .init("key", "Key in the address that Kannel calls", in: .further),
            ],
            // `max-messages` of the sendsms user; with Kannel's own default of one, long texts are cut off.
            needsAPIURL: true, limit: TextLimit(units: 1530, segments: 10),
            problems: { values in
                let key = values["key"] ?? ""
                let isPlain = key.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
                return key.utf8.count >= Self.shortestKey && isPlain && key != "status"
                    ? []
                    : ["key must have at least \(Self.shortestKey) letters, digits, hyphens or underscores."]
            })
    }

    package var webhooks: any WebhookDecoder { KannelWebhooks() }

    package func provider(for number: Number, client: HTTPClient) -> any SMSProvider {
        KannelProvider(
            username: number.account, password: number.secret, apiURL: number.apiURL ?? "", client: client)
    }
}
