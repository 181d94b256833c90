import Casewire

/// Which keywords Twilio answers by itself (Twilio: "Support for opt-out keywords", "Toll-free opt-out").
///
/// Its lists are shorter than ours, and it takes a word alone, in any case.
enum TwilioKeywords {
    static func answers(
        _ keyword: ConsentKeyword, written body: String, on sender: Number.SenderKind
    ) -> Bool {
        let word = body.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased()
        return switch (sender, keyword) {
        case (.shortCode, _): false
        case (_, .help): help.contains(word)
        case (.longCode, .optOut): optOut.contains(word)
        case (.longCode, .optIn): optIn.contains(word)
        // The carriers' network stands before Twilio here, and knows fewer words.
        case (.tollFree, .optOut): word == "STOP"
        case (.tollFree, .optIn): word == "START" || word == "UNSTOP"
        }
    }

    private static let optOut: Set = [
        "STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT",
    ]
    private static let optIn: Set = ["START", "YES", "UNSTOP"]
    private static let help: Set = ["HELP", "INFO"]
}
