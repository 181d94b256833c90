/// What a text that is nothing but a keyword asks for.
///
/// The lists are the union of what carriers act on (Twilio, Telnyx, AWS and Vonage: opt-out keywords) with the same words
/// in Spanish, French, German and Portuguese, so that we never go on texting someone whom the carrier has blocked.
package enum ConsentKeyword: String, Hashable, Sendable, Codable {
    case optOut = "opt_out"
    case optIn = "opt_in"
    case help

    /// The keyword that a whole text is, whatever its case, accents, spaces and punctuation ("Stop!", "opt out", "ARRÊT").
    ///
    /// `yes` is an opt-in to some carriers alone (Twilio's long codes). Pass true where the contact is suppressed on such
    /// a number; anywhere else it is an answer to a question.
    package static func match(_ body: String, acceptsYes: Bool = false) -> ConsentKeyword? {
        let body = body.trimmingSpaces()
        // The longest keyword is twenty letters; nothing this long is one.
        guard !body.isEmpty, body.utf8.count <= 80 else { return nil }
        let key = FoldedText.key(of: body)
        if let keyword = byKey[key] { return keyword }
        return acceptsYes && key == "yes" ? .optIn : nil
    }

    /// Whether an opt-out keyword is also a word for other things, such as an order or a call.
    static func mayBeAboutOtherThings(_ body: String) -> Bool {
        otherThings.contains(FoldedText.key(of: body))
    }

    private static let otherThings: Set = [
        "cancel", "end", "quit", "remove", "revoke", "fin", "fim", "ende", "cancelar", "terminar", "annuler",
        "beenden", "parar", "salir", "sair",
    ]

    /// The language that a keyword belongs to alone; nil for STOP and others that many use.
    static func language(of body: String) -> String? {
        languages[FoldedText.key(of: body)]
    }

    private static let languages: [String: String] = {
        var table: [String: String] = [:]
        for (language, list) in [
            "es": """
            alto baja darmedebaja darsedebaja dardebaja detener detenga terminar salir nomas ayuda informacion
            iniciar comenzar empezar alta
            """,
            "fr": """
            arret arreter arretez desabonner desabonnement desinscrire desinscription annuler quitter aide infos
            demarrer commencer
            """,
            "de": """
            stopp abmelden abbestellen austragen beenden aufhoeren aufhoren ende stoppen hilfe starten anmelden
            """,
            "pt": "sair remover descadastrar fim ajuda informacao comecar",
        ] {
            for word in words(list) { table[word] = language }
        }
        return table
    }()

    static let byKey: [String: ConsentKeyword] = {
        var table: [String: ConsentKeyword] = [:]
        for word in words(optOutWords) { table[word] = .optOut }
        for word in words(optInWords) { table[word] = .optIn }
        for word in words(helpWords) { table[word] = .help }
        return table
    }()

    /// Folded: lower case, no accents, spaces or punctuation.
    private static func words(_ list: String) -> [String] {
        list.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let optOutWords = """
        stop stopall unsubscribe unsub cancel end quit revoke optout remove td stoptexts stopp
        alto parar pare baja darmedebaja darsedebaja dardebaja cancelar detener detenga terminar salir nomas fin
        arret arreter arretez desabonner desabonnement desinscrire desinscription annuler quitter
        abmelden abbestellen austragen beenden aufhoeren aufhoren ende stoppen
        sair remover descadastrar fim
        """

    private static let optInWords = """
        start unstop optin subscribe resubscribe join
        iniciar comenzar empezar alta
        demarrer commencer
        starten anmelden
        comecar
        """

    private static let helpWords = """
        help info ayuda informacion aide infos hilfe ajuda informacao
        """
}
