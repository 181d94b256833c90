import Testing

@testable import Casewire

struct OutboundBodyTests {
    @Test func `a draft is made plain, composed and cheap`() {
        let draft =
            "<p>Your cafe\u{301} order is **on its way** \u{2014} it\u{2019}s due&nbsp;Monday.</p>" + "<p>"
            + String(repeating: "More words. ", count: 5) + "</p>"
        let body = OutboundBody.prepare(draft)
        #expect(body.hasPrefix("Your caf\u{e9} order is on its way - it's due Monday.\nMore words."))
        #expect(Segments(of: body).encoding == .gsm7)
        #expect(Segments(of: body).count == 1)
    }

    @Test func `a draft of nothing is empty`() {
        #expect(OutboundBody.prepare("<p>&nbsp;</p>\u{200b}\n") == "")
    }

    @Test func `preparing random drafts never adds segments, controls or markup-made white space`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "<p>", "</p>", "<br>", "**", "*", "_", "`", "```\n", "\n", " ", "word", "é", "e\u{301}", "’", "…",
            "&amp;", "&", "<",
            ">", "[a](https://x.example/b_c)", "| a |", "\\", "😀", "\r\n", "\0", "# ", "- ", "<script>",
            "</script>", "~~",
        ]
        var tried = 0
        for _ in 0..<3000 {
            let draft = (0..<Int.random(in: 0...60, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let body = OutboundBody.prepare(draft)
            #expect(
                !body.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(draft.debugDescription)")
            #expect(!body.contains("  ") && !body.contains("\n\n\n"), "\(draft.debugDescription)")
            #expect(body == String(body.trimmingSpaces()), "\(draft.debugDescription)")
            #expect(body.utf8.count <= draft.utf8.count + 40, "\(draft.debugDescription)")
            tried += 1
        }
        print("\(tried) random drafts were prepared.")
    }
}
