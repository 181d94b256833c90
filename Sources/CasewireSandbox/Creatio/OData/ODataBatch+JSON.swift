extension ODataBatch {
    /// Reads `{"requests": [{"id", "method", "url", "atomicityGroup"?, "headers"?, "body"?}]}`.
    ///
    /// `root` is the path of the service root, which a `url` may begin with.
    package static func json(_ bytes: [UInt8], root: String, prefer: String?) throws(CreatioFault)
        -> ODataBatch
    {
        let json: JSONValue
        do { json = try JSONParser.parse(bytes) } catch { throw .invalid("requests : \(error.words)") }
        guard let requests = json["requests"]?.list else {
            throw .invalid("The batch request must have the array property 'requests'.")
        }
        var parts: [Part] = []
        for request in requests {
            guard let id = request["id"]?.text, let method = request["method"]?.text,
                let url = request["url"]?.text
            else { throw .invalid("A batch request must have the properties 'id', 'method' and 'url'.") }
            var headers: [String: String] = [:]
            for header in request["headers"]?.members ?? [] {
                headers[header.name.lowercased()] = header.value.text
            }
            let body: String =
                switch request["body"] {
                case nil, .null?: ""
                case .text(let text)?: text
                case let value?: value.json
                }
            parts.append(
                Part(
                    id: id, group: request["atomicityGroup"]?.text,
                    request: ODataRequest(
                        method: method.uppercased(), target: target(url, root: root),
                        contentType: headers["content-type"], accept: headers["accept"],
                        prefer: headers["prefer"], body: Array(body.utf8))))
        }
        return try ODataBatch(
            parts: parts, continuesOnError: prefer?.contains("continue-on-error") == true)
    }

    /// The part of an address below the service root, whether it is relative or absolute.
    static func target(_ url: String, root: String) -> String {
        var url = Substring(url)
        if let scheme = url.firstRange(of: "://") {
            url = url[scheme.upperBound...].drop { $0 != "/" }
        }
        let prefix = root + "/"
        return String(url.hasPrefix(prefix) ? url.dropFirst(prefix.count) : url)
    }

    /// `{"responses": [{"id", "atomicityGroup"?, "status", "headers", "body"?}]}`.
    package static func json(_ answers: [Answer]) -> String {
        var json = "{\"responses\":["
        for (index, answer) in answers.enumerated() {
            json += index > 0 ? ",{\"id\":" : "{\"id\":"
            JSONValue.write(answer.id, to: &json)
            if let group = answer.group { json += ",\"atomicityGroup\":\"\(group)\"" }
            let response = answer.response
            json += ",\"status\":\(response.status),\"headers\":{"
            var headers: [String] = []
            for (name, value) in headerLines(response) {
                var line = "\"\(name)\":"
                JSONValue.write(value, to: &line)
                headers.append(line)
            }
            json += headers.joined(separator: ",") + "}"
            switch response.body {
            case .none: break
            case .json(let text): json += ",\"body\":" + text
            case .text, .bytes:
                json += ",\"body\":"
                JSONValue.write(response.bodyText, to: &json)
            }
            json += "}"
        }
        return json + "]}"
    }

    static func headerLines(_ response: ODataResponse) -> [(String, String)] {
        var lines: [(String, String)] = []
        if let location = response.location { lines.append(("location", location)) }
        if let type = response.contentType { lines.append(("content-type", type)) }
        lines.append(("odata-version", "4.0"))
        return lines
    }
}
