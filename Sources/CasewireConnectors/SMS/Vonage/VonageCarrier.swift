package import AsyncHTTPClient
package import Casewire

extension Number.ProviderKind {
    package static let vonage = Number.ProviderKind(rawValue: "vonage")
}

/// Vonage: texts out by the Messages API, texts in by it or by the older SMS API.
package struct VonageCarrier: Carrier {
    package init() {}

    package var description: CarrierDescription {
        CarrierDescription(
            kind: .vonage, name: "Vonage",
            fields: [
                .init("api_key", "API key", in: .account, isSecret: false),
                .init("api_secret", "API secret", in: .secret),
                .init("signature_secret", "Signature secret", in: .further),
                .init(
                    "signature_method", "Signature method of the SMS API: sha256 or sha512", in: .further,
                    isRequired: false, isSecret: false),
            ],
            limit: TextLimit(units: 1000),
            problems: { values in
                guard let method = values["signature_method"] else { return [] }
                return VonageSignature.Method(rawValue: method) == nil
                    ? [
                        "signature_method is “\(method)”; choose sha256 or sha512, and the same in Vonage's settings."
                    ]
                    : []
            })
    }

    package var webhooks: any WebhookDecoder { VonageWebhooks() }

    package func provider(for number: Number, client: HTTPClient) -> any SMSProvider {
        VonageProvider(
            apiKey: number.account, apiSecret: number.secret, apiURL: number.apiURL, client: client)
    }
}
