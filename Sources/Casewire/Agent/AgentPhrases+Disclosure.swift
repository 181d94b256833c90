extension AgentPhrases {
    private static let languages = ["en", "es", "fr", "de", "pt"]

    /// The first text of the agent in a session, ready to be sent: who answers, and the answer; in one segment where a wording
    /// of the first part allows it.
    func introducing(_ answer: String) -> String {
        let full = OutboundBody.prepare("\(disclosure) \(answer)")
        let size = Segments(of: full).count
        guard size > 1 else { return full }
        let short = OutboundBody.prepare("\(shortDisclosure) \(answer)")
        return Segments(of: short).count < size ? short : full
    }

    /// A text of the agent without the line that says who answers, as people who know that want to read it.
    package static func withoutDisclosure(_ text: String, organization: String) -> String {
        for language in languages {
            let phrases = AgentPhrases(language: language, organization: organization)
            for wording in [phrases.disclosure, phrases.shortDisclosure] {
                let plain = OutboundBody.prepare(wording)
                // With the answer behind it, its punctuation may have been made simpler.
                for disclosure in [plain, SmartPunctuation.simplified(plain)] where text.hasPrefix(disclosure)
                {
                    return String(text.dropFirst(disclosure.count).drop { $0.isWhitespace })
                }
            }
        }
        return text
    }
}
