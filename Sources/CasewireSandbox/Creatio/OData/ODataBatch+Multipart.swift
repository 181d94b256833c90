extension ODataBatch {
    /// Reads `multipart/mixed` with operations and change sets of operations (OData 4, part 1, section 11.7).
    ///
    /// Parts and change sets without a name of their own get one made from `seed`.
    package static func multipart(
        _ bytes: [UInt8], contentType: String, root: String, prefer: String?, seed: GUID
    ) throws(CreatioFault) -> ODataBatch {
        guard let boundary = boundary(of: contentType) else {
            throw .invalid("The content type of a batch must name its boundary.")
        }
        let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        var parts: [Part] = []
        func newId() -> GUID { .derived(from: "\(seed)/\(parts.count)") }
        for section in sections(of: text, between: boundary) {
            let (headers, content) = split(section)
            if let type = headers["content-type"], type.lowercased().hasPrefix("multipart/mixed") {
                guard let inner = Self.boundary(of: type) else {
                    throw .invalid("The content type of a change set must name its boundary.")
                }
                let group = newId().text
                for operation in sections(of: content, between: inner) {
                    let (headers, content) = split(operation)
                    let id = headers["content-id"] ?? newId().text
                    parts.append(try part(content, id: id, group: group, root: root))
                }
            } else {
                let id = headers["content-id"] ?? newId().text
                parts.append(try part(content, id: id, group: nil, root: root))
            }
        }
        return try ODataBatch(
            parts: parts, continuesOnError: prefer?.contains("continue-on-error") == true)
    }

    /// One embedded request: a request line, headers, an empty line, a body.
    private static func part(
        _ text: String, id: String, group: String?, root: String
    ) throws(CreatioFault) -> Part {
        let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = lines.first, case let words = first.split(separator: " "), words.count >= 2 else {
            throw .invalid("A part of the batch has no request line.")
        }
        let isVersioned = words.last?.hasPrefix("HTTP/") == true && words.count > 2
        let url = words[1..<(isVersioned ? words.count - 1 : words.count)].joined(separator: " ")
        let (headers, body) = split(lines.count > 1 ? String(lines[1]) : "")
        return Part(
            id: id, group: group,
            request: ODataRequest(
                method: words[0].uppercased(), target: target(url, root: root),
                contentType: headers["content-type"], accept: headers["accept"], prefer: headers["prefer"],
                body: Array(body.utf8)))
    }

    /// The texts between boundary lines, without the line ends that belong to the boundaries.
    private static func sections(of text: String, between boundary: String) -> [String] {
        var sections: [String] = []
        var lines: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "--\(boundary)" || line == "--\(boundary)--" {
                if let lines { sections.append(lines.joined(separator: "\n")) }
                lines = line.hasSuffix("--") && line.count == boundary.count + 4 ? nil : []
            } else {
                lines?.append(line)
            }
        }
        return sections
    }

    /// Headers by lower-cased name, and what follows the first empty line.
    private static func split(_ text: String) -> (headers: [String: String], content: String) {
        var headers: [String: String] = [:]
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        while let line = lines.first, !line.isEmpty {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 {
                headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " })
            }
            lines = lines.dropFirst()
        }
        return (headers, lines.dropFirst().joined(separator: "\n"))
    }

    private static func boundary(of contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            let name = pair[0].filter { $0 != " " }.lowercased()
            if name == "boundary", pair.count == 2 {
                let boundary = pair[1].filter { $0 != "\"" }
                return boundary.isEmpty ? nil : String(boundary)
            }
        }
        return nil
    }

    /// The answers as `multipart/mixed`, change sets nested.
    package static func multipart(_ answers: [Answer], boundary: String) -> String {
        var text = ""
        var place = 0
        while place < answers.count {
            let answer = answers[place]
            text += "--\(boundary)\r\n"
            if let group = answer.group {
                let members = answers[place...].prefix { $0.group == group }
                let inner = "changesetresponse_\(group)"
                text += "Content-Type: multipart/mixed; boundary=\(inner)\r\n\r\n"
                for member in members { text += "--\(inner)\r\n" + operation(member, named: true) }
                text += "--\(inner)--\r\n"
                place += members.count
            } else {
                text += operation(answer, named: false)
                place += 1
            }
        }
        return text + "--\(boundary)--\r\n"
    }

    private static func operation(_ answer: Answer, named: Bool) -> String {
        var text = "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n"
        if named { text += "Content-ID: \(answer.id)\r\n" }
        text += "\r\nHTTP/1.1 \(answer.response.status) \(reason(answer.response.status))\r\n"
        for (name, value) in headerLines(answer.response) { text += "\(name): \(value)\r\n" }
        return text + "\r\n" + answer.response.bodyText + "\r\n"
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 204: "No Content"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        default: "Internal Server Error"
        }
    }
}
