extension ConsentKeyword {
    /// The word that a draft asks the customer to answer with, as it is written there, if that is a keyword.
    ///
    /// "Reply YES to confirm", "antworten Sie mit STOPP": the carrier would take the answer for a wish about texts. The
    /// customary "Reply STOP to opt out, HELP for help" means just that, and is not meant here.
    package static func wordAskedFor(in draft: String) -> String? {
        for sentence in sentences(of: draft) {
            if let word = wordAskedFor(inSentence: sentence) { return word }
        }
        return nil
    }

    /// Whether a draft asks the customer to answer with a keyword.
    package static func asksForKeyword(in draft: String) -> Bool {
        wordAskedFor(in: draft) != nil
    }

    private struct Word {
        let text: Substring
        let folded: String
        /// Written in capitals or between quotes: meant as a word to be typed.
        let isQuoted: Bool
        /// Punctuation other than quotes follows.
        let endsPhrase: Bool
    }

    private static func sentences(of draft: String) -> [Substring] {
        draft.split(whereSeparator: { ".!?\n".contains($0) || $0.isNewline })
    }

    private static func wordAskedFor(inSentence sentence: Substring) -> String? {
        let words = words(in: sentence)
        for (index, word) in words.enumerated() {
            guard isAskable(word.folded) else { continue }
            let after = words[(index + 1)...]
            if isInstruction(word, before: words[..<index], after: after),
                !isCustomary(word.folded, after: after)
            {
                return String(word.text)
            }
        }
        return nil
    }

    private static func isAskable(_ folded: String) -> Bool {
        byKey[folded] != nil || affirmatives.contains(folded)
    }

    /// Whether the words before say "answer with", with nothing but fillers and other choices between.
    private static func isInstruction(_ word: Word, before: ArraySlice<Word>, after: ArraySlice<Word>) -> Bool
    {
        if affirmatives.contains(word.folded), let or = after.first, choices.contains(or.folded),
            let no = after.dropFirst().first, negatives.contains(no.folded)
        {
            return true  // "Yes or no?"
        }
        guard word.isQuoted || word.endsPhrase || after.first.map({ followers.contains($0.folded) }) ?? true
        else { return false }
        // "Reply C to cancel": the word says what for.
        if let last = before.last, purposeMarks.contains(last.folded) { return false }
        for (offset, earlier) in before.reversed().enumerated() {
            if verbs.contains(earlier.folded) {
                return word.isQuoted || offset > 0 || isImperative(before.dropLast(offset + 1))
            }
            let isBetween =
                fillers.contains(earlier.folded) || choices.contains(earlier.folded)
                || (earlier.isQuoted && offset > 0) || isAskable(earlier.folded)
            guard isBetween || earlier.folded.count == 1 else { return false }
        }
        return false
    }

    /// Whether a verb after these words is said to the customer: at the beginning, or after "please", "just", "or" ….
    private static func isImperative(_ before: ArraySlice<Word>) -> Bool {
        guard let last = before.last else { return true }
        return last.endsPhrase || leads.contains(last.folded)
    }

    /// "STOP to opt out", "HELP for help": what the word does anyway.
    private static func isCustomary(_ folded: String, after: ArraySlice<Word>) -> Bool {
        let following = after.prefix(4).map(\.folded)
        switch byKey[folded] {
        case .optOut: return following.contains(where: optOutPurposes.contains)
        case .help: return following.contains(where: helpPurposes.contains)
        case .optIn: return following.contains(where: optInPurposes.contains)
        case nil: return false
        }
    }

    private static func words(in sentence: Substring) -> [Word] {
        sentence.replacing("/", with: " or ").split(separator: " ").compactMap { token in
            let bare = token.drop(while: { !$0.isLetter && !$0.isNumber })
            var core = bare.prefix(while: { $0.isLetter || $0.isNumber || "-'’".contains($0) })
            while let last = core.last, "-'’".contains(last) { core.removeLast() }
            guard !core.isEmpty else { return nil }
            let before = token[..<bare.startIndex]
            let after = token[core.endIndex...]
            let isLoud = core.count > 1 && core.contains(where: \.isLetter) && core == core.uppercased()[...]
            return Word(
                text: core, folded: FoldedText.key(of: core),
                isQuoted: isLoud || before.contains(where: isQuote),
                endsPhrase: after.contains { ",;:)–—".contains($0) })
        }
    }

    private static func isQuote(_ character: Character) -> Bool { "\"'“”‘’«»„‚*".contains(character) }

    /// Opt-in words of some carriers, besides the keywords.
    private static let affirmatives: Set = ["yes"]
    private static let negatives: Set = ["no"]
    private static let choices: Set = ["or", "o", "ou", "oder", "and", "y", "et", "und", "e"]

    private static let verbs: Set = [
        "reply", "respond", "answer", "text", "send", "type", "say", "write", "enter", "message",
        "responde", "responda", "responder", "contesta", "conteste", "contestar", "envia", "envie", "escribe",
        "escriba",
        "manda", "mande",
        "repondez", "reponds", "repondre", "envoyez", "envoie", "envoyer", "tapez", "ecrivez", "ecrire",
        "antworten", "antworte", "schreiben", "schreibe", "senden", "sende", "schicken", "schicke", "tippen",
        "digite", "escreva", "mandar", "enviar",
    ]

    private static let purposeMarks: Set = ["to", "para", "pour", "zu", "zum", "zur"]

    private static let fillers: Set = [
        "with", "back", "the", "a", "word", "just", "simply", "either", "by", "texting", "saying", "us",
        "now", "here",
        "con", "la", "palabra", "solo", "simplemente", "par", "avec", "le", "mot", "simplement", "sie", "mit",
        "dem", "wort",
        "einfach", "nur", "bitte", "com", "palavra", "apenas", "so", "this", "message", "text", "to",
    ]

    private static let leads: Set = [
        "please", "just", "simply", "then", "or", "and", "to", "por", "favor", "bitte", "und", "oder", "et",
        "ou", "y", "o", "e",
        "plait", "puis",
    ]

    private static let followers: Set = [
        "to", "if", "for", "or", "and", "when", "in", "within", "now", "so", "back", "by", "as", "para", "si",
        "o", "y",
        "pour", "ou", "et", "um", "falls", "wenn", "oder", "und", "zu", "zum", "zur", "se", "e", "please",
    ]

    private static let optOutPurposes: Set = [
        "opt", "optout", "unsubscribe", "stop", "end", "quit", "texts", "messages", "receiving", "baja",
        "mensajes",
        "desabonner", "desinscrire", "messages", "abmelden", "abbestellen", "nachrichten", "abmeldung",
        "mensagens",
        "cancelar", "sair",
    ]

    private static let helpPurposes: Set = [
        "help", "info", "information", "assistance", "support", "more", "ayuda", "aide", "hilfe", "ajuda",
        "informacion",
    ]

    private static let optInPurposes: Set = [
        "resubscribe", "subscribe", "again", "texts", "messages", "resume", "opt", "start", "receive", "back",
        "mensajes", "nachrichten", "mensagens",
    ]
}
