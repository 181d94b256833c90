import Testing

@testable import Casewire

@Suite struct LanguageGuessTests {
    @Test(arguments: [
        ("en", "Where is my order? I ordered two weeks ago"), ("en", "how do i send this back"),
        ("en", "my card was stolen"),
        ("en", "I want to talk to a person"), ("en", "is the store open on sunday"),
        ("es", "¿Dónde está mi pedido?"), ("es", "quiero devolver los zapatos que compre"),
        ("es", "cuanto cuesta el envio"),
        ("es", "Necesito hablar con una persona"), ("es", "no me llega el correo de confirmacion"),
        ("es", "hola, buenos días"),
        ("fr", "Où est ma commande ?"), ("fr", "je voudrais retourner un article"),
        ("fr", "combien coute la livraison"),
        ("fr", "Bonjour, j'ai perdu mon mot de passe"), ("fr", "je veux parler à un conseiller"),
        ("de", "Wo ist meine Bestellung?"), ("de", "ich möchte etwas zurückgeben"),
        ("de", "wie hoch sind die Versandkosten"),
        ("de", "Guten Tag, ich habe eine Frage zu meiner Rechnung"),
        ("de", "Kann ich mit jemandem sprechen?"),
        ("pt", "Onde está o meu pedido?"), ("pt", "quero devolver uma compra"),
        ("pt", "quanto custa o frete"),
        ("pt", "Não recebi o e-mail de confirmação"), ("pt", "preciso falar com um atendente"),
    ])
    func `a sentence tells its language`(_ language: String, _ text: String) {
        #expect(LanguageGuess.language(of: [text], fallback: language == "en" ? "fr" : "en") == language)
    }

    @Test(arguments: ["ok", "👍", "4521", "", "AB123456", "Acme", "10001"])
    func `what tells no language keeps the one before`(_ text: String) {
        #expect(LanguageGuess.language(of: [text], fallback: "pt") == "pt")
    }

    @Test func `a region of the language before is kept`() {
        #expect(LanguageGuess.language(of: ["where is my order"], fallback: "en-GB") == "en-GB")
        #expect(LanguageGuess.language(of: ["¿dónde está mi pedido?"], fallback: "en-GB") == "es")
    }

    @Test func `a customer who goes on in another language is followed, a name or a number changes nothing`()
    {
        let before = ["Where is my order? I ordered two weeks ago", "Can you tell me when it will be here?"]
        #expect(
            LanguageGuess.language(
                of: before + ["Prefiero escribir en español, ¿cuándo llega mi pedido?"], fallback: "en")
                == "es")
        #expect(
            LanguageGuess.language(
                of: before + ["Ich hätte noch eine Frage zu meiner Rechnung"], fallback: "en") == "de")
        #expect(LanguageGuess.language(of: before + ["It is for Calle de la Luna 5"], fallback: "en") == "en")
        #expect(LanguageGuess.language(of: before + ["AB123456"], fallback: "en") == "en")
    }
}
