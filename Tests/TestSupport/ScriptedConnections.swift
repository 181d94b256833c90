package import Casewire

/// The outside of a test: one carrier, one model, one Creatio.
package struct ScriptedConnections: Connections {
    let sms: ScriptedSMS
    let model: any LanguageModel
    let creatio: any CaseSystem
    let website: any PageSource
    package let actions: any ActionCaller

    package init(
        sms: ScriptedSMS, model: any LanguageModel, creatio: any CaseSystem,
        website: any PageSource = NoPages(), actions: any ActionCaller = ScriptedActions()
    ) {
        self.sms = sms
        self.model = model
        self.creatio = creatio
        self.website = website
        self.actions = actions
    }

    package var carriers: [CarrierDescription] {
        [
            CarrierDescription(
                kind: .twilio, name: "Twilio", fields: [], limit: .usual, listsTexts: true, sendsFiles: true)
        ]
    }
    package func carrier(for number: Number) async throws -> any SMSProvider { sms }
    package func webhooks(of provider: Number.ProviderKind) -> any WebhookDecoder { PlainWebhooks() }
    package func model(for settings: AgentSettings) async throws -> any LanguageModel { model }
    package func caseSystem(for settings: CreatioSettings) async throws -> any CaseSystem { creatio }
    package func pages(of host: String) -> any PageSource { website }
}

/// Webhooks of a carrier much like Twilio, whose signature is the word `genuine`.
package struct PlainWebhooks: WebhookDecoder {
    package init() {}

    package var methods: Set<String> { ["POST"] }

    package func isGenuine(_ call: WebhookCall, for number: Number) -> Bool {
        call.header("X-Twilio-Signature") == "genuine"
    }

    package func read(_ call: WebhookCall) throws(UnreadableWebhook) -> WebhookContent {
        let form = FormBody(decoding: call.body)
        guard let id = form["MessageSid"], let from = form["From"] else {
            throw UnreadableWebhook("MessageSid or From is missing.")
        }
        if let status = form["MessageStatus"] {
            let receipt = Receipt(
                providerID: id, messageID: call.query["message"], status: status, errorCode: form["ErrorCode"]
            )
            return WebhookContent(number: from, event: .receipt(receipt))
        }
        guard let to = form["To"] else { throw UnreadableWebhook("To is missing.") }
        return WebhookContent(
            number: to,
            event: .text(InboundText(providerID: id, from: from, to: to, body: form["Body"] ?? "")))
    }

    package func answer(to event: WebhookContent.Event) -> WebhookAnswer {
        if case .receipt = event { return WebhookAnswer() }
        return WebhookAnswer(contentType: "text/xml; charset=utf-8", body: "<Response/>")
    }

    package func words(forErrorCode code: String) -> String { "Code \(code)." }
    package func meansOptOut(errorCode code: String) -> Bool { code == "21610" }

    package func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool {
        ["STOP", "CANCEL", "START", "YES", "HELP"].contains(body.uppercased()) && sender == .longCode
    }
}
