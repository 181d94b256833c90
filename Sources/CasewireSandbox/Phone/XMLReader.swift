/// An element of a small XML document; `text` is its own text without that of its children.
struct XMLElement: Equatable {
    let name: String
    var attributes: [String: String] = [:]
    var elements: [XMLElement] = []
    var text = ""
}

/// Reads a well-formed XML 1.0 document without a document type, which TwiML never has.
///
/// Limits: 64 elements deep; what is not well formed gives nil.
struct XMLReader {
    private var rest: Substring.UnicodeScalarView

    init(_ document: String) {
        rest = document[...].unicodeScalars
        if rest.first == "\u{FEFF}" { rest.removeFirst() }
    }

    /// The root element.
    mutating func document() -> XMLElement? {
        guard skipMiscellaneous(), let root = element(depth: 0), skipMiscellaneous(), rest.isEmpty else {
            return nil
        }
        return root
    }

    private mutating func element(depth: Int) -> XMLElement? {
        guard depth < 64, take("<"), let name = name() else { return nil }
        var element = XMLElement(name: name)
        while true {
            let spaced = skipSpace()
            if take("/>") { return element }
            if take(">") { break }
            guard spaced, let name = self.name(), element.attributes[name] == nil else { return nil }
            _ = skipSpace()
            guard take("=") else { return nil }
            _ = skipSpace()
            guard let value = quoted() else { return nil }
            element.attributes[name] = value
        }
        while !rest.isEmpty {
            if take("</") {
                guard self.name() == name else { return nil }
                _ = skipSpace()
                return take(">") ? element : nil
            } else if take("<!--") {
                guard skip(past: "-->") else { return nil }
            } else if take("<![CDATA[") {
                guard let data = upTo("]]>") else { return nil }
                element.text += data
            } else if take("<?") {
                guard skip(past: "?>") else { return nil }
            } else if rest.first == "<" {
                guard let child = self.element(depth: depth + 1) else { return nil }
                element.elements.append(child)
            } else {
                guard let text = text(until: { $0 == "<" }) else { return nil }
                element.text += text
            }
        }
        return nil
    }

    private mutating func skipMiscellaneous() -> Bool {
        while true {
            _ = skipSpace()
            if take("<?") {
                guard skip(past: "?>") else { return false }
            } else if take("<!--") {
                guard skip(past: "-->") else { return false }
            } else {
                return true
            }
        }
    }

    private mutating func name() -> String? {
        let name = rest.prefix { $0.properties.isAlphabetic || "0123456789_-.:".unicodeScalars.contains($0) }
        guard let first = name.first, !"0123456789-.".unicodeScalars.contains(first) else { return nil }
        rest = rest[name.endIndex...]
        return String(name)
    }

    private mutating func quoted() -> String? {
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        rest.removeFirst()
        guard let value = text(until: { $0 == quote || $0 == "<" }), rest.first == quote else { return nil }
        rest.removeFirst()
        return value
    }

    /// Text with its references resolved; line ends are made LF as XML asks.
    private mutating func text(until ends: (Unicode.Scalar) -> Bool) -> String? {
        var result = String.UnicodeScalarView()
        while let scalar = rest.first, !ends(scalar) {
            rest.removeFirst()
            if scalar == "&" {
                guard let reference = upTo(";"), let resolved = Self.resolved(reference) else { return nil }
                result.append(resolved)
            } else if scalar == "\r" {
                if rest.first == "\n" { rest.removeFirst() }
                result.append("\n")
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func resolved(_ reference: String) -> Unicode.Scalar? {
        switch reference {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case _ where reference.hasPrefix("#x"):
            UInt32(reference.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where reference.hasPrefix("#"): UInt32(reference.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }

    private mutating func take(_ token: String) -> Bool {
        guard rest.starts(with: token.unicodeScalars) else { return false }
        rest.removeFirst(token.unicodeScalars.count)
        return true
    }

    private mutating func skip(past token: String) -> Bool { upTo(token) != nil }

    /// What comes before the token, which is consumed too.
    private mutating func upTo(_ token: String) -> String? {
        var before = String.UnicodeScalarView()
        while !rest.isEmpty {
            if take(token) { return String(before) }
            before.append(rest.removeFirst())
        }
        return nil
    }

    private mutating func skipSpace() -> Bool {
        let space = rest.prefix { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" }
        rest = rest[space.endIndex...]
        return !space.isEmpty
    }
}
