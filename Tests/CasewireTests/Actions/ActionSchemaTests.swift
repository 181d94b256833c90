import Testing

@testable import Casewire

@Suite struct ActionSchemaTests {
    static func json(_ text: String) throws -> JSONValue {
        try #require(JSONValue(decoding: Array(text.utf8)))
    }

    static let order = """
        {"type":"object","required":["order"],"properties":{
        "order":{"type":"string","pattern":"^[A-Z]{2}[0-9]{3}$"},"count":{"type":"integer","minimum":1,"maximum":9},
        "share":{"type":"number"},"gift":{"type":"boolean"},"size":{"type":"string","enum":["S","M"]},
        "pin":{"type":"string","minLength":4,"maxLength":4,"writeOnly":true}}}
        """

    @Test(arguments: [
        #"{"order":"AB123"}"#,
        #"{"order":"AB123","count":9,"share":0.5,"gift":true,"size":"M","pin":"1234"}"#,
        #"{"order":"AB123","share":1,"count":2.0}"#, #"{"order":"AB123","size":null}"#,
    ])
    func `arguments that fit are taken`(_ arguments: String) throws {
        let schema = try ActionSchema(try Self.json(Self.order))
        #expect(try schema.check(try Self.json(arguments))["order"] == .text("AB123"))
    }

    @Test(arguments: [
        (#"{}"#, "The argument “order” is missing."),
        (#"{"order":null}"#, "The argument “order” is missing."),
        (#"[]"#, "The arguments are no JSON object."),
        (#"{"order":"ab123"}"#, "The argument “order” does not fit ^[A-Z]{2}[0-9]{3}$."),
        (#"{"order":123}"#, "The argument “order” is no string."),
        (#"{"order":"AB123","url":"x"}"#, "There is no parameter “url”."),
        (#"{"order":"AB123","count":0}"#, "The argument “count” is less than 1."),
        (#"{"order":"AB123","count":10}"#, "The argument “count” is more than 9."),
        (#"{"order":"AB123","count":1.5}"#, "The argument “count” is no integer."),
        (#"{"order":"AB123","count":"3"}"#, "The argument “count” is no integer."),
        (#"{"order":"AB123","gift":"yes"}"#, "The argument “gift” is no boolean."),
        (#"{"order":"AB123","size":"XL"}"#, "The argument “size” is none of S, M."),
        (#"{"order":"AB123","pin":"12345"}"#, "The argument “pin” has 4 to 4 characters."),
    ])
    func `arguments that do not fit are told why`(_ arguments: String, _ words: String) throws {
        let schema = try ActionSchema(try Self.json(Self.order))
        let problem = #expect(throws: ActionSchema.Problem.self) {
            try schema.check(try Self.json(arguments))
        }
        #expect(problem?.description == words)
    }

    @Test(arguments: [
        #"{"type":"array"}"#, #"{"properties":{}}"#, #"{"type":"object","oneOf":[]}"#,
        #"{"type":"object","additionalProperties":true}"#,
        #"{"type":"object","properties":{"a":{"type":"object"}}}"#,
        #"{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"}}}}"#,
        #"{"type":"object","properties":{"a":{"type":["string","null"]}}}"#,
        #"{"type":"object","properties":{"a":{"type":"string","format":"date"}}}"#,
        #"{"type":"object","properties":{"a":{"type":"integer","multipleOf":2}}}"#,
        #"{"type":"object","properties":{"a":{"type":"integer","maxLength":2}}}"#,
        #"{"type":"object","properties":{"a":{"type":"string","pattern":"("}}}"#,
        #"{"type":"object","properties":{"a":{"type":"string","enum":[1]}}}"#,
        #"{"type":"object","properties":{"a":{"type":"string","maxLength":5000}}}"#,
        ##"{"type":"object","properties":{"a":{"$ref":"#/x"}}}"##,
        #"{"type":"object","properties":{"a.b":{"type":"string"}}}"#,
        #"{"type":"object","required":["b"],"properties":{"a":{"type":"string"}}}"#,
    ])
    func `a schema that promises what is not checked is refused`(_ schema: String) throws {
        let json = try Self.json(schema)
        #expect(throws: ActionSchema.Problem.self) { try ActionSchema(json) }
    }

    @Test func `a timeline is not shown what is write-only or private`() throws {
        let schema = try ActionSchema(try Self.json(Self.order))
        let shown = schema.masked(["order": .text("4111 1111 1111 1111"), "pin": .text("1234")])
        #expect(shown == "order=[card ending 1111], pin=•••")
    }
}
