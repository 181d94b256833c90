import Casewire

/// What an answer's body says went wrong, in the words of whoever wrote it.
///
/// Creatio answers through several layers, each with a shape of its own, and some errors travel with a status
/// of success: OData's envelope, ASP.NET's and WCF's objects, DataService's `responseStatus`, pages of IIS
/// and of firewalls.
struct CreatioErrorBody: Sendable, Hashable {
    /// The sentences, the most specific first; none for a page.
    let messages: [String]
    /// Names of error types or codes that came along, such as `System.Security.SecurityException`.
    let types: [String]

    /// Nil where the body is no error.
    init?(_ json: CreatioJSON?) {
        guard let json else { return nil }
        var messages: [String] = []
        var types: [String] = []
        if let error = json["error"], error != .null {
            // A chain from the general to the specific: `error`, `innererror`, `internalexception`.
            var link: CreatioJSON? = error
            var depth = 0
            while let current = link, depth < 8 {
                if let text = current["message"]?.text ?? current.text { messages.append(text) }
                if let type = current["type"]?.text { types.append(type) }
                link = current["innererror"] ?? current["internalexception"]
                depth += 1
            }
            if let text = json["error_description"]?.text { messages.append(text) }
        } else if json["ExceptionMessage"]?.text != nil
            || json["Message"]?.text != nil && json.keys.isSubset(of: Self.exceptionKeys)
        {
            var link: CreatioJSON? = json
            var depth = 0
            while let current = link, current != .null, depth < 8 {
                messages += ["Message", "MessageDetail", "ExceptionMessage"].compactMap { current[$0]?.text }
                if let type = current["ExceptionType"]?.text { types.append(type) }
                if current["StackTrace"]?.text?.contains(Self.modelBuilder) == true {
                    types.append(Self.modelBuilder)
                }
                link = current["InnerException"]
                depth += 1
            }
        } else if json["success"] == .flag(false)
            || json["responseStatus"]?["ErrorCode"]?.text?.isEmpty == false
        {
            let details = [json["responseStatus"], json["errorInfo"]].compactMap { $0 }
            messages = details.compactMap { $0["Message"]?.text ?? $0["message"]?.text }
            types = details.compactMap { $0["ErrorCode"]?.text ?? $0["errorCode"]?.text }
        } else {
            return nil
        }
        self.messages = messages.reversed().filter { !$0.isEmpty }
        self.types = types.filter { !$0.isEmpty }
    }

    /// The one name that is looked for in a stack trace: nothing else tells that the OData model could not be built.
    static let modelBuilder = "ODataEntityModelBuilder"

    private static let exceptionKeys: Set<String> = [
        "Message", "MessageDetail", "ExceptionMessage", "ExceptionType", "StackTrace", "InnerException",
        "ModelState",
    ]

    /// The most specific sentence.
    var message: String { messages.first ?? types.first ?? "" }

    /// Everything that was said, to look for what tells the cause.
    var all: String { (messages + types).joined(separator: "\n") }
}
