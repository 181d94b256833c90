import Testing

@testable import Casewire

@Suite struct ConversationSummaryTests {
    private func customer(_ text: String) -> ConversationText {
        ConversationText(author: .customer, text: text)
    }
    private func agent(_ text: String) -> ConversationText { ConversationText(author: .agent, text: text) }

    @Test func `the subject is the matter and neither the greeting nor the wish for a person`() {
        let summary = ConversationSummary(of: [
            customer("hi"), customer("my blender arrived with a cracked jar"),
            agent("You can return any item within 30 days."),
            customer("I want to talk to a person"),
        ])
        #expect(summary.subject == "my blender arrived with a cracked jar")
        #expect(summary.text.contains("cracked jar"))
        #expect(summary.text.contains("within 30 days"))
        #expect(summary.language == "en")
    }

    @Test func `a greeting in the same text is left out`() {
        let summary = ConversationSummary(of: [
            customer("Hello, good morning. My order AB123456 is missing a part")
        ])
        #expect(summary.subject == "My order AB123456 is missing a part")
    }

    @Test func `a subject and a summary keep to their lengths`() {
        let long = String(repeating: "the very long story of a broken parcel ", count: 30)
        let summary = ConversationSummary(of: [customer(long), agent(long), customer(long)])
        #expect(summary.subject.count <= 80)
        #expect(summary.text.count <= 500)
    }

    @Test func `what is open is told however long the texts are`() {
        func long(_ beginning: String) -> String {
            beginning + String(repeating: " and then some more of the story", count: 20)
        }
        let summary = ConversationSummary(of: [
            customer(long("I need a refund for the torn jacket")),
            customer(long("Where is the second parcel of my order?")),
            agent(long("You can return any item")), customer(long("the label page shows an error")),
        ])
        #expect(summary.text.count <= 500)
        for part in ["Wants: ", "torn jacket", "second parcel", "Tried: ", "return any item"] {
            #expect(summary.text.contains(part), "\(part)")
        }
        #expect(summary.text.contains("\nOpen: \"the label page shows an error"))
    }

    @Test func `only a wish for a person still gives a subject`() {
        let summary = ConversationSummary(of: [customer("hi"), customer("agent please")])
        #expect(!summary.subject.isEmpty)
        #expect(summary.subject != "hi")
        #expect(summary.text.contains("Asked for a person"))
    }

    @Test(arguments: [
        "rep pls", "no quiero hablar con una máquina", "kann mich jemand zurückrufen",
        "je veux un conseiller",
        "quero falar com uma pessoa", "I don't want to talk to a bot",
    ])
    func `a wish for a person is no matter of its own`(_ text: String) {
        let alone = ConversationSummary(of: [customer(text)])
        #expect(alone.text.hasPrefix("Asked for a person."))
        let later = ConversationSummary(of: [customer("the zip of my tent is stuck"), customer(text)])
        #expect(later.subject == "the zip of my tent is stuck")
        #expect(!later.text.contains(text))
    }

    @Test func `an empty conversation is described as such`() {
        let summary = ConversationSummary(of: [])
        #expect(summary.subject == "No text")
        #expect(summary.sentiment == .neutral)
    }

    @Test func `what came after the last answer is open`() {
        let summary = ConversationSummary(of: [
            customer("how do I return my boots"), agent("Print the label from your account."),
            customer("the label printer page shows an error 500"),
        ])
        #expect(summary.text.contains("Open: "))
        #expect(summary.text.contains("error 500"))
    }

    @Test func `another language is named`() {
        let summary = ConversationSummary(of: [customer("Hola, mi pedido no ha llegado y necesito ayuda")])
        #expect(summary.language == "es")
        #expect(summary.subject.contains("pedido"))
    }
}
