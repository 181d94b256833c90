import Testing

@testable import Casewire

@Suite struct PersonRequestTests {
    @Test(arguments: PersonRequestPhrases.requests)
    func `asking for a person is recognized`(_ text: String) {
        #expect(PersonRequest.isExplicit(text))
    }

    @Test(arguments: PersonRequestPhrases.nearMisses)
    func `what only mentions a person is no request`(_ text: String) {
        #expect(!PersonRequest.isExplicit(text))
    }

    @Test func `recall and precision over the phrases`() {
        let found = PersonRequestPhrases.requests.count(where: PersonRequest.isExplicit)
        let wrong = PersonRequestPhrases.nearMisses.count(where: PersonRequest.isExplicit)
        let recall = Double(found) / Double(PersonRequestPhrases.requests.count)
        let precision = Double(found) / Double(found + wrong)
        print(
            "person requests: \(PersonRequestPhrases.requests.count) phrasings, recall \(recall);",
            "\(PersonRequestPhrases.nearMisses.count) near misses, precision \(precision)")
        #expect(recall >= 0.97)
        #expect(precision >= 0.95)
    }

    @Test func `phrasings that the tables were not made with are recognized as well`() {
        let requests = PersonRequestFreshPhrases.requests
        let nearMisses = PersonRequestFreshPhrases.nearMisses
        let missed = requests.filter { !PersonRequest.isExplicit($0) }
        let wrong = nearMisses.filter(PersonRequest.isExplicit)
        print(
            "person requests, fresh: \(requests.count) phrasings, \(missed.count) missed;",
            "\(nearMisses.count) near misses, \(wrong.count) taken for requests")
        #expect(requests.count >= 450 && nearMisses.count >= 300)
        #expect(missed.count * 100 <= requests.count * 3, "\(missed)")
        #expect(wrong.count * 100 <= requests.count * 5, "\(wrong)")
    }

    @Test(arguments: [
        "are you a person?", "am I talking to a human?", "is this a real person", "eres una persona?",
        "es una persona real?", "vous êtes humain ?", "bist du ein mensch?", "ist das ein mensch",
        "é uma pessoa?",
        "someone called me", "quelqu'un m'a contacté", "alguien me llamó", "alguém me ligou",
    ])
    func `who asks what answers, or tells of a call, asks for nobody`(_ text: String) {
        #expect(!PersonRequest.isExplicit(text))
    }

    @Test(arguments: ["", "?", "👍", "…", "'''", "     ", "1234"])
    func `what has no words asks for nobody`(_ text: String) {
        #expect(!PersonRequest.isExplicit(text))
    }

    @Test func `a very long text is looked at in reasonable time`() {
        let text = String(
            repeating: "I do not want to talk or not to talk to it again and again ", count: 200)
        #expect(!PersonRequest.isExplicit(text))
    }
}
