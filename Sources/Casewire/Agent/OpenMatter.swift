/// Whether texts bring up something that wants an answer, asked as a question or not.
///
/// Hosted models are not believed that silence, or a last word, will do for such a text.
package enum OpenMatter {
    /// - Parameters:
    ///   - texts: the customer's new ones.
    ///   - history: what was said before, oldest first.
    package static func isRaised(by texts: [String], after history: [ConversationText]) -> Bool {
        texts.contains { text in
            guard SmallTalk(text) == nil else { return false }
            if text.contains(where: { questionMarks.contains($0) }) { return true }
            if Words(text).clauses.contains(where: tellsOfTrouble) { return true }
            // What opens a conversation was written for a reason.
            return history.isEmpty && saysEnough(text)
        }
    }

    private static let questionMarks: Set<Character> = ["?", "？", "؟", "¿"]

    /// A first text of fewer words than that, without small talk in it, may be a slip or a name.
    private static let fewestWords = 3

    private static func saysEnough(_ text: String) -> Bool {
        WordCoverage.stems(of: text).count >= fewestWords
    }

    private static func tellsOfTrouble(_ clause: [String]) -> Bool {
        clause.enumerated().contains { place, word in
            if troubles.contains(word) { return true }
            return wishes.contains(word)
                && !clause[max(0, place - 3)..<place].contains(where: withdrawals.contains)
        }
    }

    /// "I don't need it any more" wants nothing.
    private static let withdrawals: Set<String> = MoodPhrases.negations.union(["longer"])

    /// Words that want something, unless they are taken back.
    private static let wishes = words(
        """
        want need help refund return exchange cancel change update fix send
        quiero necesito ayuda reembolso devolver cambiar cancelar enviar
        veux voudrais besoin aide remboursement retourner echanger annuler changer
        brauche mochte hilfe erstattung zuruckgeben umtauschen stornieren andern
        quero preciso ajuda reembolso devolver trocar cancelar mudar
        """)

    /// Words of something that went wrong.
    private static let troubles = words(
        """
        problem issue wrong broken broke damaged torn missing lost stolen stuck fails failed error late delayed charged cant
        cannot couldnt doesnt didnt isnt wasnt wont havent hasnt never
        problema roto rota falta equivocado equivocada danado danada perdido perdida error tarde cobraron robaron
        probleme casse cassee manque abime abimee perdu perdue erreur retard vole
        problem kaputt fehlt falsch beschadigt verloren fehler gestohlen verspatet defekt
        quebrado quebrada errado errada danificado danificada perdido erro atrasado cobraram roubaram
        """)

    private static func words(_ list: String) -> Set<String> {
        Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
