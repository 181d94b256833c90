/// What arguments an action takes: an object of texts, numbers and flags, as JSON Schema describes it.
///
/// A part of JSON Schema (draft 2020-12) whose every word is kept: `type` (`string`, `integer`, `number`, `boolean`), `enum`, `pattern`,
/// `minLength`, `maxLength`, `minimum`, `maximum`, `required`, `title`, `description`, and `writeOnly` for what is not shown on a
/// timeline. A schema that uses another word is refused, since a promise that is not checked is none.
package struct ActionSchema: Sendable, Hashable, Codable {
    /// Why a schema or an argument was refused, in words.
    package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// The schema as it was given; models are shown it.
    package let json: JSONValue
    private let parameters: [String: Parameter]
    package let required: Set<String>

    /// Characters of a text without a bound of its own.
    static let longestText = 500
    private static let mostParameters = 30
    private static let objectWords: Set<String> = [
        "type", "properties", "required", "additionalProperties", "description", "title", "$schema",
    ]

    package init(_ json: JSONValue) throws(Problem) {
        guard case .object(let words) = json else {
            throw Problem(description: "The parameters are a JSON schema of an object.")
        }
        if let unknown = words.keys.sorted().first(where: { !Self.objectWords.contains($0) }) {
            throw Problem(description: "The schema's “\(unknown)” is not checked here, so it is refused.")
        }
        guard words["type"] == .text("object") else {
            throw Problem(description: "The schema's “type” is “object”.")
        }
        guard words["additionalProperties"] ?? .flag(false) == .flag(false) else {
            throw Problem(
                description:
                    "Only arguments that the schema names are taken; set “additionalProperties” to false.")
        }
        guard case .object(let properties) = words["properties"] ?? .object([:]),
            properties.count <= Self.mostParameters
        else {
            throw Problem(
                description: "“properties” is an object of at most \(Self.mostParameters) parameters.")
        }
        var parameters: [String: Parameter] = [:]
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            guard Self.isName(name) else {
                throw Problem(description: "The parameter “\(name)” is named by letters, digits and _ alone.")
            }
            parameters[name] = try Parameter(value, name: name)
        }
        let required = (words["required"]?.list ?? []).compactMap(\.text)
        guard words["required"] == nil || words["required"]?.list?.count == required.count else {
            throw Problem(description: "“required” is a list of names.")
        }
        if let stranger = required.first(where: { parameters[$0] == nil }) {
            throw Problem(description: "“required” names “\(stranger)”, which is no parameter.")
        }
        self.json = json
        self.parameters = parameters
        self.required = Set(required)
    }

    package var names: Set<String> { Set(parameters.keys) }

    /// The schema as a model is shown it: nothing else than what it names.
    package var shown: JSONValue {
        guard case .object(var words) = json else { return json }
        words["additionalProperties"] = .flag(false)
        words["$schema"] = nil
        if words["properties"] == nil { words["properties"] = .object([:]) }
        return .object(words)
    }

    /// Looks at arguments; what they are called with is what is handed back.
    package func check(_ arguments: JSONValue) throws(Problem) -> [String: JSONValue] {
        guard case .object(let given) = arguments else {
            throw Problem(description: "The arguments are no JSON object.")
        }
        // What is null was not given.
        let values = given.filter { $0.value != .null }
        for name in values.keys.sorted() where parameters[name] == nil {
            throw Problem(description: "There is no parameter “\(name.prefix(60))”.")
        }
        if let missing = required.sorted().first(where: { values[$0] == nil }) {
            throw Problem(description: "The argument “\(missing)” is missing.")
        }
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            try parameters[name]?.check(value, name: name)
        }
        return values
    }

    /// Arguments as a timeline shows them: what is write-only hidden, what is private masked, what is long cut.
    package func masked(_ arguments: [String: JSONValue]) -> String {
        arguments.sorted { $0.key < $1.key }.map { name, value in
            let text = PrivateMask.mask(value.plain)
            return "\(name)=\(parameters[name]?.isHidden ?? true ? "•••" : String(text.prefix(80)))"
        }.joined(separator: ", ")
    }

    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.utf8.allSatisfy { $0 == 0x5F || ActionTemplate.isLetterOrDigit($0) }
    }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(JSONValue.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(json)
    }
}

extension JSONValue {
    /// A scalar as a request's parts write it.
    package var plain: String {
        switch self {
        case .text(let text): text
        case .null: ""
        default: String(decoding: bytes, as: UTF8.self)
        }
    }
}
