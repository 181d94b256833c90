/// What the agent goes by beside its settings, written as knowledge: instructions, and topics for people.
package struct KnowledgeRules: Sendable, Hashable {
    /// What hosted models are told to do, each with its title.
    package let instructions: [String]
    private let topics: [Topic]

    private struct Topic: Sendable, Hashable {
        let name: String
        /// What touches it: its name, or how customers put it.
        let phrases: [String]
    }

    package static let none = KnowledgeRules([])

    init(_ articles: [Article]) {
        instructions = articles.filter { $0.kind == .instruction }.map { article in
            let text = PlainText.from(article.body.isEmpty ? article.shortAnswer ?? "" : article.body)
            return "\(article.title): \(text)"
        }
        topics = articles.filter { $0.kind == .topic }.map {
            Topic(name: $0.title, phrases: [$0.title] + $0.examples)
        }
    }

    /// The names of the topics that a text touches, those of the agent's settings first.
    package func topics(in text: String, beside configured: [String]) -> [String] {
        var names = Topics.matched(configured, in: text)
        for topic in topics where !names.contains(topic.name) {
            if !Topics.matched(topic.phrases, in: text).isEmpty { names.append(topic.name) }
        }
        return names
    }
}
