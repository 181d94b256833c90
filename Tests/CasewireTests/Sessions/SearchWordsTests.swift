import Testing

@testable import Casewire

struct SearchWordsTests {
    private static func shown(_ typed: String, _ text: String, length: Int = 140) throws -> String {
        try #require(SearchWords(typed)).snippet(of: text, length: length)
            .map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test
    func `a snippet marks the words around the first of them`() throws {
        #expect(
            try Self.shown("ref", "A refund,\n please. No REFUNDS?") == "A [refund], please. No [REFUNDS]?")
        #expect(try Self.shown("boite cas", "La boîte est cassée") == "La [boîte] est [cassée]")
        #expect(try Self.shown("missing", "A refund") == "A refund")
        let long = String(repeating: "word ", count: 60) + "needle " + String(repeating: "more ", count: 60)
        let cut = try Self.shown("needle", long, length: 60)
        #expect(cut.contains("[needle]"))
        #expect(cut.hasPrefix("…word") && cut.hasSuffix("…") && cut.count < 70)
    }

    @Test
    func `what is typed is words, and nothing of an index's own language`() throws {
        let words = try #require(SearchWords(#"NEAR("a" OR b*) -c:d"#))
        #expect(words.words == ["near", "a", "or", "b", "c", "d"])
        #expect(words.forSQLite == #""near" AND "a" AND "or" AND "b" AND "c" AND "d""#)
        #expect(SearchWords("  ") == nil)
        #expect(SearchWords("#4521")?.ticket == 4521)
        #expect(SearchWords("(555) 010-4")?.digits == "5550104")
        #expect(SearchWords("order 12345")?.digits == nil)
    }

    @Test(arguments: [
        ("parcel", "My Parcel", true), ("par", "My parcel", true), ("par my", "My parcel", false),
        ("cassee", "Cassée", true), ("2310", "+15551231001 2310", true), ("x", "xy", false),
    ])
    func `a text at hand is matched as in the index`(typed: String, text: String, isFound: Bool) throws {
        #expect(try #require(SearchWords(typed)).match(text) == isFound)
    }
}
