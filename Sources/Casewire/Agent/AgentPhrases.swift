/// What the agent says by itself, in five languages; English for any other.
///
/// Each fits one segment, in GSM-7 where the language allows it, and none asks for a word that opts customers in or out,
/// save the disclosure, whose purpose that is.
package struct AgentPhrases: Sendable {
    private let words: AgentWording
    private let organization: String

    /// - Parameters:
    ///   - language: BCP 47; only its primary language counts.
    ///   - organization: the name that customers know.
    package init(language: String, organization: String) {
        words = AgentWording.of(language)
        self.organization = organization
    }

    /// First in a session: who answers, that it is a machine, and how to opt out.
    package var disclosure: String { filled(words.disclosure) }
    /// The same in fewer words.
    var shortDisclosure: String { filled(words.shortDisclosure) }
    package var greeting: String { filled(words.greeting) }
    package var welcome: String { words.welcome }
    package var goodbye: String { words.goodbye }
    /// The truth about who answers, and how to reach a person.
    package var identity: String { filled(words.identity) }
    package var howCanIHelp: String { words.howCanIHelp }

    /// To a wish for a person where no person answers.
    package var decline: String { words.decline }
    package var unknown: String { words.unknown }
    package var apology: String { words.apology }
    /// Before a person takes over: what it is about.
    package var askForFacts: String { words.askForFacts }
    /// To a wish for a person, where the agent is to try first.
    package var offerHelp: String { words.offerHelp }
    package var askToRephrase: String { words.askToRephrase }

    /// A person takes over and is there.
    package static func handoffNotice(organization: String, language: String) -> String {
        let phrases = AgentPhrases(language: language, organization: organization)
        return phrases.filled(phrases.words.handoff)
    }

    /// A person takes over at the next opening, such as `Monday 09:00`.
    package static func handoffNoticeClosed(organization: String, opening: String, language: String) -> String
    {
        let phrases = AgentPhrases(language: language, organization: organization)
        return phrases.filled(phrases.words.handoffClosed).replacing("{opening}", with: opening)
    }

    /// The one confirmation of an opt-out.
    package static func optedOut(organization: String, language: String) -> String {
        let phrases = AgentPhrases(language: language, organization: organization)
        return phrases.filled(phrases.words.optedOut)
    }

    /// The one answer to an opt-in.
    package static func optedIn(organization: String, language: String) -> String {
        let phrases = AgentPhrases(language: language, organization: organization)
        return phrases.filled(phrases.words.optedIn)
    }

    /// The answer to HELP: who this is, and how else to reach them.
    package static func help(organization: String, contact: String, language: String) -> String {
        let phrases = AgentPhrases(language: language, organization: organization)
        return phrases.filled(phrases.words.help).replacing("{contact}", with: contact)
    }

    private func filled(_ text: String) -> String {
        text.replacing("{organization}", with: organization)
    }
}
