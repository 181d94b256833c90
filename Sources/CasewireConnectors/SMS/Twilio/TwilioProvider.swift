package import AsyncHTTPClient
package import Casewire

/// Twilio as a carrier of texts (Twilio: "Programmable Messaging", API version 2010-04-01).
package struct TwilioProvider: SMSProvider {
    let api: TwilioAPI

    /// Seconds that a text may wait in Twilio's queue (1 to 36,000): an answer is of no use hours later.
    static let validitySeconds = 3600
    /// One message is some 2 kB.
    static let largestMessageBytes = 256 * 1024

    /// - Parameters:
    ///   - apiURL: stands for all of Twilio's hosts; nil for its own.
    ///   - client: must not follow redirects.
    ///   - timeout: for a whole call. Twilio may take up to some 26 s and still have taken the text.
    package init(
        accountSID: String, authToken: Secret, apiURL: String? = nil, client: HTTPClient,
        timeout: Duration = .seconds(30)
    ) {
        api = TwilioAPI(
            accountSID: accountSID, authToken: authToken, apiURL: apiURL, client: client, timeout: timeout)
    }

    package func send(_ text: OutboundText) async throws(SendFailure) -> AcceptedText {
        var form: TwilioAPI.Fields = [
            ("To", text.to.e164), ("From", text.from.e164), ("Body", text.body),
            ("StatusCallback", text.receiptURL + Self.overrides),
            ("ValidityPeriod", "\(Self.validitySeconds)"),
        ]
        for file in text.files { form.append(("MediaUrl", file)) }
        let outcome = await api.post(
            api.accountPath("Messages.json"), form, largestAnswerBytes: Self.largestMessageBytes)
        switch outcome {
        case .answered(let answer): return try Self.accepted(answer)
        case .notSent(let reason): throw .notTaken(reason: reason, retryAfter: nil)
        case .lost(let reason): throw .unknown(reason: reason)
        case .badAddress(let reason): throw .refused(code: nil, reason: reason)
        }
    }

    /// What an answer says about the text that was handed over. There is no key against doubles, so all that does not
    /// surely mean "not taken" is unknown.
    static func accepted(_ answer: CarrierAnswer) throws(SendFailure) -> AcceptedText {
        switch answer.status {
        case 200..<300:
            guard let message = TwilioMessage(answer.body) else {
                throw .unknown(reason: "Twilio's answer could not be read.")
            }
            if message.status == "failed" {
                let code = message.errorCode.map(String.init)
                throw .refused(code: code, reason: TwilioErrorText.words(for: code ?? "30008"))
            }
            return AcceptedText(providerID: message.sid, segments: message.segments)
        case 300..<400:
            throw .refused(
                code: nil, reason: "The API address leads elsewhere. Enter the address that it leads to.")
        case 408: throw .unknown(reason: "Twilio did not get the whole call in time.")
        case 400..<500: throw refusal(answer)
        default:
            throw .unknown(reason: "Twilio had an error (HTTP \(answer.status)); it may have taken the text.")
        }
    }

    private static func refusal(_ answer: CarrierAnswer) -> SendFailure {
        let problem = TwilioProblem(answer.body)
        let code = problem.map { "\($0.code)" }
        let words =
            code.map { TwilioErrorText.words(for: $0, message: problem?.message) }
            ?? "Twilio refused the text (HTTP \(answer.status)). Check the account's SID, its token and the API address."
        guard answer.status == 429 || code == "20429" || code == "21611" else {
            return .refused(code: code, reason: words)
        }
        // A full queue takes a while to drain; otherwise the caller's own back-off is as good.
        let seconds = answer.retryAfterSeconds ?? (code == "21611" ? 60 : nil)
        return .notTaken(reason: words, retryAfter: seconds.map { .seconds(min(max($0, 0), 3600)) })
    }
}
