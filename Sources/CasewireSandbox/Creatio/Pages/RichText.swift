/// HTML of rich-text columns made fit to be shown.
enum RichText {
    private static let plainTags: Set<String> = [
        "p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "div", "span", "blockquote", "pre",
    ]

    /// Keeps simple tags without their attributes, and links to web addresses; drops all other tags.
    static func safeHTML(_ html: String) -> String {
        var safe = ""
        var open: [String] = []
        var rest = Substring(html)
        while let bracket = rest.firstIndex(of: "<") {
            safe += escaped(rest[..<bracket], keepingEntities: true)
            rest = rest[rest.index(after: bracket)...]
            guard let first = rest.first, first.isLetter || first == "/" || first == "!",
                let end = rest.firstIndex(of: ">")
            else {
                safe += "&lt;"
                continue
            }
            tag(rest[..<end], to: &safe, open: &open)
            rest = rest[rest.index(after: end)...]
        }
        safe += escaped(rest, keepingEntities: true)
        for name in open.reversed() { safe += "</\(name)>" }
        return safe
    }

    /// A plain text with web addresses as links.
    static func linked(_ text: String) -> String {
        var html = ""
        var word = ""
        func finish() {
            html += link(word) ?? escaped(word[...], keepingEntities: false)
            word = ""
        }
        for character in text {
            if character.isWhitespace {
                finish()
                html.append(character)
            } else {
                word.append(character)
            }
        }
        finish()
        return html
    }

    private static func link(_ word: String) -> String? {
        guard isWebAddress(word) else { return nil }
        var address = Substring(word)
        while let last = address.last, ".,;:!?)]\"'".contains(last) { address.removeLast() }
        let shown = escaped(address, keepingEntities: false)
        let tail = escaped(word[address.endIndex...], keepingEntities: false)
        return "<a href=\"\(shown)\" rel=\"noreferrer\">\(shown)</a>\(tail)"
    }

    private static func isWebAddress(_ text: some StringProtocol) -> Bool {
        text.hasPrefix("http://") || text.hasPrefix("https://")
    }

    private static func tag(_ inner: Substring, to safe: inout String, open: inout [String]) {
        let isClosing = inner.first == "/"
        let name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if isClosing {
            guard let place = open.lastIndex(of: name) else { return }
            for closed in open[place...].reversed() { safe += "</\(closed)>" }
            open.removeSubrange(place...)
        } else if name == "a", let address = href(inner) {
            safe += "<a href=\"\(escaped(address[...], keepingEntities: true))\" rel=\"noreferrer\">"
            open.append("a")
        } else if name == "br" {
            safe += "<br>"
        } else if plainTags.contains(name) {
            safe += "<\(name)>"
            open.append(name)
        }
    }

    private static func href(_ tag: Substring) -> String? {
        guard let start = tag.firstRange(of: "href=\"") else { return nil }
        let address = tag[start.upperBound...].prefix { $0 != "\"" }
        return isWebAddress(address) ? String(address) : nil
    }

    private static func escaped(_ text: Substring, keepingEntities: Bool) -> String {
        var html = ""
        for character in text {
            switch character {
            case "&": html += keepingEntities ? "&" : "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            default: html.append(character)
            }
        }
        return html
    }
}
