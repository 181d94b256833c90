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
        "A person will look at it. I'm sorry about that!", "I'm automated, not a real person.",
        "Shall we call you at 555-010-4477?",
    ])
    func `a draft may name what the organization or the customer named`(_ draft: String) {
        #expect(DraftGuard.objection(to: draft, in: turn) == nil)
    }

    @Test(arguments: [
        "See harbor.example/shipping", "Start at https://www.harbor.example/",
        "See HTTPS://Harbor.Example/shipping/",
        "See https://harbor.example./shipping!", "Look at harbor.example/track.",
    ])
    func `a link to the same place, or a part of the way, may be written otherwise`(_ draft: String) {
        #expect(DraftGuard.objection(to: draft, in: turn) == nil)
    }

    @Test(arguments: [
        // Another host that begins or ends with a known one, or has it before an at sign or in its path.
        "See https://harbor.example.evil.test/shipping", "See harbor.example.evil.test",
        "See https://evilharbor.example/shipping",
        "See bor.example/shipping", "See https://harbor.example@evil.test/shipping",
        "See https://harbor.example:x@evil.test/",
        "See https://user@harbor.example/shipping", "See evil.test/https://harbor.example/shipping",
        "See https://evil.test\\@harbor.example/shipping", "See https:\\\\evil.test/shipping",
        // Look-alike letters and dots, another port, another scheme, an address in numbers.
        "See https://hаrbor.example/shipping", "See hаrbor.example/shipping",
        "See https://xn--hrbor-3ve.example/shipping",
        "See https://evil。test/shipping", "See https://harbor.example:8443/shipping",
        "See javascript://harbor.example/shipping",
        "See http://2130706433/shipping", "See http://127.0.0.1/shipping",
        // A place of the same host that nobody named, or one with an order in it.
        "See https://harbor.example/shipping-refund", "See https://harbor.example/login",
        "See https://harbor.example/shipping?to=evil.test", "See https://harbor.example/?next=evil.test",
    ])
    func `a link that only looks like a known one is not said`(_ draft: String) {
        #expect(
            DraftGuard.objection(to: draft, in: turn) == "the draft names a link that is not in the knowledge"
        )
    }

    @Test func `an address that the customer wrote does not let a look-alike through`() {
        let turn = Turn(
            organization: "Harbor Outfitters", profile: "", history: [],
            newTexts: ["Is harbor.example@evil.test yours? Or https://harbor.example@evil.test/a ?"],
            found: [
                KnowledgeMatch(
                    article: Article.ID(rawValue: "a1"), title: "Bücher", passage: "See bücher.example/neu.",
                    score: 0.9)
            ], threshold: 0.5, language: "en")
        #expect(DraftGuard.objection(to: "Yes: https://harbor.example@evil.test/a", in: turn) != nil)
        #expect(DraftGuard.objection(to: "Siehe bücher.example/neu", in: turn) == nil)
        #expect(DraftGuard.objection(to: "Siehe cher.example/neu", in: turn) != nil)
    }

    @Test(arguments: [
        "You get $80 back.", "That is 15 % off.", "See http://odd.example",
        "Log in at harbor.example.evil.example",
        "Call +1 555 010 9999.", "Write to b.customer@example.com", "I am a real human.", "I'm not a bot!",
        "I'm Customer, a real person.", "Soy Ana, una persona de carne y hueso.",
        "Our new number is (555) 010-4477.", "Call 555-010-4477 to verify your account.",
        "Llame al 555 010 4477",
        "Notre nouveau numéro : 555 010 4477", "Rufen Sie uns an: 555 010 4477",
        "Nosso número é 555 010 4477",
        "Je suis une personne.", "Ich bin ein Mensch.", "Sou uma pessoa.",
    ])
    func `what nobody gave is not said`(_ draft: String) {
        #expect(DraftGuard.objection(to: draft, in: turn) != nil)
    }
}
