import Testing

@testable import Casewire

struct SegmentsPartsTests {
    @Test func `a text within the limit is one part as it is`() {
        #expect(Segments.parts(of: " Hello.  ", limit: 9) == [" Hello.  "])
        #expect(Segments.parts(of: "", limit: 9) == [""])
    }

    @Test func `a cut is made after a sentence`() {
        #expect(
            Segments.parts(of: "Your order has shipped. It should arrive on Monday.", limit: 40) == [
                "Your order has shipped.", "It should arrive on Monday.",
            ])
        #expect(
            Segments.parts(of: "He said \"stop it.\" Then he left us.", limit: 25) == [
                "He said \"stop it.\"", "Then he left us.",
            ])
    }

    @Test func `a cut is made after a paragraph`() {
        #expect(
            Segments.parts(of: "First line here\nsecond line here", limit: 25) == [
                "First line here", "second line here",
            ])
    }

    @Test func `a sentence that ends early does not make a short part`() {
        #expect(
            Segments.parts(of: "Yes. Your order has shipped to the old address", limit: 30) == [
                "Yes. Your order has shipped to", "the old address",
            ])
    }

    @Test func `a full stop in a number or address ends nothing`() {
        #expect(
            Segments.parts(of: "It costs 10.50 or 12.75 dollars", limit: 24) == [
                "It costs 10.50 or 12.75", "dollars",
            ])
    }

    @Test func `a word that is too long is cut between letters as people see them`() {
        #expect(Segments.parts(of: "aaa👨‍👩‍👧bbb", limit: 8) == ["aaa", "👨‍👩‍👧", "bbb"])
        #expect(Segments.parts(of: "🇺🇸🇺🇸🇺🇸", limit: 6) == ["🇺🇸", "🇺🇸", "🇺🇸"])
    }

    @Test func `a letter that is over the limit alone is cut between scalars`() {
        let letter = "e" + String(repeating: "\u{301}", count: 25)
        let parts = Segments.parts(of: letter, limit: 10)
        #expect(parts.map(\.utf16.count) == [10, 10, 6])
        #expect(Array(parts.joined().unicodeScalars) == Array(letter.unicodeScalars))
    }

    @Test func `parts of random texts are within the limit and lose nothing but white space`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "a", "word", " ", " ", "\n", ". ", "! ", "é", "e\u{301}", "😜", "🇺🇸", "👨‍👩‍👧", "https://example.com/a",
            "\r\n",
        ]
        var tried = 0
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...120, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let limit = Int.random(in: 2...80, using: &random)
            let parts = Segments.parts(of: text, limit: limit)
            let fits = text.utf16.count <= limit
            #expect(parts.allSatisfy { $0.utf16.count <= limit })
            #expect(fits || parts.allSatisfy { !$0.isEmpty })
            let kept = parts.joined().unicodeScalars.filter { !$0.properties.isWhitespace }
            let given = text.unicodeScalars.filter { !$0.properties.isWhitespace }
            #expect(Array(kept) == Array(given), "\(text.debugDescription) at \(limit)")
            tried += 1
        }
        print("Parts of \(tried) random texts hold.")
    }
}
