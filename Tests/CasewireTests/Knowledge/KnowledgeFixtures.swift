@testable import Casewire

/// A small shop's knowledge, with and without examples.
enum KnowledgeFixtures {
    static func article(_ title: String, _ body: String, _ examples: [String] = []) -> Article {
        Article(id: Article.ID(rawValue: title), title: title, body: body, examples: examples)
    }

    static let withExamples: [Article] = [
        article(
            "Returns",
            "You can return any item within **30 days** of delivery. Print the label from your account and drop the parcel at any post office.",
            [
                "how do I send this back", "I want to return my shoes", "can I return an item",
                "what is your return policy", "it does not fit, how can I send it back",
            ]),
        article(
            "Refunds", "Refunds reach your card 3 to 5 business days after the parcel is back with us.",
            [
                "when do I get my money back", "where is my refund", "how long does a refund take",
                "I have not received my refund yet",
            ]),
        article(
            "Shipping",
            "# Shipping\nStandard shipping takes 3 to 5 business days and costs $5. Orders over $75 ship free.\n\nExpress shipping costs $15 and arrives the next day.",
            [
                "how long does delivery take", "when will my order arrive", "how much is shipping",
                "do you ship for free", "what does delivery cost",
            ]),
        article(
            "Opening hours",
            "Our store in Portland is open Monday to Saturday from 10 to 6. We are closed on Sundays.",
            ["when are you open", "are you open on sunday", "what are your hours", "what time do you close"]),
        article(
            "Order status", "You can track your order with the link in the confirmation e-mail.",
            ["where is my order", "my package has not arrived", "can you track my order", "where's my stuff"]),
    ]

    static let withoutExamples: [Article] = withExamples.map { article($0.title, $0.body) }
}
