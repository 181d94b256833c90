import Casewire
import CasewirePages
import Foundation
import Testing

/// Each language has every message of the pages, and nothing beside.
@Suite struct CatalogueTests {
    struct Source: Sendable {
        let path: String
        let literals: [SourceLiterals.Literal]
    }

    static let catalogues: [Catalogue] = (try? PageRenderer(assets: .carried()).catalogues) ?? []

    static let sources: [Source] = {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let names = FileManager.default.enumerator(
            at: top.appending(path: "Sources"), includingPropertiesForKeys: nil)
        return (names?.allObjects ?? []).compactMap { entry in
            guard let url = entry as? URL, url.pathExtension == "swift",
                let text = try? String(contentsOf: url, encoding: .utf8)
            else { return nil }
            return Source(
                path: String(url.path.dropFirst(top.path.count + "/Sources/".count)),
                literals: SourceLiterals.all(in: text))
        }.sorted { $0.path < $1.path }
    }()

    static let templates: [String: [String]] = PageRenderer.sources(of: .carried())
        .filter { $0.key.hasPrefix(PageRenderer.folder) }.mapValues { TemplateTranslator.messages(of: $0) }

    /// What is looked up, by where it stands.
    private static var said: [(place: String, key: String, label: String?)] {
        templates.sorted { $0.key < $1.key }.flatMap { path, keys in keys.map { (path, $0, nil) } }
            + sources.filter { $0.path.hasPrefix("CasewireWeb/") }.flatMap { source in
                source.literals.filter { $0.isSaid && $0.label != "one" }.map {
                    ("\(source.path):\($0.line)", $0.key, $0.label)
                }
            }
    }

    @Test func `there is Spanish, and sources and templates are found`() {
        #expect(Self.catalogues.map(\.language) == ["es"])
        #expect(Self.said.count > 500)
    }

    @Test(arguments: catalogues.map(\.language))
    func `every message of templates and pages is translated`(into language: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        let missing = Self.said.filter { message in
            message.key.contains(where: \.isLetter) && entries[message.key] == nil
        }
        #expect(missing.map { "\($0.place): \($0.key)" } == [])
    }

    @Test(arguments: catalogues.map(\.language))
    func `a message with a count has the forms of its plural`(in language: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        let counted = Set(Self.said.filter { $0.label == "other" }.map(\.key))
        let plural = Set(entries.filter { if case .plural = $0.value { true } else { false } }.map(\.key))
        #expect(counted.symmetricDifference(plural).sorted() == [])
    }

    @Test(arguments: catalogues.map(\.language))
    func `no entry is left that nothing says`(in language: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        var known = Set(Self.templates.values.joined())
        for source in Self.sources {
            // A detail's name begins with a capital where it is shown.
            for literal in source.literals {
                known.formUnion([literal.key, literal.key.prefix(1).uppercased() + literal.key.dropFirst()])
            }
        }
        known.formUnion(Self.spokenValues)
        #expect(entries.keys.filter { !known.contains($0) }.sorted() == [])
    }

    @Test(arguments: catalogues.map(\.language))
    func `a translation has the values, links and emphasis of its message`(in language: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        let marks = { (text: String) in
            Set(text.matches(of: #/%\d+|</?\d+>|\{[a-z]+\}/#).map { String($0.output) })
        }
        let wrong = entries.filter { key, entry in
            switch entry {
            case .text(let text): marks(text) != marks(key) || text.isEmpty
            case .plural(let one, let other):
                marks(other) != marks(key) || !marks(one).isSubset(of: marks(key))
            }
        }
        #expect(wrong.map(\.key).sorted() == [])
    }

    /// Words that the product gives its values; they are sentences of none of its literals alone.
    private static var spokenValues: [String] {
        Session.State.allCases.map(\.words) + Operator.Role.allCases.map(\.words)
            + InboxView.allCases.map(\.words)
            + HandoffReason.allCases.map(\.words) + Article.Kind.allCases.map(\.words)
            + MessageState.allCases.map(\.words) + AnswerTime.allCases.map(\.words)
            + ["negative", "neutral", "positive", "registered", "pending", "missing", "rejected"]
    }

    @Test(arguments: catalogues.map(\.language))
    func `the product's words for its values are translated`(into language: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        #expect(Self.spokenValues.filter { entries[$0] == nil } == [])
    }

    /// Where the product makes sentences that pages show as they are.
    private static let told = [
        "Casewire/Sessions/SessionActions.swift", "Casewire/Sessions/SessionActions+Snooze.swift",
        "Casewire/Operators/PeopleActions.swift",
        "Casewire/Operators/SavedView.swift", "Casewire/Knowledge/ArticleActions.swift",
        "Casewire/Knowledge/ArticleContent.swift", "Casewire/Configuration/SetupProgress.swift",
        "Casewire/Sessions/BulkActions.swift", "Casewire/Cases/ReplyRule.swift",
        "Casewire/Cases/ReplyPreview.swift",
        "Casewire/Agent/TurnDecision.swift", "Casewire/Sessions/SessionChanges.swift",
        "Casewire/Templates/TemplateActions.swift", "Casewire/Templates/ReplyTemplate.swift",
        "Casewire/Limits/TurnBar.swift", "Casewire/Limits/LoopWatch.swift",
        "Casewire/Figures/FigureReport.swift",
    ]

    @Test(arguments: catalogues.map(\.language), told)
    func `sentences that the product tells are translated`(into language: String, in path: String) throws {
        let entries = try #require(Self.catalogues.first { $0.language == language }).entries
        let source = try #require(Self.sources.first { $0.path == path }, "the file moved")
        let sentences = source.literals.filter { Self.isSentence($0.key) }
        #expect(!sentences.isEmpty)
        #expect(sentences.filter { entries[$0.key] == nil }.map { "\($0.line): \($0.key)" } == [])
    }

    /// Begins as one, ends with a full stop, and has several words.
    private static func isSentence(_ key: String) -> Bool {
        guard let first = key.first, first.isUppercase || "“%".contains(first) else { return false }
        return key.hasSuffix(".") && key.contains(" ") && key.contains(where: \.isLowercase)
    }

    /// Texts of pages' sources that are no words: names of products, headers, and what is typed.
    private static let names: Set<String> = [
        "Casewire", "Creatio", "English", "Archived", "X-Forwarded-For", "Casewire-Looking", "%1 %2 UTC",
        "What was seen could not be kept.", "“state” is looking, typing or gone.",
    ]

    @Test func `a page's words are looked up`() {
        let pages = Self.sources.filter {
            $0.path.hasPrefix("CasewireWeb/Pages/")
                || $0.path.wholeMatch(of: #/CasewireWeb/Routes/\w+Pages\.swift/#) != nil
        }
        #expect(pages.count > 30)
        let forgotten = pages.flatMap { source in
            source.literals.filter { literal in
                !literal.isSaid && !Self.names.contains(literal.key) && Self.isWords(literal.key)
            }.map { "\(source.path):\($0.line): say(\"\($0.key)\")" }
        }
        #expect(forgotten == [])
    }

    /// A sentence or a label: begins with a capital that a small letter follows.
    private static func isWords(_ key: String) -> Bool {
        let letters = key.drop { "“(".contains($0) }.prefix(2)
        return !key.contains("<") && letters.first?.isUppercase == true && letters.last?.isLowercase == true
    }
}
