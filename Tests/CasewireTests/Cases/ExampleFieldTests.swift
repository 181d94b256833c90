import Testing

@testable import Casewire

/// Fields that learn from examples: clear ones are filled, unclear ones stay empty.
@Suite struct ExampleFieldTests {
    private static let matters: [FieldExample] =
        [
            "it arrived broken", "the screen is cracked", "the handle broke off", "it is damaged",
            "the box was crushed",
            "a part is missing and it is broken", "my jacket came torn", "the zip is broken",
        ].map { FieldExample(text: $0, value: "Damage") }
        + [
            "where is my parcel", "it has not arrived yet", "my parcel is late", "when does my delivery come",
            "the tracking does not move", "delivery is late again", "still waiting for my parcel",
            "parcel not here",
        ].map { FieldExample(text: $0, value: "Delivery") }
        + ["hello", "thank you", "yes please", "my name is on the order", "ok", "no that is all"].map {
            FieldExample(text: $0, value: nil)
        }

    private static let plates: [FieldExample] =
        (1...30).map { FieldExample(text: "my plate is kx \(1000 + $0 * 37)", value: "kx \(1000 + $0 * 37)") }
        + (1...30).map { FieldExample(text: "i paid \(20 + $0) dollars in \(1990 + $0)", value: nil) }

    @Test func `a text much like a value's examples chooses it`() throws {
        let choice = try #require(
            ExampleChoice(values: ["Damage", "Delivery", "Other"], examples: Self.matters))
        #expect(choice.choose(from: ["hello", "the zip on my jacket is broken"]).value == "Damage")
        #expect(choice.choose(from: ["my parcel is still not here", "thank you"]).value == "Delivery")
    }

    @Test func `what is like no example, or like two, chooses none and says why`() throws {
        let choice = try #require(ExampleChoice(values: ["Damage", "Delivery"], examples: Self.matters))
        let nothing = choice.choose(from: ["do you sell submarines?"])
        #expect(nothing.value == nil && !nothing.reason.isEmpty)
        let both = choice.choose(from: ["the screen is cracked", "my parcel is late"])
        #expect(both.value == nil && both.reason.contains("Damage") && both.reason.contains("Delivery"))
    }

    @Test func `words in a place that examples have are the value`() throws {
        let span = try #require(ExampleSpan(examples: Self.plates))
        #expect(span.find(in: ["hello", "my plate is kx 4711."]).value == "kx 4711")
        #expect(span.find(in: ["i paid 33 dollars in 2001"]).value == nil)
    }

    @Test func `a learned value still has to fit the field's pattern`() {
        let question = FieldQuestion(
            column: "UsrPlate", title: "Plate", description: "",
            kind: .text(pattern: "^[A-Z]{3}$", maximumLength: 50),
            examples: Self.plates)
        let answers = FieldExtraction.answers(
            to: [question], in: [ConversationText(author: .customer, text: "my plate is kx 4711")])
        #expect(answers[0].value == nil && answers[0].reason.contains("pattern"))
    }

    @Test func `without texts to tell apart nothing is learned`() {
        #expect(ExampleChoice(values: ["Damage"], examples: []) == nil)
        #expect(ExampleSpan(examples: []) == nil)
        #expect(ExampleSpan(examples: [FieldExample(text: "hello", value: nil)]) == nil)
    }
}
