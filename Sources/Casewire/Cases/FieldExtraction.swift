/// Fills fields of a case from what the customer wrote. Empty beats wrong, and every answer says why.
package enum FieldExtraction {
    package static func answers(to questions: [FieldQuestion], in conversation: [ConversationText])
        -> [FieldAnswer]
    {
        let texts = conversation.filter { $0.author == .customer }.map(\.text)
        return questions.map { question in
            let (value, reason) = reader(for: question)(texts)
            return FieldAnswer(column: question.column, value: value, reason: reason)
        }
    }

    /// The texts that a value rests on, by their places: those that give it alone; where none does, those without which it
    /// would be another.
    static func grounds(of value: String, for question: FieldQuestion, in texts: [String]) -> [Int] {
        let read = reader(for: question)
        let alone = texts.indices.filter { read([texts[$0]]).value == value }
        guard alone.isEmpty else { return alone }
        return texts.indices.filter { place in
            read(texts.indices.filter { $0 != place }.map { texts[$0] }).value != value
        }
    }

    /// Characters of each text that are looked at: a text of ten segments. Keeps slow patterns from taking long.
    private static let longestText = 1600

    /// What fills the field from the customer's texts. Learning from its examples takes a while and is done once.
    package static func reader(for question: FieldQuestion) -> ([String]) -> (value: String?, reason: String)
    {
        let look = find(for: question)
        return { texts in
            guard !texts.isEmpty else { return (nil, "The customer wrote nothing.") }
            return look(texts.map { String($0.prefix(longestText)) })
        }
    }

    private static func find(for question: FieldQuestion) -> ([String]) -> (value: String?, reason: String) {
        switch question.kind {
        case .dropdown(let values):
            if let choice = ExampleChoice(values: values, examples: question.examples) {
                return { choice.choose(from: $0) }
            }
            let field = DropdownField(values: values, description: question.description)
            return { field.choose(from: $0) }
        case .text(let pattern, let maximumLength):
            let span = question.examples.isEmpty ? nil : ExampleSpan(examples: question.examples)
            return { texts in
                let found = text(of: question, pattern: pattern ?? "", span: span, in: texts)
                guard let value = found.value, value.count > maximumLength else { return found }
                return (nil, "What was found is longer than \(maximumLength) characters.")
            }
        }
    }

    private static func text(
        of question: FieldQuestion, pattern: String, span: ExampleSpan?, in texts: [String]
    )
        -> (value: String?, reason: String)
    {
        if let span {
            let found = span.find(in: texts)
            if let value = found.value, !pattern.isEmpty, !PatternField.fits(value, pattern: pattern) {
                return (nil, "“\(value.prefix(60))” does not fit the pattern.")
            }
            return found
        }
        return pattern.isEmpty
            ? RecognizedField.find(title: question.title, description: question.description, in: texts)
            : PatternField.find(pattern, in: texts)
    }
}
