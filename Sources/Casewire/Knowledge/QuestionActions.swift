import CasewireStorage

/// Shows what had no answer, and makes articles of it; pages and API call the same.
package struct QuestionActions: Sendable {
    /// The newest so many are grouped; older ones come up once these are dealt with.
    package static let mostShown = 500
    /// Examples that a new article begins with.
    private static let mostExamples = 50
    /// Texts of a rep's that make one reply.
    private static let longestReply = 3

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func groups() async throws -> [QuestionGroup] {
        let questions = try await services.database.read {
            try $0.unansweredQuestions(limit: Self.mostShown)
        }
        guard !questions.isEmpty else { return [] }
        return await OwnThreads.run { QuestionGroup.groups(of: questions) }
    }

    /// Takes questions off the list. Returns how many were on it.
    @discardableResult
    package func dismiss(_ ids: [String], by who: String) async throws -> Int {
        let now = services.clock.now()
        let known = Array(Set(ids).prefix(Self.mostShown))
        return try await services.database.write {
            try $0.closeQuestions(known, by: who, article: nil, at: now)
        }
    }

    /// An article to begin with: the questions as examples, and as text what a rep answered. Nil where the question is gone.
    package func proposal(for id: String) async throws -> (content: ArticleContent, questions: [String])? {
        guard let group = try await groups().first(where: { $0.questions.contains { $0.id == id } }) else {
            return nil
        }
        let reply = try await services.database.read { snapshot in
            for question in group.questions {
                if let reply = try snapshot.repReply(to: question, longest: Self.longestReply) {
                    return reply
                }
            }
            return ""
        }
        let texts = group.questions.map {
            String(
                $0.text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(
                    ArticleContent.longestExample))
        }
        let content = ArticleContent(
            title: Self.title(of: texts[0]), body: PrivateMask.mask(reply),
            examples: Array(texts.prefix(Self.mostExamples))
        ).tidied
        return (content, group.questions.map(\.id))
    }

    private static func title(of question: String) -> String {
        guard question.count > 80 else { return question }
        let cut = question.prefix(80)
        return String(cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}

extension Snapshot {
    /// What a rep wrote next in the session, until the customer's next text; nil where nobody did.
    fileprivate func repReply(to question: UnansweredQuestion, longest: Int) throws -> String? {
        let later = try messages(in: question.session).filter { $0.position > question.position }
        let replies = later.drop { $0.author != .rep }.prefix { $0.author != .customer }
            .filter { $0.author == .rep && !$0.text.isEmpty }
        return replies.isEmpty ? nil : replies.prefix(longest).map(\.text).joined(separator: "\n\n")
    }
}
