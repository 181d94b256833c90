/// Finds the articles that answer a question, and knows when none does.
///
/// Two things make an article fit: that a question is like its examples (`ExampleIndex`), and that its passages say what is
/// asked about (`WordCoverage`). Both are brought to one scale on which `threshold` parts answers from guesses. Building is
/// linear in the texts; an index is a value and never changes.
package struct KnowledgeIndex: Sendable {
    /// Below this score nothing in the knowledge answers.
    package let threshold = 0.5

    private let articles: [Entry]
    private let examples: ExampleIndex
    private let coverage: WordCoverage
    /// The stems of everything that is known.
    private let vocabulary: Set<String>

    private struct Entry: Sendable {
        let id: Article.ID
        let title: String
        let exampleCount: Int
        let passage: Passage
        let shortAnswer: String?
        let locale: String?
        /// The stems of the title, and of each sentence.
        let titleStems: Set<String>
        let sentenceStems: [Set<String>]
        /// Stems of the title and of neighbouring sentences, about as many as an answer has.
        let windows: [Set<String>]
    }

    /// What moving the threshold would gain and cost.
    package var tradeOff: TradeOff { examples.tradeOff }

    /// - Parameter trained: what was learned from these articles, or from earlier ones; nil learns now, which blocks.
    package init(articles: [Article], trained: TrainedKnowledge? = nil) {
        let entries = articles.map(Self.entry)
        self.articles = entries
        examples = ExampleIndex(articles, trained: trained ?? TrainedKnowledge(training: articles))
        coverage = WordCoverage(entries.flatMap(\.windows))
        var vocabulary: Set<String> = []
        for article in articles {
            vocabulary.formUnion(WordCoverage.stems(of: Article.spoken(article.title)))
            for example in article.examples { vocabulary.formUnion(WordCoverage.stems(of: example)) }
        }
        for entry in entries { vocabulary.formUnion(entry.sentenceStems.joined()) }
        self.vocabulary = vocabulary
    }

    /// The articles that fit best, best first; those that have nothing in common with the question are left out.
    package func matches(for question: String, limit: Int) -> [KnowledgeMatch] {
        guard !articles.isEmpty, limit > 0 else { return [] }
        let stems = WordCoverage.stems(of: question)
        let likeness = examples.scores(for: question)
        let familiarity = examples.isConfident ? 1 : familiarity(of: stems)
        var ranked: [(article: Int, score: Double)] = []
        for article in articles.indices {
            let score = familiarity * score(of: article, byExamples: likeness[article], stems: stems)
            if score > 0.01 { ranked.append((article, score)) }
        }
        ranked.sort { $0.score == $1.score ? $0.article < $1.article : $0.score > $1.score }
        return ranked.prefix(limit).map { found in
            let entry = articles[found.article]
            return KnowledgeMatch(
                article: entry.id, title: entry.title, passage: passage(of: entry, for: stems),
                score: found.score, shortAnswer: entry.shortAnswer, locale: entry.locale)
        }
    }

    /// The same for a turn: a text that only makes sense after the one before ("and how much is that?") is looked up together
    /// with it.
    ///
    /// - Parameter language: the customer's, BCP 47; of articles that answer about as well, one in it comes first.
    package func matches(
        for newTexts: [String], after history: [ConversationText], language: String? = nil, limit: Int
    ) -> [KnowledgeMatch] {
        LanguagePreference.ordered(
            best(for: newTexts, after: history, limit: limit), for: language, threshold: threshold)
    }

    private func best(
        for newTexts: [String], after history: [ConversationText], limit: Int
    ) -> [KnowledgeMatch] {
        let question = newTexts.filter { SmallTalk($0) == nil }.joined(separator: " ")
        let asked = question.isEmpty ? newTexts.joined(separator: " ") : question
        let alone = matches(for: asked, limit: limit)
        guard (alone.first?.score ?? 0) < threshold || FollowUp.leansOnEarlier(asked),
            FollowUp.mayLeanOnEarlier(asked),
            let before = history.last(where: { $0.author == .customer && SmallTalk($0.text) == nil })
        else { return alone }
        let joined = matches(for: before.text + " " + asked, limit: limit)
        return (joined.first?.score ?? 0) > (alone.first?.score ?? 0) ? joined : alone
    }

    /// Less than 1 where a question is about things that occur nowhere in the knowledge, whatever its other words are like.
    private func familiarity(of stems: [String]) -> Double {
        guard !stems.isEmpty else { return 1 }
        let known = stems.count(where: vocabulary.contains)
        return 1 - Self.strangenessCost * (1 - Double(known) / Double(stems.count))
    }

    private static let strangenessCost = 0.12

    private func score(of article: Int, byExamples: Double, stems: [String]) -> Double {
        let entry = articles[article]
        guard !stems.isEmpty, !entry.windows.isEmpty else { return byExamples }
        let share = entry.windows.map { coverage.share(of: stems, in: $0) }.max() ?? 0
        let byWords = ScoreScale.common(share, threshold: WordCoverage.threshold)
        // Examples know better than words where there are some.
        let trusted = entry.exampleCount >= 3 ? 0.9 * byWords : byWords
        return min(1, max(byExamples, trusted) + 0.05 * min(byExamples, trusted))
    }

    private func passage(of entry: Entry, for stems: [String]) -> String {
        let points = entry.sentenceStems.map { sentence in
            stems.reduce(0) { $0 + coverage.weight(of: $1) * WordCoverage.credit($1, in: sentence) }
        }
        return entry.passage.best(points: points)
    }

    private static func entry(_ article: Article) -> Entry {
        let passage = Passage(body: article.body.isEmpty ? article.shortAnswer ?? "" : article.body)
        let titleStems = Set(WordCoverage.stems(of: Article.spoken(article.title)))
        let sentenceStems = passage.sentences.map { Set(WordCoverage.stems(of: $0)) }
        let windows = sentenceStems.indices.map { first in
            sentenceStems[first..<min(first + 3, sentenceStems.count)].reduce(titleStems) { $0.union($1) }
        }
        return Entry(
            id: article.id, title: article.title, exampleCount: article.examples.count, passage: passage,
            shortAnswer: article.shortAnswer, locale: article.locale,
            titleStems: titleStems, sentenceStems: sentenceStems, windows: windows)
    }
}
