import CasewireStorage

/// Reads and changes articles; pages and API call the same.
package struct ArticleActions: Sendable {
    /// Why nothing was changed.
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchArticle
        case noSuchVersion
        /// Somebody changed it since it was read.
        case changedMeanwhile
        case titleTaken(String, isArchived: Bool)
        case notPossible(String)
        case invalid([String])

        package var description: String {
            switch self {
            case .noSuchArticle: "There is no article with this id."
            case .noSuchVersion: "This version is not kept."
            case .changedMeanwhile:
                "Somebody changed this article since you opened it. Open it again and repeat what you did."
            case .titleTaken(let title, let isArchived):
                isArchived
                    ? "An archived article is called “\(title)”. Bring it back, or choose another title."
                    : "An article is called “\(title)” already. Change that one, or choose another title."
            case .notPossible(let words): words
            case .invalid(let problems): problems.joined(separator: " ")
            }
        }
    }

    /// What can be done to an article beside editing it.
    package enum Step: String, Sendable, Hashable, CaseIterable {
        case publish, unpublish, archive, unarchive

        fileprivate var change: String {
            switch self {
            case .publish: "published"
            case .unpublish: "unpublished"
            case .archive: "archived"
            case .unarchive: "brought back"
            }
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    package func article(_ id: Article.ID) async throws -> ArticleRecord {
        guard let record = try await services.database.read({ try $0.article(id) }) else {
            throw Refusal.noSuchArticle
        }
        return record
    }

    package func versions(of id: Article.ID) async throws -> [ArticleVersion] {
        try await services.database.read { snapshot in
            guard try snapshot.article(id) != nil else { throw Refusal.noSuchArticle }
            return try snapshot.versions(of: id)
        }
    }

    /// - Parameter questions: unanswered questions that it is to answer, which are then closed.
    package func create(
        _ content: ArticleContent, state: ArticleRecord.State, answering questions: [String] = [],
        by who: String
    ) async throws -> ArticleRecord {
        let content = try Self.checked(content)
        let id: Article.ID = services.random.identifier()
        return try await write { transaction, now in
            try Self.checkTitle(content.title, of: nil, in: transaction)
            let record = try transaction.insertArticle(
                content, id: id, state: state, source: nil, by: who, at: now)
            try transaction.closeQuestions(questions, by: who, article: id, at: now)
            return record
        }
    }

    /// - Parameters:
    ///   - version: the one that was changed; nil for whichever is kept.
    ///   - edit: makes the new content of the kept one.
    package func change(
        _ id: Article.ID, version: Int? = nil, by who: String,
        _ edit: @escaping @Sendable (ArticleContent) -> ArticleContent
    ) async throws -> ArticleRecord {
        try await write { transaction, now in
            let old = try Self.find(id, version: version, in: transaction)
            var new = old
            new.content = try Self.checked(edit(old.content))
            guard new != old else { return old }
            try Self.checkTitle(new.content.title, of: id, in: transaction)
            return try transaction.changeArticle(old, to: new, change: "edited", by: who, at: now)
        }
    }

    package func take(_ step: Step, on id: Article.ID, by who: String) async throws -> ArticleRecord {
        try await write { transaction, now in
            let old = try Self.find(id, version: nil, in: transaction)
            var new = old
            switch step {
            case .publish, .unpublish:
                guard old.archivedAt == nil else {
                    throw Refusal.notPossible("This article is archived. Bring it back first.")
                }
                new.state = step == .publish ? .published : .draft
            case .archive: new.archivedAt = old.archivedAt ?? now
            case .unarchive:
                new.archivedAt = nil
                // What comes back is looked at before the agent says it.
                if old.archivedAt != nil { new.state = .draft }
            }
            guard new != old else { return old }
            return try transaction.changeArticle(old, to: new, change: step.change, by: who, at: now)
        }
    }

    /// Brings back what an earlier version said; whether it is published stays as it is.
    package func restore(_ version: Int, of id: Article.ID, by who: String) async throws -> ArticleRecord {
        try await write { transaction, now in
            let old = try Self.find(id, version: nil, in: transaction)
            guard let kept = try transaction.version(version, of: id) else { throw Refusal.noSuchVersion }
            var new = old
            new.content = kept.content
            guard new != old else { return old }
            try Self.checkTitle(new.content.title, of: id, in: transaction)
            return try transaction.changeArticle(
                old, to: new, change: "restored version \(version)", by: who, at: now)
        }
    }

    /// Removes an article and its versions for good.
    package func delete(_ id: Article.ID) async throws {
        try await write { transaction, _ in
            try transaction.deleteArticle(try Self.find(id, version: nil, in: transaction))
        }
    }

    private func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction, Timestamp) throws -> Result
    ) async throws -> Result {
        let (now, random) = (services.clock.now(), services.random)
        return try await services.database.write { transaction in
            // Titles are looked up before they are written.
            try transaction.hold("knowledge")
            let before = try transaction.knowledgeVersion()
            let result: Result
            do {
                result = try body(transaction, now)
            } catch is ArticleChangedMeanwhile {
                throw Refusal.changedMeanwhile
            }
            if try transaction.knowledgeVersion() != before {
                try transaction.requestTraining(at: now, random: random)
            }
            return result
        }
    }

    private static func find(_ id: Article.ID, version: Int?, in transaction: Transaction) throws
        -> ArticleRecord
    {
        guard let record = try transaction.article(id) else { throw Refusal.noSuchArticle }
        guard version == nil || version == record.version else { throw Refusal.changedMeanwhile }
        return record
    }

    private static func checked(_ content: ArticleContent) throws -> ArticleContent {
        let content = content.tidied
        let problems = content.problems
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return content
    }

    private static func checkTitle(_ title: String, of id: Article.ID?, in transaction: Transaction) throws {
        guard let other = try transaction.article(titled: title), other.id != id else { return }
        throw Refusal.titleTaken(title, isArchived: other.archivedAt != nil)
    }
}
