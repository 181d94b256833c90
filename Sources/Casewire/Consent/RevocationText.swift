/// Opt-outs in a customer's own words, such as "please stop texting me".
///
/// United States law takes a revocation "by any reasonable means" (47 CFR 64.1200(a)(10)), so keywords are not enough. This
/// knows clear ones in English, Spanish, French, German and Portuguese and is careful with what only sounds alike: "cancel my
/// order", "stop by the store", "don't stop".
package enum RevocationText {
    /// Whether a text clearly asks to be sent no more texts. Keywords are not looked for here (`ConsentKeyword`).
    package static func isRevocation(_ body: String) -> Bool {
        // Who writes this much has something else to say; a bound on the work, too.
        let start = body.prefix(600)
        return FoldedText.clauses(of: start).contains(where: { has(phrases, in: $0) })
            || FoldedText.clauses(of: start, atCommas: false).contains(where: { has(longPhrases, in: $0) })
            || isPoliteStop(start)
    }

    private typealias PhraseIndex = [String: [Phrase]]

    private static func has(_ index: PhraseIndex, in clause: [String]) -> Bool {
        clause.indices.contains { place in
            index[clause[place]]?.contains { $0.matches(clause, headAt: place) } ?? false
        }
    }

    private static let phrases = index(
        RevocationPhrases.english + RevocationPhrases.spanish + RevocationPhrases.french
            + RevocationPhrases.portuguese)

    /// German parts its clauses with commas where the others go on.
    private static let longPhrases = index(RevocationPhrases.german)

    private static func index(_ phrases: [Phrase]) -> PhraseIndex {
        var index: PhraseIndex = [:]
        for phrase in phrases {
            for head in phrase.heads { index[head, default: []].append(phrase) }
        }
        return index
    }

    /// "Please stop now, thanks": a word that means only this, and nothing but courtesies around it.
    private static func isPoliteStop(_ body: Substring) -> Bool {
        let words = FoldedText.clauses(of: body).joined()
        return words.count <= 10 && words.contains(where: stops.contains)
            && words.allSatisfy { stops.contains($0) || courtesies.contains($0) }
    }

    private static let stops: Set = [
        "stop", "stopall", "unsubscribe", "quit", "optout", "alto", "pare", "paren", "parem", "arret",
        "arretez", "stopp",
    ]

    private static let courtesies: Set = [
        "please", "pls", "plz", "now", "just", "ok", "okay", "thanks", "thank", "you", "it", "this",
        "already", "hi", "hello",
        "hey", "immediately", "right", "away", "kindly", "all", "and", "i", "said",
        "por", "favor", "ya", "gracias", "ahora", "sil", "vous", "te", "plait", "svp", "merci", "maintenant",
        "bitte", "danke", "jetzt", "sofort", "obrigado", "obrigada", "agora",
    ]
}
