/// Fills fields of a case from what the customer wrote. Empty beats wrong, and every answer says why.
package enum FieldExtraction {
    package static func answers(to questions: [FieldQuestion], in conversation: [ConversationText])
        -> [FieldAnswer]
    {
        let texts = conversation.filter { $0.author == .customer }.map { String($0.text.prefix(longestText)) }
        return questions.map { question in
            let (value, reason) = answer(to: question, in: texts)
            return FieldAnswer(column: question.column, value: value, reason: reason)
        }
    }

    /// Characters of each text that are looked at: a text of ten segments. Keeps slow patterns from taking long.
    private static let longestText = 1600

    private static func answer(to question: FieldQuestion, in texts: [String]) -> (
        value: String?, reason: String
    ) {
        guard !texts.isEmpty else { return (nil, "The customer wrote nothing.") }
        switch question.kind {
        case .dropdown(let values):
            if let choice = ExampleChoice(values: values, examples: question.examples) {
                return choice.choose(from: texts)
            }
            return DropdownField(values: values, description: question.description).choose(from: texts)
        case .text(let pattern, let maximumLength):
            var found: (value: String?, reason: String)
            if !question.examples.isEmpty, let span = ExampleSpan(examples: question.examples) {
                found = span.find(in: texts)
                if let value = found.value, let pattern, !pattern.isEmpty,
                    !PatternField.fits(value, pattern: pattern)
                {
                    found = (nil, "“\(value.prefix(60))” does not fit the pattern.")
                }
            } else if let pattern, !pattern.isEmpty {
                found = PatternField.find(pattern, in: texts)
            } else {
                found = RecognizedField.find(
                    title: question.title, description: question.description, in: texts)
            }
            guard let value = found.value else { return found }
            guard value.count <= maximumLength else {
                return (nil, "What was found is longer than \(maximumLength) characters.")
            }
            return found
        }
    }
}
