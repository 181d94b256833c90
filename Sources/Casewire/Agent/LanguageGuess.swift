/// Which of the languages that Casewire speaks a text is written in.
package enum LanguageGuess {
    /// BCP 47 tags of the languages that can be told apart.
    package static let languages = ["en", "es", "fr", "de", "pt"]

    /// The language of a customer's texts; `fallback` (what was known before, or the organization's) where they don't tell.
    ///
    /// A point for each function word of a language, less where languages share it, and some for letters and word endings
    /// that only one of them has. A lead of about one telling word is wanted. The newest text counts alone where it is clear by
    /// itself, so that a customer who goes on in another language is answered in that.
    package static func language(of texts: [String], fallback: String) -> String {
        if texts.count > 1, let newest = texts.last, let clear = clearLanguage(of: newest) {
            return primary(fallback) == clear ? fallback : clear
        }
        var scores = [Double](repeating: 0, count: languages.count)
        for text in texts { add(text, to: &scores) }
        let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
        let (best, second) = (ranked[0], ranked[1])
        guard scores[best] >= 0.7, scores[best] - scores[second] >= max(0.3, scores[best] * 0.15) else {
            return fallback
        }
        // A single telling word may be a name or a loan: what was known before keeps weight against it.
        if let known = languages.firstIndex(of: primary(fallback)), known != best, scores[best] < 1.2,
            scores[known] > 0
        {
            return fallback
        }
        return primary(fallback) == languages[best] ? fallback : languages[best]
    }

    /// The language that a text is surely in: several telling words, and hardly any of another language.
    private static func clearLanguage(of text: String) -> String? {
        var scores = [Double](repeating: 0, count: languages.count)
        add(text, to: &scores)
        let ranked = scores.indices.sorted { scores[$0] > scores[$1] }
        let (best, second) = (scores[ranked[0]], scores[ranked[1]])
        return best >= 2.5 && best >= 2 * second ? languages[ranked[0]] : nil
    }

    /// Whether a normalised word belongs to the grammar of one of the languages rather than to a matter.
    static func isFunctionWord(_ word: String) -> Bool { functionWords[word] != nil }

    private static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }

    private static func add(_ text: String, to scores: inout [Double]) {
        for scalar in text.unicodeScalars.prefix(2000) {
            switch scalar {
            case "ñ", "Ñ", "¿", "¡": scores[1] += 1.2
            case "ß", "ä", "Ä", "„": scores[3] += 1.2
            case "ö", "Ö", "ü", "Ü": scores[3] += 0.8
            case "ã", "õ", "Ã", "Õ": scores[4] += 1.2
            case "œ", "è", "ù", "û", "ë", "î", "À": scores[2] += 0.6
            case "ç":
                scores[2] += 0.4
                scores[4] += 0.4
            case "ê", "â", "ô", "à":
                scores[2] += 0.3
                scores[4] += 0.25
            case "í", "ó", "á", "ú":
                scores[1] += 0.3
                scores[4] += 0.25
            default: break
            }
        }
        for word in Words(text).all {
            if let weights = functionWords[word] {
                // Short ones are often names, initials or parts of addresses.
                let trust = word.utf8.count <= 2 ? 0.5 : word.utf8.count == 3 ? 0.65 : 1
                for (language, weight) in weights { scores[language] += weight * trust }
            } else if let weights = matterWords[word] {
                for (language, weight) in weights { scores[language] += 0.8 * weight }
            } else {
                addEnding(of: word, to: &scores)
            }
        }
    }

    private static func addEnding(of word: String, to scores: inout [Double]) {
        guard word.utf8.count >= 5 else { return }
        for (ending, language) in endings where word.hasSuffix(ending) { scores[language] += 0.3 }
        for (part, language) in parts where word.contains(part) { scores[language] += 0.25 }
    }

    private static let endings: [(String, Int)] = [
        ("ing", 0), ("tion", 0), ("tion", 2), ("ould", 0), ("ought", 0), ("ness", 0), ("cion", 1),
        ("ciones", 1), ("dad", 1),
        ("miento", 1), ("eux", 2), ("ement", 2), ("aient", 2), ("tions", 2), ("ung", 3), ("keit", 3),
        ("heit", 3),
        ("lich", 3), ("chen", 3), ("isch", 3), ("ieren", 3), ("cao", 4), ("coes", 4), ("dade", 4),
        ("mento", 4), ("agem", 4),
    ]
    private static let parts: [(String, Int)] = [
        ("sch", 3), ("cht", 3), ("ough", 0), ("nh", 4), ("lh", 4), ("wh", 0), ("eau", 2), ("oux", 2),
        ("lla", 1), ("uie", 1),
        ("ight", 0), ("tz", 3), ("ei", 3),
    ]

    private static let functionWords = weights(of: lists)
    /// What customers often write about; these belong to a matter, and still tell a language.
    private static let matterWords = weights(of: matters)

    private static func weights(of lists: [String]) -> [String: [(Int, Double)]] {
        var languagesOf: [String: [Int]] = [:]
        for (language, list) in lists.enumerated() {
            for word in list.split(whereSeparator: \.isWhitespace) {
                languagesOf[String(word), default: []].append(language)
            }
        }
        return languagesOf.mapValues { found in
            found.map { ($0, found.count == 1 ? 1 : found.count == 2 ? 0.45 : 0.2) }
        }
    }

    private static let matters = [
        """
        much many package parcel delivery shipping ship wrong size store hours open close closed late broken missing tracking
        return stolen price free invoice receipt arrived arrive received works working password login sign today tomorrow
        """,
        """
        talla equivocada equivocado tienda abren abierto cierran paquete envio reembolso llegar llegado roto rota precio gratis
        factura recibo recibido contrasena hoy manana direccion cambiar devolucion funciona horario comprar compre
        """,
        """
        mauvaise mauvais taille colis rembourser remboursement magasin ouvert ouvrez ferme panne casse prix gratuit facture recu
        motdepasse aujourd demain adresse changer horaires acheter achete marche retour
        """,
        """
        viel kostet kosten kostenlos kostenloser versand paket grosse geschaft offnungszeiten geoffnet kaputt angekommen preis quittung
        passwort heute morgen adresse umtausch ruckgabe falsche falscher bekommen sendung laden
        """,
        """
        tamanho errado errada frete loja abre aberta aberto fecha pacote encomenda reembolso quebrado quebrada entrega preco gratis
        recibo recebi senha hoje amanha endereco trocar devolucao funciona horario comprar comprei
        """,
    ]

    private static let lists = [
        """
        the and you for is it to of my what how i that with have this not are was but your when where can do does did will would
        could should there they we me on in at be been has had an if or from by why which who im ive id dont cant didnt isnt
        wont a please hi hello hey thanks thank yes need want get got my order about just still know help any no so as up out
        now then than some them order card account money bill phone number back been again here am
        """,
        """
        el la los las un una unos unas y o de del que en es por para con no si mi su se lo le al como cuando donde cual quiero
        necesito tengo puedo esta este esto eso hola gracias pero muy mas ya me te nos les hay ser estoy mis sus porque cuanto
        buenos buenas dias tardes favor pedido cuenta ayuda quien usted ustedes puede pueden donde hacer sin sobre tiene
        todavia aun bien cuesta quisiera hacen llega llego nada tarjeta dinero telefono
        """,
        """
        le la les un une des et ou de du que qui en est pour avec ne pas je tu il elle nous vous ils mon ma mes votre vos son sa
        ses au aux ce cette ca comment quand quel quelle bonjour merci mais tres plus suis ai sont etes avez etre fait dans sur
        sans quoi combien bonsoir salut svp commande compte aide oui non peux puis voudrais veux j l d c qu n s y toujours
        puis encore livraison argent carte deja
        """,
        """
        der die das ein eine einen einem einer und oder von zu zum zur mit ist sind war ich du er sie es wir ihr mein meine
        meinen nicht kein keine auf im in am an fur wie wann wo was wer warum wenn hallo danke bitte aber sehr mehr schon noch
        habe hat haben kann konnen mochte will wird werden ja nein bin mir mich ihnen dem den des bei aus nach uber
        bestellung konto hilfe guten tag wurde gibt auch nur meiner bekomme geld karte rechnung lieferung gerne hatte
        """,
        """
        o a os as um uma uns umas e ou de do da dos das que em no na nos nas por para com nao se meu minha meus minhas seu sua
        como quando onde qual quero preciso tenho posso esta este isso ola oi obrigado obrigada mas muito mais ja me te ha ser
        estou porque quanto bom boa dia tarde favor pedido conta ajuda quem voce voces pode podem ao pelo pela sem sobre sim
        ainda aqui fazer vou eu ele ela gostaria tem foi chegou meu cartao dinheiro nota vc vcs pra so
        """,
    ]
}
