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
