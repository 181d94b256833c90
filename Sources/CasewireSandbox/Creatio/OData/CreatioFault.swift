/// A refusal as Creatio words it: status, type and exact body.
///
/// The shapes follow bodies quoted on Creatio Academy and in public client projects; production sites leave
/// `type` and `stacktrace` blank.
package struct CreatioFault: Error, Sendable, Equatable {
    package let status: Int
    package let contentType: String?
    package let body: String

    private init(status: Int, contentType: String?, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// A status with an empty body.
    package static func bare(_ status: Int) -> CreatioFault {
        CreatioFault(status: status, contentType: nil, body: "")
    }

    package static func page(_ status: Int, html: String) -> CreatioFault {
        CreatioFault(status: status, contentType: "text/html; charset=utf-8", body: html)
    }

    /// A body of the hosting layer, such as `{"Message": …}`.
    package static func plain(_ status: Int, _ body: JSONValue) -> CreatioFault {
        CreatioFault(status: status, contentType: "application/json; charset=utf-8", body: body.json)
    }

    /// The OData error envelope; the specific words are in `innererror` or, when given, deeper.
    package static func envelope(
        _ status: Int, _ message: String, inner: String? = nil, internalException: String? = nil
    ) -> CreatioFault {
        var error: [JSONMember] = [
            JSONMember(name: "code", value: .text("")), JSONMember(name: "message", value: .text(message)),
        ]
        if let inner {
            var innerError = blamed(inner)
            if let internalException {
                innerError.append(
                    JSONMember(name: "internalexception", value: .object(blamed(internalException))))
            }
            error.append(JSONMember(name: "innererror", value: .object(innerError)))
        }
        return CreatioFault(
            status: status, contentType: "application/json; odata.metadata=minimal",
            body: JSONValue.object([JSONMember(name: "error", value: .object(error))]).json)
    }

    private static func blamed(_ message: String) -> [JSONMember] {
        [
            JSONMember(name: "message", value: .text(message)),
            JSONMember(name: "type", value: .text("")),
            JSONMember(name: "stacktrace", value: .text("")),
        ]
    }
}
