package import Casewire

/// The outside of a test: one carrier, one model, one Creatio.
package struct ScriptedConnections: Connections {
    let sms: ScriptedSMS
    let model: any LanguageModel
    let creatio: any CaseSystem

    package func carrier(for number: Number) async throws -> any SMSProvider { sms }
    package func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder { PlainWebhooks() }
    package func model(for settings: AgentSettings) async throws -> any LanguageModel { model }
    package func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem { creatio }
}

/// Webhooks whose signature is the word `genuine`.
struct PlainWebhooks: WebhookDecoder {
    struct Verifier: WebhookVerifier {
        func isGenuine(signature: String, url: String, body: [UInt8], contentType: String?) -> Bool {
            signature == "genuine"
        }
    }

    func verifier(secret: Secret) -> any WebhookVerifier { Verifier() }

    func inboundText(from form: FormBody) -> InboundText? {
        guard let id = form["MessageSid"], let from = form["From"], let to = form["To"] else { return nil }
        return InboundText(providerID: id, from: from, to: to, body: form["Body"] ?? "")
    }

    func receipt(from form: FormBody, query: FormBody) -> Receipt? {
        guard let id = form["MessageSid"], let status = form["MessageStatus"] else { return nil }
        return Receipt(
            providerID: id, messageID: query["message"], status: status, errorCode: form["ErrorCode"])
    }

    func account(in form: FormBody) -> String? { form["AccountSid"] }
    func words(forErrorCode code: String) -> String { "Code \(code)." }
}
