import Casewire
import CasewirePages
import Foundation

/// What stands in the fields of an action's form, and what was wrong with it.
struct ActionForm: Sendable {
    var name = ""
    var description = ""
    var parameters = """
        {
          "type": "object",
          "required": ["order"],
          "properties": {
            "order": {"type": "string", "description": "The order's number", "maxLength": 20}
          }
        }
        """
    var method = "GET"
    var url = ""
    /// `name: value`, one a line.
    var query = ""
    var headers = ""
    var body = ""
    var secretName = ""
    var secretValue = ""
    var timeout = "10"
    var allowsPrivateHost = false
    var isEnabled = true
    var problem: String?

    init() {}

    init(_ action: HTTPAction) {
        name = action.name
        description = action.description
        parameters = Self.pretty(action.schema.json)
        method = action.template.method.rawValue
        url = action.template.url
        query = Self.lines(action.template.query)
        headers = Self.lines(action.template.headers)
        body = action.template.body.map(Self.pretty) ?? ""
        secretName = action.secret?.name ?? ""
        timeout = JSONValue.number(action.timeoutSeconds).plain
        allowsPrivateHost = action.allowsPrivateHost
        isEnabled = action.isEnabled
    }

    init(_ form: FormBody) {
        func field(_ name: String) -> String { form[name] ?? "" }
        name = field("name").trimmingCharacters(in: .whitespaces)
        description = field("description").trimmingCharacters(in: .whitespacesAndNewlines)
        parameters = field("parameters")
        method = field("method")
        url = field("url").trimmingCharacters(in: .whitespaces)
        query = field("query")
        headers = field("headers")
        body = field("body")
        secretName = field("secret_name").trimmingCharacters(in: .whitespaces)
        secretValue = field("secret_value")
        timeout = field("timeout_seconds")
        allowsPrivateHost = field("allow_private_host") == "yes"
        isEnabled = field("enabled") == "yes"
    }

    /// What it declares.
    func declaration() throws(ActionDeclaration.Refusal) -> ActionDeclaration {
        var problems: [String] = []
        let schema = JSONValue(decoding: Array(parameters.utf8))
        if schema == nil { problems.append(say("The parameters are not JSON.")) }
        let content = body.allSatisfy(\.isWhitespace) ? nil : JSONValue(decoding: Array(body.utf8))
        if content == nil, !body.allSatisfy(\.isWhitespace) { problems.append(say("The body is not JSON.")) }
        let method = ActionTemplate.Method(rawValue: method)
        if method == nil { problems.append(say("Choose a method.")) }
        let seconds = Double(timeout)
        if seconds == nil { problems.append(say("The time-out is a number of seconds.")) }
        let (query, headers) = (Self.entries(query), Self.entries(headers))
        if query == nil || headers == nil {
            problems.append(say("Write “name: value”, one a line and each name once."))
        }
        guard problems.isEmpty, let schema, let method, let query, let headers else {
            throw ActionDeclaration.Refusal(problems: problems)
        }
        return ActionDeclaration(
            name: name, description: description, parameters: schema,
            template: ActionTemplate(method: method, url: url, query: query, headers: headers, body: content),
            secret: secretName.isEmpty
                ? .none : .header(secretName, value: secretValue.isEmpty ? nil : Secret(secretValue)),
            timeoutSeconds: seconds, allowsPrivateHost: allowsPrivateHost, isEnabled: isEnabled)
    }

    private static func lines(_ entries: [String: String]) -> String {
        entries.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    }

    private static func entries(_ text: String) -> [String: String]? {
        var entries: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[..<colon].trimmingCharacters(in: .whitespaces)
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            guard !name.isEmpty, entries.updateValue(value, forKey: name) == nil else { return nil }
        }
        return entries
    }

    private static func pretty(_ json: JSONValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(json)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
