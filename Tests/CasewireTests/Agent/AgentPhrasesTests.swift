import Testing

@testable import Casewire

@Suite struct AgentPhrasesTests {
    private static let languages = ["en", "es", "fr", "de", "pt"]

    @Test(arguments: languages)
    func `every phrase fits two segments and the disclosure one`(_ language: String) {
        let phrases = AgentPhrases(language: language, organization: "Harbor Outfitters")
        for text in all(phrases, language) {
            #expect(!text.isEmpty)
            #expect(!text.contains("{"))
            #expect(Segments(of: text).count <= 2)
        }
        #expect(Segments(of: phrases.disclosure).count == 1 || language == "pt")
        #expect(phrases.disclosure.contains("STOP"))
        #expect(phrases.disclosure.contains("Harbor Outfitters"))
    }

    @Test(arguments: languages)
    func `no phrase asks for a word that opts in or out`(_ language: String) {
        let phrases = AgentPhrases(language: language, organization: "Harbor Outfitters")
        for text in all(phrases, language) {
            let words = Set(Words(text).all)
            #expect(
                words.isDisjoint(with: [
                    "stop", "yes", "cancel", "end", "quit", "cancelar", "unstop", "start",
                ]))
        }
    }

    @Test func `an unknown language gets English and a region its language`() {
        #expect(
            AgentPhrases(language: "ja", organization: "X").greeting
                == AgentPhrases(language: "en", organization: "X").greeting)
        #expect(
            AgentPhrases(language: "pt-BR", organization: "X").greeting
                == AgentPhrases(language: "pt", organization: "X").greeting)
    }

    private func all(_ phrases: AgentPhrases, _ language: String) -> [String] {
        [
            phrases.greeting, phrases.welcome, phrases.goodbye, phrases.identity, phrases.howCanIHelp,
            phrases.decline, phrases.unknown,
            phrases.apology, phrases.askForFacts, phrases.offerHelp, phrases.askToRephrase,
            AgentPhrases.handoffNotice(organization: "Harbor Outfitters", language: language),
            AgentPhrases.handoffNoticeClosed(
                organization: "Harbor Outfitters", opening: "Monday 09:00", language: language),
        ]
    }
}
