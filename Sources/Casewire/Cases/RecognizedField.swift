/// A text field without a pattern: what is wanted is read from its title and description.
enum RecognizedField {
    static func find(title: String, description: String, in texts: [String]) -> (
        value: String?, reason: String
    ) {
        let wanted = Set(Words(title + ". " + description).all.map(Topics.stem))
        for recognizer in recognizers where !recognizer.names.isDisjoint(with: wanted) {
            let found = PatternField.find(recognizer.pattern, in: texts)
            if let value = found.value { return (recognizer.tidied(value), found.reason) }
            let isSeveral = found.reason.hasPrefix("The customer named several")
            return (nil, isSeveral ? found.reason : "The customer named no \(recognizer.words).")
        }
        if !wanted.isDisjoint(with: matters) {
            let summary = ConversationSummary(of: texts.map { ConversationText(author: .customer, text: $0) })
            return (summary.subject, "In the customer's words.")
        }
        return (nil, "The description names nothing that can be recognized without a pattern.")
    }

    private struct Recognizer: Sendable {
        let words: String
        let names: Set<String>
        let pattern: String

        init(_ words: String, names: String, pattern: String) {
            self.words = words
            self.names = Set(names.split(separator: " ").map { Topics.stem(String($0)) })
            self.pattern = "(?i)" + pattern
        }

        func tidied(_ value: String) -> String {
            String(value.drop { $0 == "#" || $0.isWhitespace })
        }
    }

    /// The more special ones come first: "order e-mail" is an e-mail, "order date" a date.
    private static let recognizers = [
        Recognizer(
            "e-mail address", names: "email mail correo courriel",
            pattern: #"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}"#),
        Recognizer(
            "date", names: "date day when fecha datum data jour",
            pattern:
                #"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|janv|févr|mars|avr|mai|juin|juil|août|okt|dez|fev|set|out)[a-z]{0,7}(?: (?:de )?\d{4})?|\d{1,2}/\d{1,2}"#
        ),
        Recognizer(
            "amount", names: "amount price cost total sum refund importe monto montant betrag valor",
            pattern:
                #"(?:[$€£] ?\d{1,3}(?:[.,]?\d{3}){0,3}(?:[.,]\d{1,2})?|\d{1,3}(?:[.,]?\d{3}){0,3}(?:[.,]\d{1,2})? ?(?:[$€£]|usd|eur|gbp|dollars?|euros?|bucks|pounds|reais))"#
        ),
        Recognizer(
            "postcode", names: "postcode zip zipcode postal postleitzahl plz cep",
            pattern:
                #"\d{5}-\d{4}|\d{5}-\d{3}|\d{5}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d"#),
        Recognizer(
            "phone number", names: "phone telephone mobile cell callback telefono telefon telefone",
            pattern: #"\+?\d{1,3}?[ .-]?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}|\+\d{7,15}"#),
        Recognizer("web address", names: "url website link", pattern: #"https?://\S{3,200}"#),
        Recognizer(
            "number",
            names:
                "order tracking invoice policy claim reference account booking ticket serial model number id pedido commande bestellnummer factura",
            pattern: #"#? ?(?=[a-z\d-]{0,23}\d{3})[a-z]{0,6}-?\d[a-z\d-]{2,23}"#),
    ]

    private static let matters: Set<String> = Set(
        "problem issue matter reason request question complaint summary description concern wants asunto motivo problema"
            .split(separator: " ")
            .map { Topics.stem(String($0)) })
}
