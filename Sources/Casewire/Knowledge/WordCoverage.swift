import Foundation

/// How much of what a question asks about is said in a passage, by words: for articles that have few or no examples.
struct WordCoverage: Sendable {
    /// At least this share makes a passage an answer.
    static let threshold = 0.5
    /// Matching by another word of the same meaning counts so much.
    private static let synonymCredit = 0.75
    /// Added to what a question asks, so that one everyday word alone answers nothing.
    private static let doubt = 2.0

    private let passageCount: Int
    private let holders: [String: Int]

    /// - Parameter passages: the stems of each passage.
    init(_ passages: [Set<String>]) {
        var holders: [String: Int] = [:]
        for stems in passages {
            for stem in stems { holders[stem, default: 0] += 1 }
        }
        passageCount = passages.count
        self.holders = holders
    }

    /// The words of a question that say what it is about, as stems, each once.
    static func stems(of text: String) -> [String] {
        var seen: Set<String> = []
        return Words(text, limit: 1500).all.filter { !isEmpty($0) }.map(Topics.stem).filter {
            seen.insert($0).inserted
        }
    }

    private static func isEmpty(_ word: String) -> Bool {
        LanguageGuess.isFunctionWord(word) && !meaningful.contains(word)
            || (word.utf8.count == 1 && !word.allSatisfy(\.isNumber))
    }

    /// How much a word counts: rare ones more, and most those that no passage has.
    func weight(of stem: String) -> Double {
        0.5 + log(Double(passageCount + 11) / Double(1 + (holders[stem] ?? 0)))
    }

    /// From 0 to 1.
    func share(of question: [String], in passage: Set<String>) -> Double {
        var wanted = Self.doubt
        var said = 0.0
        for stem in question {
            let weight = weight(of: stem)
            wanted += weight
            said += weight * Self.credit(stem, in: passage)
        }
        return said / wanted
    }

    /// 1 for the word itself, less for a synonym, else 0.
    static func credit(_ stem: String, in passage: Set<String>) -> Double {
        if passage.contains(stem) { return 1 }
        if let group = groupOf[stem], groups[group].contains(where: passage.contains) { return synonymCredit }
        guard stem.utf8.count >= 5 else { return 0 }
        return passage.contains { Spelling.isNear($0, stem) } ? synonymCredit : 0
    }

    /// Words of any matter.
    private static let everyday: Set<String> = [
        "item", "items", "thing", "things", "something", "bought", "got", "gotten", "like", "know", "tell",
        "today", "guys", "really",
        "possible", "able", "trying", "tried", "going", "make", "let", "say", "said", "think", "thing",
        "stuff", "cosa", "algo",
        "hacer", "chose", "faire", "etwas", "sache", "coisa", "fazer",
    ]

    /// Function words of one language that name a matter in a customer's question.
    private static let meaningful: Set<String> = [
        "order", "card", "account", "money", "bill", "phone", "number", "pedido", "cuenta", "tarjeta",
        "dinero", "telefono",
        "commande", "compte", "livraison", "argent", "carte", "bestellung", "konto", "geld", "karte",
        "rechnung", "lieferung",
        "conta", "cartao", "dinheiro", "nota",
    ]

    /// Everyday words of customers that mean the same matter.
    private static let groups: [Set<String>] = [
        "return returns sendback exchange swap", "refund refunds reimburse reimbursement moneyback",
        "ship shipping shipment deliver delivery deliveries arrive arrives arrival dispatch",
        "package parcel order purchase", "price prices cost costs fee fees charge charges much expensive",
        "hours open opening close closed closing", "broken damaged defective faulty cracked damage defect",
        "cancel cancellation cancelled terminate", "change update modify edit",
        "address location located store shop branch where",
        "pay payment payments paying", "password login signin log", "track tracking trace status",
        "size sizes sizing fit fits",
        "discount coupon promo voucher promotion", "warranty guarantee", "stock available availability",
        "invoice receipt bill",
        "devolver devolucion devoluciones cambiar", "envio entrega llegar llega", "precio cuesta costo coste",
        "retour retourner renvoyer echanger", "livraison livrer expedition", "prix cout coute tarif",
        "rucksendung zuruckgeben zuruckschicken umtausch retoure", "versand lieferung liefern",
        "preis kosten kostet",
        "devolver devolucao troca trocar", "frete entrega envio", "preco custa custo",
    ].map { Set($0.split(separator: " ").map { Topics.stem(String($0)) }) }

    private static let groupOf: [String: Int] = {
        var groupOf: [String: Int] = [:]
        for (index, group) in groups.enumerated() {
            for stem in group where groupOf[stem] == nil { groupOf[stem] = index }
        }
        return groupOf
    }()
}
