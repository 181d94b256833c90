/// What people need to know of a conversation, in the words that were written in it.
package struct ConversationSummary: Sendable, Hashable {
    /// What is wanted, what was tried, what is open; at most 500 characters.
    package let text: String
    /// What the customer wants, for a subject line; at most 80 characters.
    package let subject: String
    package let sentiment: Sentiment
    /// BCP 47.
    package let language: String

    private static let longestText = 500
    private static let longestSubject = 80
    /// Characters of a quote, the longest that all of them fit with.
    private static let quoteLengths = [150, 120, 95, 75]

    package init(of conversation: [ConversationText], fallbackLanguage: String = "en") {
        let written = conversation.filter { $0.author == .customer }.map(\.text)
        sentiment = Mood.sentiment(of: written)
        language = LanguageGuess.language(of: written, fallback: fallbackLanguage)

        let matters = conversation.enumerated().filter { $0.element.author == .customer }
            .map { (place: $0.offset, text: Self.matter(in: $0.element.text)) }
            .map { (place: $0.place, text: $0.text, weight: Self.weight(of: $0.text)) }
            .filter { $0.weight > 0 }
            .enumerated().map {
                (place: $1.place, text: $1.text, weight: $1.weight + ($0 == 0 && $1.weight >= 1.5 ? 2 : 0))
            }
        let ranked = matters.sorted { $0.weight == $1.weight ? $0.place < $1.place : $0.weight > $1.weight }
        let wanted = ranked.enumerated().filter {
            $0.offset == 0 || ($0.offset == 1 && $0.element.weight >= 3)
        }
        .map(\.element).sorted { $0.place < $1.place }

        subject =
            ranked.first.map { Self.shortened($0.text, to: Self.longestSubject) } ?? Self.bareSubject(written)

        /// - Parameter longest: characters of each quote.
        func described(quoting longest: Int) -> String {
            func quoted(_ text: String) -> String { Self.quoted(text, longest) }
            var parts: [String] = []
            if wanted.isEmpty {
                parts.append(
                    written.contains(where: PersonRequest.isExplicit)
                        ? "Asked for a person." : "No matter was named.")
            } else {
                parts.append("Wants: " + wanted.map { quoted($0.text) }.joined(separator: " "))
            }
            let answers = conversation.enumerated().filter {
                $0.element.author == .agent && Self.isAnswer($0.element.text)
            }
            if let last = answers.last {
                let count = answers.count == 1 ? "answered once" : "answered \(answers.count) times, last"
                parts.append("Tried: \(count): " + quoted(last.element.text))
            } else {
                parts.append("Tried: nothing was answered.")
            }
            let lastAnswer = answers.last?.offset ?? -1
            if let open = matters.last(where: { $0.place > lastAnswer }) {
                let isNamed = wanted.contains { $0.place == open.place }
                parts.append(isNamed ? "Open: all of it." : "Open: " + quoted(open.text))
            } else if matters.isEmpty {
                parts.append("Open: what it is about.")
            } else {
                parts.append("Open: whether the answer helped.")
            }
            return parts.joined(separator: "\n")
        }
        // What is open stands last, so quotes are made shorter before anything is cut off.
        let whole = Self.quoteLengths.lazy.map(described).first { $0.count <= Self.longestText }
        text = whole ?? Self.shortened(described(quoting: Self.quoteLengths.last ?? 0), to: Self.longestText)
    }

    /// A text without the greeting, thanks and wish for a person around its matter.
    private static func matter(in text: String) -> String {
        var kept: [String] = []
        for part in parts(of: text) {
            if SmallTalk(part) != nil { continue }
            if PersonRequest.isExplicit(part), weight(of: part) <= 1 || PersonRequest.isAll(of: part) {
                continue
            }
            kept.append(part)
        }
        return withoutGreeting(kept.joined(separator: " "))
    }

    /// "hi i want a new plan" without its first word.
    private static func withoutGreeting(_ text: String) -> String {
        let words = text.split(separator: " ")
        for length in [3, 2, 1] where words.count > length {
            if SmallTalk(words.prefix(length).joined(separator: " ")) == .greeting {
                return words.dropFirst(length).joined(separator: " ")
            }
        }
        return text
    }

    private static func parts(of text: String) -> [String] {
        var parts: [String] = []
        var start = text.startIndex
        for index in text.indices where ".!?,\n".contains(text[index]) {
            let next = text.index(after: index)
            guard next == text.endIndex || text[next].isWhitespace || text[index].isNewline else { continue }
            parts.append(tidied(text[start..<next]))
            start = next
        }
        parts.append(tidied(text[start...]))
        return parts.filter { part in part.contains { $0.isLetter || $0.isNumber } }
    }

    private static func tidied(_ text: Substring) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// How much a text tells of what is wanted; 0 for what says nothing.
    private static func weight(of text: String) -> Double {
        let stems = WordCoverage.stems(of: text).filter { !aboutPeople.contains($0) }
        let words = stems.filter { $0.contains { $0.isLetter } }
        guard !stems.isEmpty else { return 0 }
        var weight = Double(min(words.count, 10)) + (stems.count > words.count ? 0.5 : 0)
        guard !words.isEmpty else { return 0.25 }
        let all = Set(Words(text).all)
        if !all.isDisjoint(with: wishes) || text.contains("?") {
            weight += 3
        } else if !all.isDisjoint(with: pleasantries) {
            weight -= 4
        } else if text.contains(where: \.isNumber) {
            weight /= 2
        }
        if all.count <= 2 { weight -= 0.5 }
        return max(weight, 0.25)
    }

    private static let wishes: Set<String> = [
        "want", "need", "how", "can", "where", "when", "why", "cannot", "cant", "not", "never", "fix",
        "status", "problem",
        "issue", "wrong", "help",
        "broken", "missing", "quiero", "necesito", "como", "cuando", "donde", "problema", "veux",
        "voudrais", "comment", "quand",
        "pas", "probleme", "mochte", "will", "brauche", "wie", "wann", "wo", "nicht", "problem", "quero",
        "preciso", "nao", "onde",
    ]

    private static let pleasantries: Set<String> = [
        "thanks", "thank", "thankyou", "useful", "welcome", "happy", "glad", "nice", "great", "good", "bye",
        "goodbye", "fine", "done",
        "gracias", "merci", "danke", "obrigado", "obrigada",
    ]

    private static let aboutPeople: Set<String> = Set(
        """
        talk speak chat person human agent representative someone somebody anyone real live operator manager supervisor transfer
        connect call back customer service support bot robot machine please want need hablar persona agente alguien humano asesor
        parler personne conseiller quelqu humain mensch menschen mitarbeiter sprechen reden jemand jemandem falar pessoa atendente
        alguem humano verbinden passez mettez
        """
        .split(whereSeparator: \.isWhitespace).map { Topics.stem(String($0)) })

    private static func bareSubject(_ written: [String]) -> String {
        if written.contains(where: PersonRequest.isExplicit) { return "Wishes to be contacted" }
        let longest = written.max { $0.count < $1.count }.map { tidied($0[...]) } ?? ""
        return longest.isEmpty ? "No text" : shortened(longest, to: longestSubject)
    }

    /// Not a phrase of the agent's own, such as a greeting.
    private static func isAnswer(_ text: String) -> Bool {
        !ownBeginnings.contains { text.hasSuffix($0) }
    }

    private static let ownBeginnings: [String] = ["en", "es", "fr", "de", "pt"].flatMap { language in
        let phrases = AgentPhrases(language: language, organization: "")
        return [
            phrases.greeting, phrases.welcome, phrases.goodbye, phrases.howCanIHelp, phrases.decline,
            phrases.unknown, phrases.apology,
            phrases.askForFacts, phrases.offerHelp, phrases.askToRephrase,
        ]
    }

    private static func quoted(_ text: String, _ longest: Int) -> String {
        "\"" + shortened(tidied(text[...]).replacing("\"", with: "'"), to: longest) + "\""
    }

    static func shortened(_ text: String, to length: Int) -> String {
        guard text.count > length else { return text }
        let cut = text.prefix(length - 3)
        let whole = cut.lastIndex(where: \.isWhitespace).map { cut[..<$0] } ?? cut
        return whole + "..."
    }
}
