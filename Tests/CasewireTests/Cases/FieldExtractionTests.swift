import Testing

@testable import Casewire

@Suite struct FieldExtractionTests {
    private func fill(
        _ kind: FieldQuestion.Kind, _ description: String, title: String = "Field", _ texts: String...
    ) -> FieldAnswer {
        let conversation = texts.flatMap {
            [
                ConversationText(author: .customer, text: $0),
                ConversationText(author: .agent, text: "Thank you, ZZ999999 urgent broken."),
            ]
        }
        let question = FieldQuestion(column: "UsrField", title: title, description: description, kind: kind)
        let answer = FieldExtraction.answers(to: [question], in: conversation)[0]
        #expect(!answer.reason.isEmpty)
        return answer
    }

    private func order(_ texts: String...) -> String? {
        let question = FieldQuestion(
            column: "UsrOrder", title: "Order number", description: "",
            kind: .text(pattern: "^[A-Z]{2}\\d{6}$", maximumLength: 50))
        return FieldExtraction.answers(
            to: [question], in: texts.map { ConversationText(author: .customer, text: $0) })[0].value
    }

    @Test func `a value is found inside a text and spelled as the pattern wants`() {
        #expect(order("my order AB123456 is late") == "AB123456")
        #expect(order("it's ab123456.") == "AB123456")
        #expect(order("AB 123456") == "AB123456")
        #expect(order("order AB-123-456 please") == "AB123456")
        #expect(order("(AB123456)") == "AB123456")
    }

    @Test func `a part of a longer word is no value`() {
        #expect(order("XAB123456") == nil)
        #expect(order("AB1234567") == nil)
        #expect(order("no number here") == nil)
    }

    @Test func `the last value wins over an earlier one`() {
        #expect(order("AB123456", "sorry, it is AB654321") == "AB654321")
        #expect(order("AB123456, no sorry, I mean AB654321") == "AB654321")
    }

    @Test func `two values in one text are not chosen between`() {
        let answer = fill(
            .text(pattern: "[A-Z]{2}\\d{6}", maximumLength: 50), "", "orders AB123456 and AB654321")
        #expect(answer.value == nil)
        #expect(answer.reason.contains("several"))
    }

    @Test func `a pattern with alternatives keeps its anchors`() {
        let answer = fill(.text(pattern: "^(INV|ORD)-\\d+$", maximumLength: 50), "", "see inv-0042 thanks")
        #expect(answer.value == "INV-0042")
    }

    @Test(arguments: ["[", "(", "*a", "a{2", "(?<n", "\\", "[z-a]", "(?P<x>", ""])
    func `a wrong pattern is reported in words`(_ pattern: String) {
        let answer = fill(.text(pattern: pattern, maximumLength: 50), "", "hello")
        #expect(answer.value == nil)
    }

    @Test(arguments: ["(a+)+$", "(a|aa)+b", "(.*)*x", "^(\\w+\\s?)*$#", "((a*)*)*b", "(x+x+)+y"])
    func `a slow pattern is given up`(_ pattern: String) {
        let answer = fill(
            .text(pattern: pattern, maximumLength: 5000), "",
            String(repeating: "a", count: 3000) + "!" + String(repeating: "x", count: 3000))
        #expect(!answer.reason.isEmpty)
    }

    @Test func `a value that is too long is left out`() {
        let answer = fill(.text(pattern: "\\w+@\\w+", maximumLength: 5), "", "abcdef@ghijk")
        #expect(answer.value == nil)
        #expect(answer.reason.contains("longer"))
    }

    @Test(arguments: [
        ("Customer's e-mail address", "write to Jo.Do+1@example.co.uk please", "Jo.Do+1@example.co.uk"),
        ("order number", "order #100234 is late", "100234"),
        ("The order number", "it's ORD-55012", "ORD-55012"),
        ("Refund amount", "I paid $129.99 for it", "$129.99"), ("amount", "it was 45 euros", "45 euros"),
        ("Delivery date", "it came on March 3rd", "March 3rd"),
        ("date of purchase", "bought 2026-01-31", "2026-01-31"),
        ("Postcode", "I live in SW1A 1AA", "SW1A 1AA"),
        ("ZIP", "10001-1234 NY", "10001-1234"),
        // Beside numbers of other kinds, the one that a word names.
        ("order number", "my order from 12/05/2024 is late, number is 77120", "77120"),
        ("order number", "call me at 555-201-3344 about order 99812", "99812"),
        ("order number", "my zip is 90210 and the order is 4455667", "4455667"),
        ("order number", "I paid $129.99 for order 7781902", "7781902"),
        ("order number", "order 2024 is late", "2024"),
        ("Postcode", "order 48213 to zip 90210", "90210"), ("Postcode", "4000-123 Porto", "4000-123"),
        ("tracking number", "tracking 1Z999AA10123456784 and zip 10001", "1Z999AA10123456784"),
        ("amount", "R$ 89,90 foi cobrado", "R$ 89,90"), ("amount", "USD 75.00 was taken", "USD 75.00"),
        ("date", "le 5 décembre 2024", "5 décembre 2024"), ("date", "el 5 de diciembre", "5 de diciembre"),
        ("date", "no dia 5 de março de 2025", "5 de março de 2025"), ("date", "am 3. März", "3. März"),
        ("date", "1er juillet", "1er juillet"), ("date", "12 de outubro", "12 de outubro"),
        ("Call back phone", "call +1 555-010-0001", "+1 555-010-0001"),
    ])
    func `without a pattern the description says what to look for`(
        _ description: String, _ text: String, _ value: String
    ) {
        #expect(fill(.text(pattern: nil, maximumLength: 100), description, title: "", text).value == value)
    }

    @Test func `what cannot be recognized is left empty with its reason`() {
        #expect(fill(.text(pattern: nil, maximumLength: 100), "Favourite colour", "I like blue").value == nil)
        #expect(
            fill(.text(pattern: nil, maximumLength: 100), "Order number", "where is my order?").value == nil)
        for text in ["orders 11223 and 44556", "I ordered 2 shirts in 2023", "in 2024 I bought it"] {
            #expect(
                fill(.text(pattern: nil, maximumLength: 100), "Order number", text).value == nil, "\(text)")
        }
        for text in ["may I ask", "march on", "5 marbles", "it was 3 days"] {
            #expect(fill(.text(pattern: nil, maximumLength: 100), "Date", text).value == nil, "\(text)")
        }
    }

    @Test func `what the agent wrote fills nothing`() {
        #expect(fill(.text(pattern: "[A-Z]{2}\\d{6}", maximumLength: 50), "", "hello").value == nil)
    }

    private let priority = "High when broken, angry or urgent; Low when only asking"
    private let levels = FieldQuestion.Kind.dropdown(values: ["High", "Medium", "Low"])

    @Test(arguments: [
        ("High", "my blender arrived broken"), ("High", "this is ridiculous, I am so angry"),
        ("High", "I need it asap"),
        ("High", "the glass is damaged"), ("Low", "what colours do you have?"),
        ("Low", "how long is the warranty"),
    ])
    func `a value is chosen by what its description says`(_ value: String, _ text: String) {
        #expect(fill(levels, priority, text).value == value)
    }

    @Test func `a reason is told in the customer's words`() {
        let matters = FieldQuestion.Kind.dropdown(values: ["Returns", "Shipping"])
        let description = "Returns when something is returned or exchanged; Shipping when late or lost"
        let answer = fill(matters, description, "I am returning these shoes, or could you exchange them?")
        #expect(answer.value == "Returns")
        #expect(answer.reason == "Speaks for it: returning, exchange.")
        let both = fill(levels, "High when broken; Low when scratched", "one is broken, one has scratches")
        #expect(both.reason == "Several values fit: High (broken); Low (scratches).")
    }

    @Test(arguments: ["it is not broken", "hello", "no it isn't urgent", "blue"])
    func `a negated or missing cue chooses nothing`(_ text: String) {
        let answer = fill(levels, priority, text)
        #expect(answer.value == nil)
    }

    @Test(arguments: [
        ("Billing", "there is a wrong charge on my invoice"), ("Technical", "the app crashes all the time"),
        ("Other", "I love your shop"),
    ])
    func `clauses may be written as lines or sentences`(_ value: String, _ text: String) {
        let kind = FieldQuestion.Kind.dropdown(values: ["Billing", "Technical", "Other"])
        #expect(
            fill(
                kind,
                "Billing: charge, invoice, payment\nTechnical: crash, error, login\nOther: everything else",
                text
            ).value == value)
        #expect(
            fill(
                kind,
                "Billing if about charges or invoices. Technical if the app crashes or shows errors. Other otherwise.",
                text
            ).value == value)
    }

    @Test func `a value's own name counts`() {
        let kind = FieldQuestion.Kind.dropdown(values: ["Shoes", "Jackets", "Tents"])
        #expect(fill(kind, "The kind of product", "my tent leaks").value == "Tents")
        #expect(fill(kind, "The kind of product", "my tent and my jacket leak").value == nil)
        #expect(fill(kind, "The kind of product", "it leaks").value == nil)
    }

    @Test func `no values, no choice`() {
        #expect(fill(.dropdown(values: []), "High when broken", "broken").value == nil)
    }

    @Test func `no texts, no answers`() {
        let question = FieldQuestion(
            column: "A", title: "Order number", description: "", kind: .text(pattern: nil, maximumLength: 10))
        #expect(FieldExtraction.answers(to: [question], in: [])[0].value == nil)
    }
}
