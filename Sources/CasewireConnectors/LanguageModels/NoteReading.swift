import Casewire

/// Reads a model's note. What it says of a field must rest on a text of the customer's.
struct NoteReading: Sendable {
    /// Nil where it is no note at all.
    let note: HandoffNote?

    init(_ answer: JSONValue, request: HandoffRequest, usage: ModelUsage) {
        guard let summary = answer["summary"]?.text, let subject = answer["subject"]?.text,
            let sentiment = answer["sentiment"]?.text.flatMap(Sentiment.init(rawValue:))
        else {
            note = nil
            return
        }
        let builtin = FieldExtraction.answers(
            to: request.fields.filter { !NotePrompt.isAsked($0) }, in: request.conversation)
        let asked = request.fields.filter(NotePrompt.isAsked).map { field in
            Self.field(field, answer["fields"]?[field.column], in: request.conversation)
        }
        note = HandoffNote(
            summary: summary, subject: subject, sentiment: sentiment,
            language: answer["language"]?.text ?? "",
            fields: asked + builtin, usage: usage)
    }

    private static func field(
        _ question: FieldQuestion, _ answer: JSONValue?, in conversation: [ConversationText]
    ) -> FieldAnswer {
        func empty(_ reason: String) -> FieldAnswer {
            FieldAnswer(column: question.column, value: nil, reason: reason)
        }
        guard let answer, let value = answer["value"]?.text?.trimmed, !value.isEmpty else {
            return empty("The model was not sure.")
        }
        guard let number = answer["message"]?.integer, conversation.indices.contains(number - 1),
            conversation[number - 1].author == .customer
        else {
            return empty("The model names no text of the customer's that “\(value.prefix(60))” rests on.")
        }
        let text = conversation[number - 1].text
        if case .text = question.kind, !Self.says(text, value) {
            return empty("“\(value.prefix(60))” is not in the text that the model names.")
        }
        let reason = answer["reason"]?.text ?? ""
        return FieldAnswer(
            column: question.column, value: value, reason: "\(reason) (text \(number): “\(text.prefix(80))”)")
    }

    /// Whether a text has a value, blanks, dashes and capitals aside.
    private static func says(_ text: String, _ value: String) -> Bool {
        func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        return plain(text).contains(plain(value))
    }
}
