package import AsyncHTTPClient
package import Casewire

/// Twilio (Programmable Messaging, API version 2010-04-01).
package struct TwilioCarrier: Carrier {
    package init() {}

    package var description: CarrierDescription {
        CarrierDescription(
            kind: .twilio, name: "Twilio",
            fields: [
                .init("account_sid", "Account SID", in: .account, isSecret: false),
                .init("auth_token", "Auth token", in: .secret),
            ],
            limit: .usual, listsTexts: true, sendsFiles: true)
    }

    package var webhooks: any WebhookDecoder { TwilioWebhooks() }

    package func provider(for number: Number, client: HTTPClient) -> any SMSProvider {
        TwilioProvider(
            accountSID: number.account, authToken: number.secret, apiURL: number.apiURL, client: client)
    }
}
