/// Puts the words of a template into another language; tags, sections and variables stay.
///
/// What stands between two tags of HTML (or two sections with words of their own) is one message: its key has `%1`, `%2`… for the
/// variables and `<1>…</1>` for links and emphasis, white space folded. The attributes that are read aloud or shown
/// (`aria-label`, `title`, `alt`, `placeholder`) and those that hand words to scripts (`data-words-…`) are messages, too.
package struct TemplateTranslator {
    private let language: String
    private let look: (String) -> String?

    package init(catalogue: Catalogue) {
        language = catalogue.language
        look = { catalogue.text($0) }
    }

    private init(language: String, look: @escaping (String) -> String?) {
        (self.language, self.look) = (language, look)
    }

    package func translate(_ source: String) -> String {
        translate(TemplateParser.nodes(of: source))
    }

    /// The keys of a template's messages, in their order.
    package static func messages(of source: String) -> [String] {
        let found = Found()
        _ = TemplateTranslator(language: "en") { key in
            found.keys.append(key)
            return key
        }.translate(source)
        return found.keys
    }

    private final class Found {
        var keys: [String] = []
    }

    private func translate(_ nodes: [TemplateNode]) -> String {
        var text = ""
        var run: [TemplateNode] = []
        func end() {
            text += message(run)
            run = []
        }
        for node in nodes {
            switch node {
            case .tag:
                end()
                text += written(node)
            case .section where node.hasWords:
                end()
                text += written(node)
            default: run.append(node)
            }
        }
        end()
        return text
    }

    /// A node as it is written, with what is in it translated.
    private func written(_ node: TemplateNode) -> String {
        switch node {
        case .text(let text), .value(let text): text
        case .section(let open, let nodes, let close): open + translate(nodes) + close
        case .inline(let name, let open, let nodes, let close):
            written(tag: open) + (TemplateNode.isKept(name) ? nodes.map(written).joined() : translate(nodes))
                + close
        case .tag(let tag): tag.hasPrefix("<") ? written(tag: tag) : tag
        }
    }

    private func written(tag: String) -> String {
        if tag.hasPrefix("<html ") { return tag.replacing("lang=\"en\"", with: "lang=\"\(language)\"") }
        guard !tag.hasPrefix("</") else { return tag }
        return tag.replacing(#/ (aria-label|title|alt|placeholder|data-words-[a-z-]+)="([^"]*)"/#) { match in
            let value = String(match.output.2)
            let isExample = value.contains("://") && !value.contains(" ")
            return " \(match.output.1)=\"\(isExample ? value : translate(TemplateParser.nodes(of: value)))\""
        }
    }

    /// What stands between two boundaries.
    private func message(_ run: [TemplateNode]) -> String {
        let isOwn = run.contains { node in
            if case .text(let text) = node { TemplateNode.isWords(text) } else { false }
        }
        guard isOwn else { return run.map(written).joined() }
        var message = Message()
        for node in run { add(node, to: &message) }
        let key = message.key.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let text = look(key) else { return run.map(written).joined() }
        let before = message.key.prefix(while: \.isWhitespace)
        let after = message.key.reversed().prefix(while: \.isWhitespace).reversed()
        var filled = Wording.fill(text, with: message.values)
        for (number, tags) in message.tags.enumerated() {
            filled = filled.replacing("<\(number + 1)>", with: tags.open)
                .replacing("</\(number + 1)>", with: tags.close)
        }
        return before + filled + String(after)
    }

    private struct Message {
        var key = ""
        var values: [String] = []
        var tags: [(open: String, close: String)] = []
    }

    private func add(_ node: TemplateNode, to message: inout Message) {
        switch node {
        case .text(let text): message.key += text
        case .inline(let name, let open, let nodes, let close)
        where node.hasWords && !TemplateNode.isKept(name):
            message.tags.append((written(tag: open), close))
            let number = message.tags.count
            message.key += "<\(number)>"
            for node in nodes { add(node, to: &message) }
            message.key += "</\(number)>"
        default:
            message.values.append(written(node))
            message.key += "%\(message.values.count)"
        }
    }
}
