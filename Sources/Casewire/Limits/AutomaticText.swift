/// A text that says itself that a machine sends it: absence notes, receipts of another bot, in five languages.
enum AutomaticText {
    static func isOne(_ text: String) -> Bool {
        let words = Words(text)
        return words.clauses.contains { clause in phrases.contains { $0.firstMatch(in: clause) != nil } }
            || phrases.contains { $0.firstMatch(in: words.all) != nil }
    }

    private static let phrases: [WordPattern] =
        [
            // English
            "auto|automatic|automated|autoreply|autoresponse reply|response|message|responder|text",
            "autoreply|autoresponder|autoresponse", "this is an automated|automatic",
            "out of the? office", "away from my? desk|phone|office",
            "currently|presently away|unavailable|driving|closed",
            "im|am driving", "do not reply|respond", "dont reply|respond to this",
            "not|un monitored", "unmonitored", "this|the number|inbox|mailbox|line is not|unmonitored",
            "thank|thanks you? for your|contacting|texting|messaging message|text|inquiry|us",
            "have|has|we received your message|text|inquiry|request",
            "will|well get back to you", "will|well respond|reply|return ... soon|shortly|possible|hours",
            "our office|business hours are", "we are currently|now closed",
            // Spanish
            "respuesta|mensaje automatica|automatico", "fuera de la? oficina", "no responda a? este",
            "gracias por contactarnos|escribirnos|comunicarse|contactar|escribir",
            "hemos recibido su|tu mensaje",
            "le|te responderemos ... breve|pronto|posible", "nuestro horario de atencion",
            // French
            "reponse|message automatique", "absent|absente du|jusqu bureau|au", "hors du bureau",
            "ne pas? repondre a ce", "merci de votre message", "merci de nous avoir contacte|contactes",
            "avons bien recu votre message", "vous repondrons ... plus|bientot|brefs|rapidement",
            // German
            "automatische|automatisch antwort|nachricht|generierte|erstellte|abwesenheitsnotiz",
            "abwesenheitsnotiz",
            "nicht im buro|haus", "nicht auf diese nachricht|sms antworten",
            "vielen? dank fur ihre|deine nachricht|anfrage",
            "haben ihre|deine nachricht|anfrage erhalten",
            "melden uns ... bald|kurze|zuruck|schnellstmoglich",
            // Portuguese
            "resposta|mensagem automatica", "fora do escritorio", "nao responda a? esta",
            "obrigado|obrigada por entrar em contato",
            "obrigado|obrigada pelo|pela seu|sua? contato|mensagem",
            "recebemos sua|a mensagem", "retornaremos|responderemos ... breve|possivel",
        ].map { WordPattern($0) }
}
