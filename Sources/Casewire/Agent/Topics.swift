/// Subjects that the organization wants people to handle.
package enum Topics {
    /// Those of `topics` that a text touches, in their order.
    ///
    /// A topic is matched on the stems of its words, all of them within one text; and for subjects that organizations often
    /// name (law, health and safety, the press, …) on words that are known to mean them.
    package static func matched(_ topics: [String], in text: String) -> [String] {
        let clauses = Words(text).clauses
        let stems = Set(clauses.joined().map(stem))
        return topics.filter { topic in
            let wanted = Words(topic).all.filter { !ignored.contains($0) }.map(stem)
            guard !wanted.isEmpty else { return false }
            if wanted.allSatisfy(stems.contains) { return true }
            return subjects.contains { subject in
                subject.names.contains(where: wanted.contains)
                    && clauses.contains { clause in
                        subject.signs.contains { $0.firstMatch(in: clause) != nil }
                    }
            }
        }
    }

    /// A word without the endings of number and tense.
    static func stem(_ word: String) -> String {
        for ending in [
            "ations", "ation", "ings", "ing", "ements", "ement", "ies", "ied", "ers", "es", "ed", "er", "s",
            "en", "n", "e", "y",
        ]
        where word.hasSuffix(ending) && word.utf8.count - ending.utf8.count >= 4 {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let ignored: Set<String> = [
        "the", "a", "an", "of", "or", "and", "to", "any", "about", "for", "in", "on", "with", "talk",
        "question", "questions",
        "request", "requests", "issue", "issues", "matter", "matters", "mention", "mentions", "topic",
        "topics", "related",
        "de", "la", "el", "los", "las", "y", "o", "les", "des", "et", "ou", "der", "die", "das", "und",
        "oder", "e", "do", "da",
    ]

    private struct Subject: Sendable {
        /// Stems of words that name it.
        let names: Set<String>
        let signs: [WordPattern]

        init(_ names: String, _ signs: [String]) {
            self.names = Set(names.split(separator: " ").map { Topics.stem(String($0)) })
            self.signs = signs.map { WordPattern($0) }
        }
    }

    private static let subjects = [
        Subject(
            "legal law lawyer lawsuit lawsuits litigation attorney court sue suing legales legal rechtlich anwalt klage avocat juridique advogado juridico abogado",
            [
                "lawyer|lawyers|attorney|attorneys|solicitor|lawsuit|lawsuits|litigation|sue|suing|sued|subpoena",
                "legal action|advice|team|steps|threat|counsel|matter",
                "small claims", "take|taking|see you|this|them|him|it? to|in court", "class action",
                "press charges", "my rights",
                "attorney general", "better business bureau", "bbb", "ombudsman", "trading standards",
                "abogado|abogados|demandar|demandare|demanda|tribunales|denunciar|denuncia",
                "accion|acciones legal|legales",
                "avocat|avocate|proces|tribunal|porter plainte?", "plainte",
                "poursuites|poursuivre judiciaires|en",
                "anwalt|anwaltin|rechtsanwalt|klage|verklagen|gericht|anzeige",
                "rechtliche|rechtlichen schritte|schritten|konsequenzen",
                "advogado|advogada|processar|processo|justica|procon|tribunal", "acao judicial",
            ]),
        Subject(
            "medical health injury injuries symptom diagnosis emergency medico salud medizinisch gesundheit sante saude",
            [
                "doctor|hospital|symptom|symptoms|diagnosis|allergic|allergy|overdose|injured|injury|bleeding|pregnant|poisoning|medication",
                "chest pain", "got|feel|feeling|felt sick|hurt|ill|dizzy", "ambulance", "emergency room",
                "medico|alergia|herido|hospital|embarazada",
                "medecin|hopital|allergie|blesse|enceinte", "arzt|krankenhaus|allergie|verletzt|schwanger",
                "alergia|ferido|gravida",
            ]),
        Subject(
            "suicide selfharm harm crisis",
            [
                "kill|hurt|harm myself|himself|herself|themselves", "suicide|suicidal", "want|going to? die",
                "end my life|it all",
                "suicidio|suicidarme|matarme", "suicider|suicide", "umbringen|selbstmord", "me matar",
            ]),
        Subject(
            "press media journalist journalists reporter news publicity",
            [
                "journalist|journalists|reporter|reporters|newspaper|tv", "news station|channel|outlet|paper",
                "go|going to the press|media|news",
                "post|posting|share|sharing this? ... facebook|twitter|tiktok|instagram|social|yelp|reviews",
                "periodista|prensa", "journaliste|presse",
                "journalisten|presse|zeitung", "jornalista|imprensa",
            ]),
        Subject(
            "privacy gdpr ccpa dsgvo rgpd lgpd data",
            [
                "gdpr|ccpa|dsgvo|rgpd|lgpd", "delete|erase|remove all? my data|information|records",
                "data breach|protection|leak|request",
                "privacy violation|policy|complaint|breach", "right to be forgotten",
            ]),
        Subject(
            "fraud scam identity theft stolen",
            [
                "fraud|fraudulent|scam|scammed|scammer|phishing", "identity theft|stolen",
                "unauthorized|unauthorised charge|charges|transaction|payment|purchase", "hacked",
            ]),
        Subject(
            "discrimination harassment racism racist abuse sexism",
            [
                "discrimination|discriminated|discriminating|racist|racism|sexist|harassed|harassment|harassing|harass|homophobic|abusive",
                "discriminacion|acoso", "harcelement|raciste", "diskriminierung|belastigung|rassistisch",
                "discriminacao|assedio",
            ]),
        Subject(
            "politics political election elections politic",
            [
                "election|elections|president|democrat|democrats|republican|republicans|politics|senator|vote|voting|parliament"
            ]),
        Subject(
            "chargeback chargebacks dispute disputes",
            [
                "chargeback|chargebacks",
                "dispute|disputing|disputed ... charge|charges|payment|bank|card|transaction", "charge back",
            ]),
        Subject(
            "threat threats violence violent weapon weapons bomb",
            [
                "kill|shoot|stab|bomb|murder you|him|her|them|everyone", "bomb|gun|weapon|weapons",
                "burn ... down", "come|coming after you", "you will|gonna regret|pay",
            ]),
    ]
}
