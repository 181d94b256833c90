/// What the carrier itself does about a text that is a keyword, by kind of sender.
///
/// Twilio: "Support for opt-out keywords (SMS STOP filtering)", "Advanced Opt-Out". The whole body must be the one
/// word; case and space around it do not matter, anything else does.
package struct KeywordRules: Sendable, Equatable {
    package enum Meaning: String, Sendable {
        case stop = "STOP"
        case start = "START"
        case help = "HELP"
    }

    /// What is done, beside calling the webhook.
    package struct Outcome: Sendable, Equatable {
        package var block: Bool?
        package var answer: String?
        package var optOutType: String?
    }

    package static func outcome(
        of body: String, to senderType: CarrierNumber.SenderType, isBlocked: Bool
    ) -> Outcome {
        guard let meaning = meaning(of: body, to: senderType) else { return Outcome() }
        let optOutType = senderType == .advanced ? meaning.rawValue : nil
        return switch meaning {
        case .stop:
            Outcome(block: true, answer: isBlocked ? nil : stopAnswer(senderType), optOutType: optOutType)
        case .start:
            Outcome(block: false, answer: isBlocked ? startAnswer(senderType) : nil, optOutType: optOutType)
        case .help:
            Outcome(answer: isBlocked ? nil : helpAnswer, optOutType: optOutType)
        }
    }

    package static func meaning(of body: String, to senderType: CarrierNumber.SenderType) -> Meaning? {
        let word = body.split(whereSeparator: \.isWhitespace)
        guard word.count == 1, let keyword = word.first?.uppercased() else { return nil }
        switch senderType {
        case .shortCode:
            return nil
        case .tollFree:
            if keyword == "STOP" { return .stop }
            if keyword == "START" || keyword == "UNSTOP" { return .start }
        case .longCode, .advanced:
            if stopWords.contains(keyword) { return .stop }
            if startWords.contains(keyword) { return .start }
        }
        return keyword == "HELP" || keyword == "INFO" ? .help : nil
    }

    private static let stopWords: Set = [
        "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT",
    ]
    private static let startWords: Set = ["START", "YES", "UNSTOP"]

    private static func stopAnswer(_ senderType: CarrierNumber.SenderType) -> String {
        senderType == .tollFree
            ? "NETWORK MSG: You replied with the word \"STOP\" which blocks all texts sent from this number. "
                + "Text back \"UNSTOP\" to receive messages again."
            : "You have successfully been unsubscribed. You will not receive any more messages from this number. "
                + "Reply START to resubscribe."
    }

    private static func startAnswer(_ senderType: CarrierNumber.SenderType) -> String {
        senderType == .tollFree
            ? "NETWORK MSG: You have replied \"UNSTOP\" and will begin receiving messages again from this number."
            : "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
                + "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
    }

    private static let helpAnswer = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
}
