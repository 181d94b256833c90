import Foundation

extension HandoffNote {
    private static let longestSummary = 500
    private static let longestSubject = 80
    private static let longestReason = 300

    /// The note with whatever a model added or left out put right: a value that does not fit its field is none, and says why.
    func held(to request: HandoffRequest) -> HandoffNote {
        let extract = ConversationSummary(of: request.conversation)
        /// Nothing of a text that names what nobody in the conversation did.
        func known(_ text: String) -> String {
            DraftGuard.objection(toNote: text, on: request.conversation) == nil ? text : ""
        }
        let answers = Dictionary(fields.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
        return HandoffNote(
            summary: Self.cut(known(summary), to: Self.longestSummary, or: extract.text),
            subject: Self.cut(known(subject), to: Self.longestSubject, or: extract.subject),
            sentiment: sentiment,
            language: Self.isTag(language) ? language : extract.language,
            fields: request.fields.map { field in
                Self.held(
                    answers[field.column].map { $0.keepingReason(isKnown: known($0.reason) == $0.reason) },
                    to: field)
            }, usage: usage)
    }

    private static func cut(_ text: String, to length: Int, or other: String) -> String {
        let text = PrivateMask.mask(text.trimmingCharacters(in: .whitespacesAndNewlines))
        guard !text.isEmpty else { return other }
        return text.count <= length ? text : String(text.prefix(length - 1)) + "…"
    }

    /// A BCP 47 tag such as `en` or `pt-BR`.
    private static func isTag(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil
    }

    private static func held(_ answer: FieldAnswer?, to question: FieldQuestion) -> FieldAnswer {
        func empty(_ reason: String) -> FieldAnswer {
            FieldAnswer(column: question.column, value: nil, reason: reason)
        }
        guard let answer else { return empty("The model did not say.") }
        let reason = String(answer.reason.prefix(longestReason))
        guard let value = answer.value?.trimmingCharacters(in: .whitespacesAndNewlines), !value.isEmpty else {
            return empty(reason.isEmpty ? "The model was not sure." : reason)
        }
        switch question.kind {
        case .dropdown(let values):
            guard values.contains(value) else { return empty("“\(value.prefix(60))” is none of the values.") }
        case .text(let pattern, let maximumLength):
            guard value.count <= maximumLength else {
                return empty("What was found is longer than \(maximumLength) characters.")
            }
            if let pattern, !pattern.isEmpty, !PatternField.fits(value, pattern: pattern) {
                return empty("“\(value.prefix(60))” does not fit the pattern.")
            }
        }
        return FieldAnswer(column: question.column, value: value, reason: reason)
    }
}

extension FieldAnswer {
    fileprivate func keepingReason(isKnown: Bool) -> FieldAnswer {
        isKnown
            ? self
            : FieldAnswer(column: column, value: value, reason: "The model's reason names what nobody wrote.")
    }
}
