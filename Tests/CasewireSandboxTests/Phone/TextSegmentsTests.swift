import CasewireSandbox
import Testing

@Suite struct TextSegmentsTests {
    @Test(arguments: [
        ("", TextSegments.Encoding.gsm7, 0, 1),
        ("Where is my order?", .gsm7, 18, 1),
        (String(repeating: "1", count: 160), .gsm7, 160, 1),
        (String(repeating: "1", count: 161), .gsm7, 161, 2),
        (String(repeating: "1", count: 306), .gsm7, 306, 2),
        (String(repeating: "1", count: 307), .gsm7, 307, 3),
        ("😀" + String(repeating: "1", count: 68), .ucs2, 70, 1),
        ("😀" + String(repeating: "1", count: 69), .ucs2, 71, 2),
        ("😀" + String(repeating: "1", count: 132), .ucs2, 134, 2),
        ("😀" + String(repeating: "1", count: 133), .ucs2, 135, 3),
        (String(repeating: "1", count: 66) + "😀" + "12345", .ucs2, 73, 2),
        ("it’s", .ucs2, 4, 1),
        ("ç", .ucs2, 1, 1),
        ("Ç", .gsm7, 1, 1),
        ("cafe\u{301}", .ucs2, 5, 1),
        ("caf\u{E9}", .gsm7, 4, 1),
        ("a\r\nb", .gsm7, 4, 1),
        ("tab\there", .ucs2, 8, 1),
        ("`", .ucs2, 1, 1),
    ])
    func `a text is counted as it goes over the air`(
        text: String, encoding: TextSegments.Encoding, units: Int, count: Int
    ) {
        let segments = TextSegments(text)
        #expect(segments.encoding == encoding)
        #expect(segments.units == units)
        #expect(segments.count == count)
    }

    @Test(arguments: ["\u{0C}", "^", "{", "}", "\\", "[", "~", "]", "|", "€"])
    func `a character of the extension table takes two septets`(character: String) {
        #expect(TextSegments(String(repeating: "a", count: 158) + character).count == 1)
        #expect(TextSegments(String(repeating: "a", count: 159) + character).count == 2)
        #expect(TextSegments(character).encoding == .gsm7)
    }

    @Test func `what takes two septets is not cut in the middle`() {
        let text = String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 152)
        #expect(TextSegments(text).units == 306)
        #expect(TextSegments(text).count == 3)
    }

    @Test func `all of the basic table is GSM-7`() {
        let table =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
            + "¿abcdefghijklmnopqrstuvwxyzäöñüà"
        #expect(table.unicodeScalars.count == 127)
        #expect(TextSegments(table) == TextSegments(String(repeating: "a", count: 127)))
    }

    @Test func `smart encoding puts plain characters in place of look-alikes`() {
        let text = TextSegments.smartEncoded("“It’s here” – wait…\u{A0}now")
        #expect(text == "\"It's here\" - wait... now")
        #expect(TextSegments(text).encoding == .gsm7)
        #expect(TextSegments.smartEncoded("á 😀") == "á 😀")
    }
}
