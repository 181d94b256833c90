/// A field with fixed values, chosen by what its description says of each: "High when broken or urgent; Low when only asking".
struct DropdownField: Sendable {
    let values: [String]
    /// What speaks for each value, in the order of `values`.
    let cues: [[Cue]]

    /// One thing that a description says of a value.
    enum Cue: Sendable, Hashable {
        /// All of these stems are in one text, none of them negated.
        case words([String])
        case isUpset
        case isUrgent
        /// The customer only asks: holds where no cue of words does.
        case isOnlyAsking
        /// Whatever no other value takes.
        case isDefault
    }

    init(values: [String], description: String) {
        self.values = values
        cues = DropdownDescription.cues(of: description, for: values)
    }

    /// The value that more speaks for than for any other, or why there is none.
    func choose(from texts: [String]) -> (value: String?, reason: String) {
        guard !values.isEmpty else { return (nil, "The field has no values to choose from.") }
        let newest = texts.suffix(Self.mostTexts).map(CueReading.init)
        var reasons = [[String]](repeating: [], count: values.count)
        for value in values.indices {
            for cue in cues[value] {
                if let words = holds(cue, in: newest) { reasons[value].append(words) }
            }
            if let mention = mention(of: value, in: newest) { reasons[value].append(mention) }
        }
        if let chosen = clearWinner(reasons) {
            return (values[chosen], "Speaks for it: \(Self.listed(reasons[chosen])).")
        }
        let tied = values.indices.filter { !reasons[$0].isEmpty }
        guard tied.isEmpty else {
            let named = tied.map { "\(values[$0]) (\(Self.listed(reasons[$0])))" }
            return (nil, "Several values fit: \(named.joined(separator: "; ")).")
        }
        let asking = values.indices.filter { cues[$0].contains(.isOnlyAsking) }
        if asking.count == 1, newest.contains(where: \.isQuestion), !newest.contains(where: \.isUpset) {
            return (values[asking[0]], "Speaks for it: only a question was asked.")
        }
        let defaults = values.indices.filter { cues[$0].contains(.isDefault) }
        if defaults.count == 1 { return (values[defaults[0]], "Nothing spoke for another value.") }
        return (nil, "Nothing that the customer wrote speaks for one of the values.")
    }

    private static let mostTexts = 30

    /// Each once: several cues may be met by the same word.
    private static func listed(_ reasons: [String]) -> String {
        var seen: Set<String> = []
        return reasons.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }

    private func clearWinner(_ reasons: [[String]]) -> Int? {
        let ranked = reasons.indices.sorted { reasons[$0].count > reasons[$1].count }
        guard let first = ranked.first, !reasons[first].isEmpty else { return nil }
        if ranked.count > 1, reasons[ranked[1]].count == reasons[first].count { return nil }
        return first
    }

    private func holds(_ cue: Cue, in texts: [CueReading]) -> String? {
        switch cue {
        case .words(let stems):
            return texts.lazy.compactMap { $0.words(for: stems) }.first?.joined(separator: " ")
        case .isUpset: return texts.contains(where: \.isUpset) ? "upset" : nil
        case .isUrgent: return texts.contains(where: \.isUrgent) ? "urgent" : nil
        case .isOnlyAsking, .isDefault: return nil
        }
    }

    /// The customer used a value's own name. Words of degree say nothing by themselves.
    private func mention(of value: Int, in texts: [CueReading]) -> String? {
        let words = Words(values[value]).all
        guard !words.isEmpty, !words.allSatisfy(Self.vague.contains) else { return nil }
        let stems = words.map(Topics.stem)
        guard !cues[value].contains(.words(stems)) else { return nil }
        return texts.contains { $0.words(for: stems) != nil } ? "\"\(values[value])\" was named" : nil
    }

    private static let vague: Set<String> = [
        "high", "medium", "low", "normal", "other", "none", "yes", "no", "new", "critical", "general",
        "standard", "default",
        "question", "request", "open", "closed", "unknown", "na", "not", "applicable", "alta", "media",
        "baja", "haute", "basse",
        "hoch", "mittel", "niedrig", "baixa", "service", "a", "an", "the", "of", "and",
    ]
}
