import CasewireSandbox
import Testing

@Suite struct TwiMLTests {
    private func messages(_ document: String) throws -> [TwiML.Reply] {
        try TwiML(document).verbs.compactMap { if case .message(let reply) = $0 { reply } else { nil } }
    }

    @Test(arguments: [
        "<Response/>", "<Response></Response>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response />\n",
        "\u{FEFF}<!-- none --><Response><!-- nothing --></Response>",
    ])
    func `an empty answer texts nothing`(document: String) throws {
        #expect(try TwiML(document).verbs.isEmpty)
    }

    @Test func `messages are read in each of their forms`() throws {
        let replies = try messages(
            """
            <?xml version='1.0'?>
            <Response>
                <Message>  One &amp; two &#x1F600; &lt;3 </Message>
                <Message to="+15557650002" statusCallback='http://example.com/?a=1&amp;b=2'>
                    <Body><![CDATA[a < b & c]]></Body><Media>https://example.com/a.png</Media>
                </Message>
            </Response>
            """)
        #expect(replies.map(\.body) == ["One & two 😀 <3", "a < b & c"])
        #expect(replies.last?.media == ["https://example.com/a.png"])
        #expect(replies.last?.to == "+15557650002")
        #expect(replies.last?.statusCallback == "http://example.com/?a=1&b=2")
    }

    @Test func `a redirect names its URL and method`() throws {
        let verbs = try TwiML("<Response><Redirect method=\"get\">/next</Redirect></Response>").verbs
        #expect(verbs == [.redirect(url: "/next", method: "GET")])
    }

    @Test(arguments: [
        ("OK", 12100), ("", 12100), ("<Response>", 12100), ("<Response><Message>a</Response>", 12100),
        ("<Response>&nbsp;</Response>", 12100), ("<Response/><Response/>", 12100),
        ("<Response a=\"1\" a=\"2\"/>", 12100), ("<html></html>", 12102), ("<response/>", 12102),
        ("<Response><Say>Hi</Say></Response>", 12200), ("<Response><Message> </Message></Response>", 14103),
        ("<Response>" + String(repeating: "<Message>a</Message>", count: 11) + "</Response>", 14109),
    ])
    func `what is no TwiML is refused with the vendor's code`(document: String, code: Int) {
        let problem = #expect(throws: TwiML.Problem.self) { _ = try TwiML(document) }
        #expect(problem?.code == code)
    }

    @Test func `ten messages are allowed`() throws {
        #expect(
            try messages("<Response>" + String(repeating: "<Message>a</Message>", count: 10) + "</Response>")
                .count
                == 10)
    }

    @Test func `elements nested without end are refused`() {
        let document = String(repeating: "<Response>", count: 100_000)
        #expect(throws: TwiML.Problem.self) { _ = try TwiML(document) }
    }
}
