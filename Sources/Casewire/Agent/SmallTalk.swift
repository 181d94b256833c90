/// A text that says nothing that knowledge could answer: a greeting, thanks, "ok", a reaction.
package enum SmallTalk: Sendable, Hashable, CaseIterable {
    /// "Hi there", "I have a question".
    case greeting
    case thanks
    /// "Ok", "got it", 👍.
    case acknowledgement
    /// What phones send for a tapped reaction: `Liked “…”`.
    case reaction
    /// "Bye", "that's all".
    case goodbye
    /// "Are you a bot?", "who is this?".
    case identityQuestion
    case yes
    case no

    /// What the whole text is; nil as soon as a part of it may be about something.
    package init?(_ text: String) {
        if Self.isReaction(text) {
            self = .reaction
            return
        }
        let words = Words(text)
        guard !words.clauses.isEmpty else {
            guard let kind = Self.meaningOfSymbols(text) else { return nil }
            self = kind
            return
        }
        var kinds: Set<SmallTalk> = []
        for clause in words.clauses {
            guard let found = SmallTalkPhrases.kinds(of: clause) else { return nil }
            kinds.formUnion(found)
        }
        let ranked: [SmallTalk] = [
            .identityQuestion, .goodbye, .thanks, .greeting, .no, .yes, .acknowledgement,
        ]
        guard let kind = ranked.first(where: kinds.contains) else { return nil }
        self = kind
    }

    /// Whether any part of a text asks who or what answers.
    package static func asksIdentity(_ text: String) -> Bool {
        Words(text).clauses.contains { SmallTalkPhrases.kinds(of: $0)?.contains(.identityQuestion) ?? false }
    }

    /// Whether a text is a greeting and at most one more word, such as a name.
    package static func isGreetingWithName(_ text: String) -> Bool {
        let words = Words(text).all
        return (1...3).contains { length in
            guard words.count - length <= 1, words.count >= length else { return false }
            return SmallTalkPhrases.kinds(of: Array(words.prefix(length))) == [.greeting]
        }
    }

    private static func isReaction(_ text: String) -> Bool {
        let quotes: Set<Character> = ["“", "\"", "«", "„", "”"]
        guard text.contains(where: quotes.contains) else {
            return text == "Liked an image" || text == "Loved an image"
        }
        return reactionBeginnings.contains(where: text.hasPrefix)
            || (text.hasPrefix("Hat ") && text.hasSuffix("markiert"))
    }

    /// As iMessage and Google Messages put a reaction in a text (as phones show them in each language).
    private static let reactionBeginnings = [
        "Liked ", "Loved ", "Disliked ", "Laughed at ", "Emphasized ", "Emphasised ", "Questioned ",
        "Reacted ", "Removed a ",
        "Le gustó ", "Le encantó ", "Me gusta ", "Reaccionó ", "Se rio ", "A aimé ", "A adoré ", "A réagi ",
        "A ri ",
        "J’aime ", "Gefällt ", "Hat gelacht ", "Gostou de ", "Amou ", "Curtiu ", "Reagiu ", "Riu de ",
    ]

    private static func meaningOfSymbols(_ text: String) -> SmallTalk? {
        for character in text {
            switch character {
            case "👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿", "👌", "✅", "🆗", "👌🏻", "👌🏼", "👌🏽", "💯", "😊", "🙂", "😀", "☺️", "😁",
                "🎉", "👏":
                return .acknowledgement
            case "🙏", "🙏🏻", "🙏🏼", "🙏🏽", "🙏🏾", "🙏🏿", "❤️", "💙", "💕", "😍", "🥰", "♥️": return .thanks
            case "👋", "👋🏻", "👋🏼", "👋🏽", "👋🏾", "👋🏿": return .greeting
            default: continue
            }
        }
        return nil
    }
}
