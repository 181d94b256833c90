extension AgentPhrases {
    private static let languages = ["en", "es", "fr", "de", "pt"]

    /// A text of the agent without the line that says who answers, as people who know that want to read it.
    package static func withoutDisclosure(_ text: String, organization: String) -> String {
        for language in languages {
            let phrases = AgentPhrases(language: language, organization: organization)
            let disclosure = OutboundBody.prepare(phrases.disclosure)
            if text.hasPrefix(disclosure) {
                return String(text.dropFirst(disclosure.count).drop { $0.isWhitespace })
            }
        }
        return text
    }
}
