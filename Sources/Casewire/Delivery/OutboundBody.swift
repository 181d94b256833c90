/// What a draft of the agent's or a rep's becomes before it is sent.
package enum OutboundBody {
    /// Plain text in NFC, with the punctuation that takes the fewest segments. Empty where nothing is left to send.
    ///
    /// Drafts may be plain already, or hold HTML (Creatio's rich text), Markdown and code (language models). Preparing a
    /// prepared body changes nothing in it that anyone would miss, but it is meant to be done once.
    package static func prepare(_ draft: String) -> String {
        SmartPunctuation.simplifiedIfShorter(PlainText.from(draft))
    }
}
