import Testing

@testable import Casewire

@Suite struct DraftGuardTests {
    private let turn = Turn(
        organization: "Harbor Outfitters", profile: "Write to help@harbor.example when it is about a bill.",
        history: [
            ConversationText(author: .customer, text: "My order is 4411 2098, mail a.customer@example.com"),
            ConversationText(author: .agent, text: "It left us, see harbor.example/track/44112098"),
        ],
        newTexts: ["Can you call me at (555) 010-4477? I was told I get $80, see http://odd.example"],
        found: [
            KnowledgeMatch(
                article: Article.ID(rawValue: "a1"), title: "Shipping",
                passage:
                    "Express costs $12.50, or 10 % of the order. Details: https://harbor.example/shipping",
                score: 0.9)
        ], threshold: 0.5, language: "en")

    @Test(arguments: [
        "Express costs $12.50, or 10% of the order.", "See https://harbor.example/shipping.",
        "Your order 44112098 left us: harbor.example/track/44112098", "We will call 555-010-4477.",
        "We write to a.customer@example.com, or ask help@harbor.example.",
        "It takes 3-5 days, e.g. from Monday.",
        "I am an automated assistant, not a real person.", "No soy una persona.",
        "Open 9.00-18.00 on weekdays.",
        "A person will look at it. I'm sorry about that!",
    ])
    func `a draft may name what the organization or the customer named`(_ draft: String) {
        #expect(DraftGuard.objection(to: draft, in: turn) == nil)
    }

    @Test(arguments: [
        "You get $80 back.", "That is 15 % off.", "See http://odd.example",
        "Log in at harbor.example.evil.example",
        "Call +1 555 010 9999.", "Write to b.customer@example.com", "I am a real human.", "I'm not a bot!",
        "Je suis une personne.", "Ich bin ein Mensch.", "Sou uma pessoa.",
    ])
    func `what nobody gave is not said`(_ draft: String) {
        #expect(DraftGuard.objection(to: draft, in: turn) != nil)
    }
}
