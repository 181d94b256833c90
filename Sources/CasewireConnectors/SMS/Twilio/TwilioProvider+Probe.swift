package import Casewire
import NIOHTTP1

extension TwilioProvider {
    /// Calls the webhook with the fields and the signature that Twilio's own calls have.
    package func call(_ probe: WebhookProbe) async -> WebhookProbe.Outcome {
        let number = probe.number
        let body = CarrierHTTP.form([
            ("AccountSid", number.account), ("ApiVersion", "2010-04-01"), ("Body", probe.text),
            ("From", number.phone.e164), ("MessageSid", probe.id), ("NumMedia", "0"),
            ("NumSegments", "1"), ("To", number.phone.e164),
        ])
        let signature = TwilioSignature(authToken: number.secret).sign(form: body, for: probe.address)
        let outcome = await CarrierHTTP(carrier: "This server", client: api.client, timeout: .seconds(15))
            .call(
                .POST, probe.address,
                headers: [
                    ("Content-Type", "application/x-www-form-urlencoded"), ("X-Twilio-Signature", signature),
                ], body: body)
        return outcome.asProbe(of: probe.address)
    }
}
