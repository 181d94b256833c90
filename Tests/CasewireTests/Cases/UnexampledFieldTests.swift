import Testing

@testable import Casewire

/// Fields with a title, a description and perhaps a pattern, but no example: what is filled is right, all else is empty.
@Suite struct UnexampledFieldTests {
    private func answer(
        _ title: String, _ kind: FieldQuestion.Kind, _ description: String, _ texts: [String]
    ) -> FieldAnswer {
        let question = FieldQuestion(column: "UsrField", title: title, description: description, kind: kind)
        let answer = FieldExtraction.answers(
            to: [question], in: texts.map { ConversationText(author: .customer, text: $0) })[0]
        #expect(!answer.reason.isEmpty)
        return answer
    }

    private static let numbers: [(title: String, texts: [String], value: String?)] = [
        ("Policy number", ["My claim number is 48213377"], nil),
        ("Policy number", ["claim is 48213377 and policy is 99120045"], "99120045"),
        ("Claim number", ["claim 48213377 and policy 99120045"], "48213377"),
        ("Order number", ["Where is my parcel?", "call me at 555-010-0001"], nil),
        ("Order number", ["Order number: 100234. My zip is 10001"], "100234"),
        ("Order number", ["My order is 100234", "I paid 1500 dollars in 2019"], "100234"),
        ("Order number", ["I paid $15000 for it on 2026-01-31"], nil),
        ("Order number", ["100234 is my order number"], "100234"),
        ("Order number", ["we need 250 chairs"], nil),
        ("Tracking number", ["order 100234, tracking 1Z999AA10123456784"], "1Z999AA10123456784"),
        ("Customer number", ["my customer number is 4711"], "4711"),
        ("Zip code", ["my order number is 10023"], nil), ("Zip code", ["order 10023, zip 90210"], "90210"),
        ("Phone", ["my account is 5550100001"], nil), ("Phone", ["call me at 555-010-0001"], "555-010-0001"),
    ]

    @Test(arguments: numbers)
    func `a number is the one that it is called`(title: String, texts: [String], value: String?) {
        #expect(answer(title, .text(pattern: nil, maximumLength: 50), "", texts).value == value)
    }

    private static let matter = FieldQuestion.Kind.dropdown(values: [
        "Returns", "Billing", "Delivery", "Other",
    ])
    private static let said =
        "Returns when something is sent back or exchanged; Billing for charges, invoices or refunds; "
        + "Delivery when a parcel is late or lost"

    private static let matters: [(texts: [String], value: String?)] = [
        (["hello", "I was charged twice"], "Billing"), (["my parcel is late"], "Delivery"),
        (["can I exchange these shoes?"], "Returns"), (["do you sell gift cards?"], nil),
        (["my parcel is not late"], nil), (["I was charged twice and my parcel is late"], nil),
        (["hi", "thanks"], nil),
    ]

    @Test(arguments: matters)
    func `a value is chosen where its description alone speaks for it`(texts: [String], value: String?) {
        #expect(answer("Matter", Self.matter, Self.said, texts).value == value)
    }
}
