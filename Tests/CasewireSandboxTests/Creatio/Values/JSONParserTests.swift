import CasewireSandbox
import Testing

struct JSONParserTests {
    @Test(arguments: [
        ("{}", "{}"), (" [1, -2.50 ,3e4] ", "[1,-2.50,3e4]"),
        (#"{"b":1,"a":[true,false,null]}"#, #"{"b":1,"a":[true,false,null]}"#),
        (#""\u00e9\n\"\\\/ \uD83D\uDE00""#, "\"é\\n\\\"\\\\/ 😀\""),
        (#"{"x":{"y":"ü"}}"#, #"{"x":{"y":"ü"}}"#), (#""\u0001""#, #""\u0001""#),
    ])
    func `JSON is read in order and written back`(text: String, written: String) throws {
        #expect(try JSONParser.parse(text).json == written)
    }

    @Test(arguments: [
        "", "{", "{a:1}", #"{"a" 1}"#, #"{"a":1,}"#, "[1,]", "[1 2]", "tru", #""open"#, "+1", "1 2",
        "\"\u{1}\"",
        #""\x""#, String(repeating: "[", count: 100),
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(throws: JSONFault.self) { try JSONParser.parse(text) }
    }
}
