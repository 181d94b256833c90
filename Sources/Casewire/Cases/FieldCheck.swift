extension CreatioSettings.Field {
    /// More examples are not learned from (`ExampleChoice`).
    package static let mostExamples = 4000
    private static let longestExample = 2000
    private static let longestWords = 2000
    private static let mostValues = 500

    /// What is wrong with it by itself, by its keys; a setup file, the API and the dashboard ask alike.
    package var problems: [SettingProblem] {
        var problems: [SettingProblem] = []
        func note(_ key: String, _ words: String) { problems.append(SettingProblem(key, words)) }
        let isName = column.utf8.allSatisfy { $0 == 0x5F || Self.isLetterOrDigit($0) }
        if !isName || column.isEmpty || column.count > 100 {
            note("column", "must be a column of Case, such as UsrOrderNumber.")
        }
        for (key, words) in [("title", title), ("description", description)]
        where words.count > Self.longestWords {
            note(key, "has \(words.count) characters; \(Self.longestWords) are the most.")
        }
        if let pattern, !pattern.isEmpty, (try? Regex(pattern)) == nil || !PatternField.isPattern(pattern) {
            note("pattern", "is not a regular expression.")
        }
        let values = values ?? [:]
        if values.count > Self.mostValues || values.contains(where: { $1.count > Self.longestWords }) {
            note("values", "has too many values, or too long a description.")
        }
        let examples = examples ?? []
        if examples.count > Self.mostExamples {
            note("examples", "are \(examples.count); \(Self.mostExamples) are learned from at most.")
        }
        if !examples.allSatisfy({ !$0.text.isEmpty && $0.text.count <= Self.longestExample }) {
            note("examples", "need a text of 1 to \(Self.longestExample) characters each.")
        }
        return problems
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// The description with what was said of each of a dropdown's values, as `DropdownDescription` reads it.
    func description(naming names: [String]) -> String {
        let said = names.compactMap { name -> String? in
            guard let words = values?[name], !words.isEmpty else { return nil }
            // One clause a value: what ends a clause is taken for a comma.
            let clause = String(words.map { $0 == ";" || $0 == "|" || $0.isNewline ? "," : $0 })
            let begins = ["when ", "if ", "for ", ":"].contains { clause.lowercased().hasPrefix($0) }
            return "\(name) \(begins ? "" : "when ")\(clause)"
        }
        return ([description] + said).filter { !$0.isEmpty }.joined(separator: "; ")
    }
}
