import Testing

@testable import Casewire

@Suite struct TopicsTests {
    @Test(arguments: [
        ("legal threats", "I will sue you"), ("legal threats", "my lawyer will contact you"),
        ("legal threats", "see you in court"),
        ("legal threats", "voy a hablar con mi abogado"), ("legal threats", "ich gehe zum Anwalt"),
        ("legal threats", "je vais porter plainte"),
        ("refunds", "I want a refund"), ("refund", "can I get refunds"),
        ("medical advice", "I had an allergic reaction"),
        ("GDPR", "please delete all my data"), ("self-harm", "I want to hurt myself"),
        ("press", "I am a journalist"),
        ("competitor prices", "what about your competitors price"),
        ("wholesale", "do you do wholesale orders?"),
        ("chargebacks", "I will dispute the charge with my bank"),
    ])
    func `a text on a topic is found`(_ topic: String, _ text: String) {
        #expect(Topics.matched([topic], in: text) == [topic])
    }

    @Test(arguments: [
        ("legal threats", "where is my order"), ("legal threats", "is the court shoe available"),
        ("refunds", "I want to exchange it"), ("medical advice", "my phone is sick"),
        ("wholesale", "the whole sale is over"),
        ("", "anything"),
    ])
    func `another matter is left alone`(_ topic: String, _ text: String) {
        #expect(Topics.matched([topic], in: text).isEmpty)
    }

    @Test func `several topics keep their order`() {
        #expect(
            Topics.matched(["refunds", "legal threats", "press"], in: "refund me or I sue") == [
                "refunds", "legal threats",
            ])
    }
}
