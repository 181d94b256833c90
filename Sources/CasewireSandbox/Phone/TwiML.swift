/// The answer of a message webhook, read as TwiML: what it texts back.
///
/// Twilio: "TwiML for Programmable Messaging". The root is `Response`; each `Message` has a body as its text or in
/// `Body` children, and media in `Media` children; `Redirect` hands over to another URL. Other verbs are refused.
package struct TwiML: Sendable, Equatable {
    package struct Reply: Sendable, Equatable {
        package var body: String
        package var media: [String]
        package var to: String?
        package var from: String?
        package var statusCallback: String?
    }

    package enum Verb: Sendable, Equatable {
        case message(Reply)
        case redirect(url: String, method: String)
    }

    package let verbs: [Verb]

    /// Why an answer is no TwiML that can be followed; `code` is Twilio's error.
    package struct Problem: Error, Equatable {
        package let code: Int
        package let words: String
    }

    /// At most this many `Message` verbs answer one text (error 14109).
    package static let messageLimit = 10

    package init(_ document: String) throws(Problem) {
        var reader = XMLReader(document)
        guard let root = reader.document() else {
            throw Problem(code: 12100, words: "Document parse failure")
        }
        guard root.name == "Response" else {
            throw Problem(code: 12102, words: "Document parse failure: the root element is not Response")
        }
        var verbs: [Verb] = []
        for element in root.elements {
            switch element.name {
            case "Message": verbs.append(.message(try Self.reply(element)))
            case "Redirect":
                let method = element.attributes["method"]?.uppercased() ?? "POST"
                verbs.append(.redirect(url: Self.trimmed(element.text), method: method))
            default:
                throw Problem(code: 12200, words: "Schema validation warning: \(element.name) is not a verb")
            }
        }
        let messages = verbs.filter { if case .message = $0 { true } else { false } }
        guard messages.count <= Self.messageLimit else {
            throw Problem(code: 14109, words: "Reply message limit exceeded")
        }
        self.verbs = verbs
    }

    private static func reply(_ element: XMLElement) throws(Problem) -> Reply {
        for child in element.elements where child.name != "Body" && child.name != "Media" {
            throw Problem(
                code: 12200, words: "Schema validation warning: \(child.name) is not allowed in Message")
        }
        let bodies = element.elements.filter { $0.name == "Body" }
        let reply = Reply(
            body: trimmed(bodies.isEmpty ? element.text : bodies.map(\.text).joined()),
            media: element.elements.filter { $0.name == "Media" }.map { trimmed($0.text) },
            to: element.attributes["to"], from: element.attributes["from"],
            statusCallback: element.attributes["statusCallback"] ?? element.attributes["action"])
        guard !reply.body.isEmpty || !reply.media.isEmpty else {
            throw Problem(code: 14103, words: "Message: invalid content, neither a body nor media")
        }
        return reply
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
