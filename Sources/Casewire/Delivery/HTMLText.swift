/// What HTML shows, as text.
///
/// Not a parser of documents: it finds the tags and entities that editors and language models write into texts, and
/// leaves every other `<` and `&` alone ("I <3 you", "a < b", "AT&T").
enum HTMLText {
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
            return text
        }
        var reader = HTMLReader(text)
        return reader.read()
    }

    /// Whether an element's tags are read as tags; others stand as they are.
    static func knows(_ element: String) -> Bool { HTMLReader.known.contains(element) }
}

/// Walks through HTML once and keeps what shows.
private struct HTMLReader {
    private let source: [Unicode.Scalar]
    private var position = 0
    private var output: [Unicode.Scalar] = []
    /// Links whose end has not come: where they lead, and where their words begin in the output.
    private var links: [(address: String, start: Int)] = []
    /// Where HTML makes the lines, those of the source are mere white space.
    private var breaksAreSpaces = false
    /// Elements and comments found to have no end, so that it is not looked for again and again.
    private var endless: Set<String> = []
    /// How often a `<` may turn out, at the end of the text, to be no tag: a bound on the work for hostile input.
    private var failuresLeft = 50

    init(_ text: String) {
        source = Array(text.unicodeScalars)
        breaksAreSpaces = source.indices.contains { index in
            source[index] == "<" && (name(at: index).map { Self.lineMakers.contains($0.name) } ?? false)
        }
    }

    mutating func read() -> String {
        while position < source.count {
            switch source[position] {
            case "<" where readComment() || readTag(): break
            case "&" where readEntity(): break
            case "`" where readCode(): break
            case "\n" where breaksAreSpaces: emit(" ")
            default: emit(source[position])
            }
        }
        return string(output)
    }

    private mutating func emit(_ scalar: Unicode.Scalar) {
        output.append(scalar)
        position += 1
    }

    // MARK: Tags

    private mutating func readComment() -> Bool {
        guard has("<!--", at: position), !endless.contains("!--") else { return false }
        guard let end = (position..<source.count).first(where: { has("-->", at: $0) }) else {
            endless.insert("!--")
            return false
        }
        position = end + 3
        return true
    }

    private mutating func readTag() -> Bool {
        guard failuresLeft > 0, let name = name(at: position), Self.known.contains(name.name) else {
            return false
        }
        guard let tag = tag(at: position) else {
            failuresLeft -= 1
            return false
        }
        position = tag.end
        if !tag.isClosing, Self.hidden.contains(tag.name) {
            skipHidden(tag.name)
        } else {
            show(tag)
        }
        return true
    }

    private mutating func show(_ tag: Tag) {
        switch tag.name {
        case "br": output.append("\n")
        case "a" where tag.isClosing: closeLink()
        case "a": links.append((tag.address, output.count))
        case "li" where !tag.isClosing:
            startLine()
            output += "- ".unicodeScalars
        case "td", "th":
            if tag.isClosing { output.append(" ") }
        default:
            if Self.blocks.contains(tag.name) { startLine() }
        }
    }

    private mutating func startLine() {
        while output.last == " " { output.removeLast() }
        if let last = output.last, last != "\n" { output.append("\n") }
    }

    /// Adds the link's address where the words do not say it.
    private mutating func closeLink() {
        guard let link = links.popLast() else { return }
        let words = string(output[min(link.start, output.count)...]).trimmingSpaces()
        output += LinkText.ending(words: String(words), address: link.address).unicodeScalars
    }

    /// Drops all up to the end of an element that never shows.
    private mutating func skipHidden(_ name: String) {
        guard !endless.contains(name) else { return }
        for next in position..<source.count where source[next] == "<" {
            guard let found = self.name(at: next), found.isClosing, found.name == name else { continue }
            position = tag(at: next)?.end ?? source.count
            return
        }
        endless.insert(name)
    }

    private struct Tag {
        let name: String
        let isClosing: Bool
        /// The value of `href`; may be empty.
        let address: String
        /// Just behind the `>`.
        let end: Int
    }

    /// The lower-case name of what looks like a tag, and where the name ends.
    private func name(at start: Int) -> (name: String, isClosing: Bool, end: Int)? {
        var next = start + 1
        let isClosing = next < source.count && source[next] == "/"
        if isClosing { next += 1 }
        let nameStart = next
        while next < source.count, next - nameStart < 12, isNameScalar(source[next]) { next += 1 }
        guard next > nameStart, next < source.count, " \n/>".unicodeScalars.contains(source[next]) else {
            return nil
        }
        return (string(source[nameStart..<next]).lowercased(), isClosing, next)
    }

    private func tag(at start: Int) -> Tag? {
        guard let name = name(at: start) else { return nil }
        var quote: Unicode.Scalar?
        for next in name.end..<source.count {
            let scalar = source[next]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                let address = name.name == "a" ? address(in: name.end..<next) : ""
                return Tag(name: name.name, isClosing: name.isClosing, address: address, end: next + 1)
            } else if scalar == "<" {
                return nil
            }
        }
        return nil
    }

    /// The value of `href` among attributes.
    private func address(in attributes: Range<Int>) -> String {
        let key = Array("href=".unicodeScalars)
        let start = attributes.first { index in
            index + key.count <= attributes.upperBound
                && source[index..<(index + key.count)].elementsEqual(key) {
                    $0.properties.lowercaseMapping == String($1)
                }
        }
        guard let start else { return "" }
        let value = string(source[(start + key.count)..<attributes.upperBound])
        if let quote = value.first, quote == "\"" || quote == "'" {
            return HTMLText.plain(String(value.dropFirst().prefix { $0 != quote }))
        }
        return HTMLText.plain(String(value.prefix { !$0.isWhitespace }))
    }

    private func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }

    // MARK: Entities and code

    private mutating func readEntity() -> Bool {
        guard let end = source[position...].prefix(34).firstIndex(of: ";"),
            let scalar = HTMLEntity.scalar(named: string(source[(position + 1)..<end]))
        else { return false }
        output.append(scalar)
        position = end + 1
        return true
    }

    /// Code between backticks on one line shows as it is written.
    private mutating func readCode() -> Bool {
        guard let end = source[(position + 1)...].firstIndex(where: { $0 == "`" || $0 == "\n" }),
            source[end] == "`"
        else { return false }
        output += source[position...end]
        position = end + 1
        return true
    }

    // MARK: Searching

    private func has(_ text: String, at start: Int) -> Bool {
        source[start...].starts(with: text.unicodeScalars)
    }

    private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    // MARK: Which tags

    private static let lineMakers: Set = ["br", "p", "div", "li", "tr"]
    private static let hidden: Set = ["script", "style", "head", "title", "template", "noscript", "svg"]
    private static let blocks: Set = [
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "footer", "form", "h1",
        "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table",
        "tbody",
        "tfoot", "thead", "tr", "ul",
    ]
    private static let inline: Set = [
        "a", "abbr", "b", "big", "br", "button", "cite", "code", "del", "em", "font", "i", "img", "input",
        "ins", "kbd",
        "label", "link", "mark", "meta", "o", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "td",
        "th", "time", "tt", "u", "var",
    ]
    fileprivate static let known = hidden.union(blocks).union(inline)
}
