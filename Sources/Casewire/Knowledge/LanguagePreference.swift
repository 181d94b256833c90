/// Brings the article in a customer's own language to the front where several answer about as well.
enum LanguagePreference {
    /// An article in another language gives way to one that fits less by no more than this.
    private static let lenience = 0.25
    /// One without a language gives way only to one that fits nearly as well.
    private static let lenienceForAny = 0.1

    /// - Parameter matches: best first.
    static func ordered(_ matches: [KnowledgeMatch], for language: String?, threshold: Double)
        -> [KnowledgeMatch]
    {
        guard let language, let top = matches.first, top.score >= threshold else { return matches }
        let wanted = primary(language)
        if let locale = top.locale, primary(locale) == wanted { return matches }
        let lenience = top.locale == nil ? lenienceForAny : lenience
        let better =
            matches.firstIndex { $0.locale.map(primary) == wanted && isNear($0, top, lenience, threshold) }
            ?? (top.locale == nil
                ? nil : matches.firstIndex { $0.locale == nil && isNear($0, top, lenienceForAny, threshold) })
        guard let better else { return matches }
        var ordered = matches
        ordered.insert(ordered.remove(at: better), at: 0)
        return ordered
    }

    private static func isNear(
        _ match: KnowledgeMatch, _ top: KnowledgeMatch, _ lenience: Double, _ threshold: Double
    ) -> Bool {
        match.score >= threshold && match.score >= top.score - lenience
    }

    private static func primary(_ tag: String) -> String {
        String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }
}
