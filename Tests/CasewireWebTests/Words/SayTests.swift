import CasewirePages
import Testing

@Suite struct SayTests {
    private static func catalogue() throws -> Catalogue {
        let file = """
            {"@language": "Español", "Take over": "Asumir", "%1 of %2": "de %2, %1", "%1 texts wait": {"one": "Espera 1",
            "other": "Esperan %1"}, "Handed off: %1.": "Traspasada: %1.", "a topic": "un tema", "late": "tarde",
            "There is a key named “%1” already.": "Ya hay una clave «%1».", "%1 is %2 already.": "%1 ya es %2."}
            """
        return try Catalogue(language: "es", file: Array(file.utf8))
    }

    @Test func `words are English without a language, and where it lacks them`() throws {
        #expect(say("Take over") == "Take over")
        #expect(say(1, one: "1 text waits", other: "\(1) texts wait") == "1 text waits")
        try PageLanguage.$current.withValue(Self.catalogue()) {
            #expect(say("Hand \("off")") == "Hand off")
            #expect(say(2, one: "1 case", other: "\(2) cases") == "2 cases")
        }
    }

    @Test func `values stand where the language wants them`() throws {
        try PageLanguage.$current.withValue(Self.catalogue()) {
            #expect(say("Take over") == "Asumir")
            #expect(say("\(3) of \(7)") == "de 7, 3")
            #expect(say("\("%2") of \("x")") == "de x, %2")
        }
    }

    @Test(arguments: [(0, "Esperan 0"), (1, "Espera 1"), (2, "Esperan 2")])
    func `a count chooses the form`(_ count: Int, _ words: String) throws {
        try PageLanguage.$current.withValue(Self.catalogue()) {
            #expect(say(count, one: "1 text waits", other: "\(count) texts wait") == words)
        }
    }

    @Test func `sentences of the product are found again with their values`() throws {
        try PageLanguage.$current.withValue(Self.catalogue()) {
            #expect(say(told: "Take over") == "Asumir")
            #expect(say(told: "There is a key named “a “b”” already.") == "Ya hay una clave «a “b”».")
            #expect(say(told: "Handed off: a topic, late.") == "Traspasada: un tema, tarde.")
            #expect(say(told: "Handed off: a topic, other.") == "Traspasada: a topic, other.")
            #expect(say(told: "x@example.com is an owner already.") == "x@example.com ya es an owner.")
            #expect(say(told: "Handed off: .") == "Handed off: .")
            #expect(say(told: "Nobody knows this.") == "Nobody knows this.")
        }
    }

    @Test func `a catalogue that is no object of messages is refused`() {
        for file in ["[]", "{}", #"{"@language": "X", "a": 1}"#, #"{"@language": "X", "a": {"one": "b"}}"#] {
            #expect(throws: Catalogue.Unreadable.self) {
                try Catalogue(language: "x", file: Array(file.utf8))
            }
        }
    }
}
