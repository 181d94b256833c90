import Testing

@testable import Casewire

@Suite struct KnowledgeIndexTests {
    private let index = KnowledgeIndex(articles: KnowledgeFixtures.withExamples)
    private let bare = KnowledgeIndex(articles: KnowledgeFixtures.withoutExamples)

    @Test(arguments: [
        ("Returns", "How can I send these boots back?"), ("Returns", "i wanna return my order it doesnt fit"),
        ("Refunds", "when will I get my money back"),
        ("Refunds", "Where is my REFUND???"), ("Shipping", "how much does shipping cost"),
        ("Shipping", "how long will delivery take to Boston"),
        ("Opening hours", "are you open this sunday?"), ("Opening hours", "what time do you open tomorrow"),
        ("Order status", "my package still hasn't arrived"), ("Order status", "wheres my order"),
    ])
    func `a question finds the article whose examples it is like`(_ title: String, _ question: String) throws
    {
        let best = try #require(index.matches(for: question, limit: 3).first)
        #expect(best.title == title)
        #expect(best.score >= index.threshold)
        #expect(best.score <= 1)
    }

    @Test(arguments: [
        "do you sell submarines?", "what's the capital of France", "my neighbour's dog is barking",
        "I need a visa for Canada",
        "can you recommend a good restaurant", "asdf qwer zxcv", "4521", "tell me a joke",
        "is the president coming",
    ])
    func `what nothing is known about stays below the threshold`(_ question: String) {
        #expect((index.matches(for: question, limit: 1).first?.score ?? 0) < index.threshold)
        #expect((bare.matches(for: question, limit: 1).first?.score ?? 0) < bare.threshold)
    }

    @Test(arguments: [
        ("Returns", "can I return an item I bought"), ("Shipping", "how much does express shipping cost"),
        ("Refunds", "when do refunds reach my card"),
        ("Opening hours", "is the store closed on sundays"), ("Shipping", "standard shipping days"),
    ])
    func `articles without examples are found by their words`(_ title: String, _ question: String) throws {
        let best = try #require(bare.matches(for: question, limit: 1).first)
        #expect(best.title == title)
        #expect(best.score >= bare.threshold)
    }

    @Test func `matches come best first and no more than asked for`() {
        let matches = index.matches(for: "where is my order and my refund", limit: 2)
        #expect(matches.count == 2)
        #expect(matches[0].score >= matches[1].score)
        #expect(index.matches(for: "where is my order", limit: 0).isEmpty)
    }

    @Test func `the passage is plain text about the question`() throws {
        let best = try #require(index.matches(for: "how much is express shipping", limit: 1).first)
        #expect(best.passage.contains("Express shipping costs $15"))
        #expect(!best.passage.contains("#"))
        let returns = try #require(index.matches(for: "can I return an item", limit: 1).first)
        #expect(returns.passage.contains("within 30 days"))
    }

    @Test func `no articles, no matches`() {
        let empty = KnowledgeIndex(articles: [])
        #expect(empty.matches(for: "where is my order", limit: 5).isEmpty)
    }

    @Test func `one article alone answers what it is about and nothing else`() throws {
        let one = KnowledgeIndex(articles: [KnowledgeFixtures.withoutExamples[2]])
        #expect(
            (one.matches(for: "how much is express shipping", limit: 1).first?.score ?? 0) >= one.threshold)
        #expect((one.matches(for: "do you repair bicycles", limit: 1).first?.score ?? 0) < one.threshold)
    }

    @Test func `a text without words matches nothing`() {
        #expect(index.matches(for: "", limit: 3).isEmpty)
        #expect(index.matches(for: "???", limit: 3).isEmpty)
    }

    @Test func `a follow-up is looked up with the question before`() {
        let history = [
            ConversationText(author: .customer, text: "Do you ship orders for free?"),
            ConversationText(author: .agent, text: "Orders over $75 ship free."),
        ]
        #expect(
            index.matches(for: ["and how long does it take?"], after: history, limit: 1).first?.title
                == "Shipping")
        let other = index.matches(for: ["do you sell submarines?"], after: history, limit: 1).first
        #expect((other?.score ?? 0) < index.threshold)
    }

    @Test func `a burst is looked up without its greeting`() {
        let matches = index.matches(for: ["hi", "where is my refund"], after: [], limit: 1)
        #expect(matches.first?.title == "Refunds")
    }
}
