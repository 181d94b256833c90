import CasewireSandbox
import Testing

@Suite struct FormFieldsTests {
    @Test(arguments: [
        ("a=1&b=2", [("a", "1"), ("b", "2")]),
        ("a=&b", [("a", ""), ("b", "")]),
        ("a=1&a=2&&", [("a", "1"), ("a", "2")]),
        ("Body=caf%C3%A9+%F0%9F%98%80+%26+100%25%3Dok+%2B+more+", [("Body", "café 😀 & 100%=ok + more ")]),
        ("DateSent%3E=2026-11-01", [("DateSent>", "2026-11-01")]),
        ("DateSent>=2026-11-01", [("DateSent>", "2026-11-01")]),
        ("a=b=c", [("a", "b=c")]),
        ("a=%zz%4", [("a", "%zz%4")]),
        ("", []),
    ])
    func `a form is decoded as browsers and vendors encode it`(text: String, pairs: [(String, String)]) {
        #expect(FormFields(decoding: text) == FormFields(pairs))
    }

    @Test func `what is encoded is decoded to the same`() {
        let fields = FormFields([("Body", "a+b c&d=é%😀\r\n"), ("Empty", ""), ("Body", "again")])
        #expect(FormFields(decoding: fields.encoded) == fields)
        #expect(FormFields([("a b", "+1 *-._~")]).encoded == "a+b=%2B1+*-._%7E")
        #expect(fields.all("Body").count == 2)
        #expect(fields["Empty"] == "")
        #expect(fields["None"] == nil)
    }
}
