import Testing

@testable import Casewire

struct SmartPunctuationTests {
    @Test(arguments: [
        ("“Hi” ‘you’ «there» „x‟", "\"Hi\" 'you' \"there\" \"x\""),
        ("it’s `so´", "it's 'so'"),
        ("‹a›", "<a>"),
        ("a‐b‑c–d—e―f•g−h", "a-b-c-d-e-f-g-h"),
        ("wait… ‼ ½ ¼ ¾", "wait... !! 1/2 1/4 3/4"),
        ("a\u{a0}b\u{2003}c\u{3000}d\u{200b}e\u{2060}f\u{feff}g", "a b c defg"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ！", "Full width!"),
        ("ꜱᴍᴀʟʟ", "SMALL"),
        ("はい、はい。", "はい,はい."),
    ])
    func `look-alikes have stand-ins`(text: String, simple: String) {
        #expect(SmartPunctuation.simplified(text) == simple)
    }

    @Test func `every stand-in is in the GSM alphabet`() {
        var tried = 0
        for value in UInt32(0x60)...0x30FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let simple = SmartPunctuation.simplified(String(Character(scalar)))
            guard simple != String(Character(scalar)) else { continue }
            tried += 1
            #expect(Segments(of: simple).encoding == .gsm7, "U+\(String(value, radix: 16))")
        }
        #expect(tried > 80)
    }

    @Test func `accents and emoji stay`() {
        let text = "São José ñ ç é 😀 ™ 你好"
        #expect(SmartPunctuation.simplified(text) == text)
    }

    @Test func `it is done only where it saves segments`() {
        let words = String(repeating: "word ", count: 20)
        #expect(SmartPunctuation.simplifiedIfShorter("it’s " + words) == "it's " + words)
        #expect(SmartPunctuation.simplifiedIfShorter("it’s short") == "it’s short")
        // The emoji keeps it UCS-2 anyway.
        #expect(SmartPunctuation.simplifiedIfShorter("it’s 😀 " + words) == "it’s 😀 " + words)
        #expect(SmartPunctuation.simplifiedIfShorter("plain") == "plain")
    }
}
