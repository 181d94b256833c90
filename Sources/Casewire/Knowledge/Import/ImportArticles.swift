import CasewireStorage

/// Takes articles over from files and pages: new ones as drafts, known ones changed, each at most once.
package struct ImportArticles: Sendable {
    /// Articles of one import.
    package static let most = 1000
    /// Articles of one transaction.
    private static let batch = 100

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// - Parameters:
    ///   - readings: what the files gave, what was refused of them included.
    ///   - publishes: whether what is imported is published at once.
    package func run(_ readings: [ArticleFile.Reading], publishes: Bool = false, by who: String) async throws
        -> ImportOutcome
    {
        var outcome = ImportOutcome()
        outcome.refused = readings.flatMap(\.refused)
        var entries: [ImportedArticle] = []
        var places: [String: String] = [:]
        for var entry in readings.flatMap(\.articles) {
            entry.content = entry.content.tidied
            let problems = entry.content.problems
            let title = entry.content.title
            if !problems.isEmpty {
                outcome.refused.append(.init(entry.place, problems.joined(separator: " ")))
            } else if let other = places[title] {
                outcome.refused.append(.init(entry.place, "“\(title)” came already from \(other)."))
            } else if entries.count >= Self.most {
                outcome.refused.append(.init(entry.place, "An import takes \(Self.most) articles at most."))
            } else {
                places[title] = entry.place
                entries.append(entry)
            }
        }
        for start in stride(from: 0, to: entries.count, by: Self.batch) {
            let part = Array(entries[start..<min(start + Self.batch, entries.count)])
            try await write(part, publishes: publishes, by: who, into: &outcome)
        }
        return outcome
    }

    private func write(
        _ entries: [ImportedArticle], publishes: Bool, by who: String, into outcome: inout ImportOutcome
    ) async throws {
        let (now, random) = (services.clock.now(), services.random)
        let before = outcome
        outcome = try await services.database.write { transaction in
            var outcome = before
            try transaction.hold("knowledge")
            let version = try transaction.knowledgeVersion()
            for entry in entries {
                try transaction.take(
                    entry, publishes: publishes, by: who, at: now, random: random, into: &outcome)
            }
            if try transaction.knowledgeVersion() != version {
                try transaction.requestTraining(at: now, random: random)
            }
            return outcome
        }
    }
}

extension Transaction {
    fileprivate func take(
        _ entry: ImportedArticle, publishes: Bool, by who: String, at now: Timestamp,
        random: any RandomSource, into outcome: inout ImportOutcome
    ) throws {
        let title = entry.content.title
        let titled = try article(titled: title)
        if let titled, entry.keepsToSource, titled.source != entry.source {
            let origin = titled.source.map { "from \($0)" } ?? "written here"
            outcome.refused.append(.init(entry.place, "An article “\(title)” \(origin) is there already."))
            return
        }
        let sourced = entry.isWholeSource ? try onlyArticle(from: entry.source) : nil
        guard let old = titled ?? sourced else {
            _ = try insertArticle(
                entry.content, id: random.identifier(), state: publishes ? .published : .draft,
                source: entry.source, change: "imported from \(entry.source)", by: who, at: now)
            outcome.created.append(title)
            return
        }
        guard old.archivedAt == nil else {
            outcome.refused.append(
                .init(entry.place, "The article “\(old.content.title)” is archived. Bring it back first."))
            return
        }
        var new = old
        new.content = entry.content.completed(by: old.content)
        new.source = entry.source
        if publishes { new.state = .published }
        guard new != old else {
            outcome.unchanged += 1
            return
        }
        try changeArticle(old, to: new, change: "imported from \(entry.source)", by: who, at: now)
        outcome.updated.append(title)
    }

    private func onlyArticle(from source: String) throws -> ArticleRecord? {
        let found = try rows("SELECT * FROM article WHERE source = \(source) LIMIT 2").map(
            ArticleRecord.init(row:))
        return found.count == 1 ? found[0] : nil
    }
}

extension ArticleContent {
    /// What an import does not say stays as somebody wrote it here.
    fileprivate func completed(by old: ArticleContent) -> ArticleContent {
        ArticleContent(
            kind: kind, title: title, body: body.isEmpty ? old.body : body,
            shortAnswer: shortAnswer ?? old.shortAnswer, examples: examples.isEmpty ? old.examples : examples,
            locale: locale ?? old.locale)
    }
}
