/// Tells a text that leans on what was said before: "and how much is that?".
enum FollowUp {
    /// Whether a text begins or points back like a follow-up.
    static func leansOnEarlier(_ text: String) -> Bool {
        let words = Words(text).all
        guard words.count <= longest else { return false }
        return Words(text).clauses.contains { clause in patterns.contains { $0.firstMatch(in: clause) != nil }
        }
    }

    /// Whether it says so little itself that it may be one.
    static func mayLeanOnEarlier(_ text: String) -> Bool {
        leansOnEarlier(text) || WordCoverage.stems(of: text).isEmpty
    }

    private static let longest = 9

    private static let patterns: [WordPattern] = [
        "^ and|also|then|so how|what|when|where|who|can|do|does|is|are|will|if|for|in|to|why",
        "what|how about",
        "how much|long|many|often|far|soon is|are|does|do|will|would|for? it|that|this|those|they|them|these|one",
        "^ what|when|where|why|who|can|could|do|does|is|are|will|how ... it|that|those|them|these|this $",
        "^ for|in|to|from|with|if ... $",
        "^ how much|long|many|soon|far $", "^ why not? $", "^ when|where|how|why $", "^ since|until when $",
        "^ which one|ones",
        "^ y|tambien|pero cuanto|como|cuando|donde|que|para|si|el|la|en", "^ y cuanto|como|donde|cuando?",
        "eso|esto|esos $", "^ cuanto cuesta|tarda|es $",
        "^ et combien|comment|quand|ou|pour|si|le|la|en|que", "^ c est combien", "ca $", "^ combien ca?",
        "^ und wie|was|wann|wo|fur|wenn|in|der|die|das|kann",
        "^ wie viel|lange|teuer ist|dauert|kostet das|es|dies", "das|damit|dafur $",
        "^ e quanto|como|quando|onde|para|se|o|a|em|no|na", "isso|esse|essa $", "^ quanto custa|e|demora $",
    ].map { WordPattern($0) }
}
