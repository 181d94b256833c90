import Casewire

/// Several requests in one, in OData's JSON form (OASIS OData 4.01 JSON format, section 19; Creatio Academy,
/// "Batch request examples").
///
/// The site answers them in order and stops at the first that fails, since nothing asks it to go on.
enum CreatioBatch {
    /// One request of a batch.
    struct Part: Sendable {
        let method: CreatioRequest.Method
        /// Below the OData root.
        let path: String
        var body: CreatioJSON?
    }

    static func body(of parts: [Part]) -> CreatioJSON {
        .object([
            "requests": .list(
                parts.enumerated().map { index, part in
                    var fields: [String: CreatioJSON] = [
                        "id": .text(id(index)), "method": .text(part.method.rawValue),
                        "url": .text(part.path),
                    ]
                    var headers: [String: CreatioJSON] = ["Accept": .text("application/json")]
                    if let body = part.body {
                        headers["Content-Type"] = .text("application/json; charset=utf-8")
                        fields["body"] = body
                    }
                    fields["headers"] = .object(headers)
                    return .object(fields)
                })
        ])
    }

    /// The parts' answers in the order of the requests, nil for those that have none; nil where the body is
    /// no answer of a batch.
    static func answers(in body: CreatioJSON?, count: Int) -> [CreatioAnswer?]? {
        guard let responses = body?["responses"]?.list else { return nil }
        var answers = [CreatioAnswer?](repeating: nil, count: count)
        for (place, response) in responses.enumerated() {
            let named = response["id"].flatMap { $0.text ?? $0.integer.map(String.init) }
            let index = named.flatMap { name in (0..<count).first { id($0) == name } } ?? place
            guard index < count, let status = response["status"]?.integer else { continue }
            answers[index] = CreatioAnswer(status: status, response: response)
        }
        return answers
    }

    private static func id(_ index: Int) -> String { String(index + 1) }
}

extension CreatioAnswer {
    /// A part's answer; its body is an object, or a text where the part had another type.
    fileprivate init(status: Int, response: CreatioJSON) {
        func header(_ name: String) -> String? {
            guard case .object(let headers)? = response["headers"] else { return nil }
            return headers.first { $0.key.lowercased() == name }?.value.text
        }
        self.init(status: status)
        contentType = (header("content-type") ?? "").prefix { $0 != ";" }.trimmed.lowercased()
        location = header("location")
        retryAfter = header("retry-after")
        switch response["body"] {
        case nil, .null?: body = []
        case .text(let text)?: body = Array(text.utf8)
        case let json?: body = json.bytes
        }
    }
}
