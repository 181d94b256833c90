/// A piece of a template, as far as its words are concerned.
indirect enum TemplateNode {
    case text(String)
    /// `{{name}}`, or a partial that stands in a sentence.
    case value(String)
    /// A section with its two tags.
    case section(open: String, [TemplateNode], close: String)
    /// An element that stands in a sentence, such as a link, with its two tags.
    case inline(name: String, open: String, [TemplateNode], close: String)
    /// A tag of HTML that ends a sentence, or a partial.
    case tag(String)

    /// Whether something in it is to be read by people and stands in the template itself.
    var hasWords: Bool {
        switch self {
        case .text(let text): Self.isWords(text)
        case .value, .tag: false
        case .section(_, let nodes, _): nodes.contains(where: \.hasWords)
        case .inline(let name, _, let nodes, _): !Self.isKept(name) && nodes.contains(where: \.hasWords)
        }
    }

    /// Elements whose content is not words: what is typed, and names of keys.
    static func isKept(_ name: String) -> Bool { ["code", "kbd"].contains(name) }

    /// Whether a text of a template is to be read: has letters beside the names of products.
    static func isWords(_ text: String) -> Bool {
        var rest = text
        for name in ["Casewire", "Creatio", "&amp;", "&nbsp;"] { rest = rest.replacing(name, with: "") }
        return rest.contains(where: \.isLetter)
    }
}

/// Takes a template apart.
struct TemplateParser {
    private static let inlineNames: Set<Substring> = ["a", "b", "bdi", "code", "em", "kbd", "strong"]

    private var rest: Substring

    init(_ source: String) {
        rest = source[...]
    }

    static func nodes(of source: String) -> [TemplateNode] {
        var parser = TemplateParser(source)
        return parser.list(until: nil)
    }

    private mutating func list(until close: String?) -> [TemplateNode] {
        var flat: [TemplateNode] = []
        while !rest.isEmpty {
            if rest.hasPrefix("{{") {
                let tag = mustache()
                let name = String(tag.filter { !"{}#^> \n".contains($0) }.trimmingPrefix("/"))
                switch tag.dropFirst(2).first {
                case "#", "^":
                    let nodes = list(until: name)
                    flat.append(.section(open: tag, nodes, close: "{{/\(name)}}"))
                case "/" where name == close: return Self.nested(flat)
                case ">": flat.append(name == "pages/moment" ? .value(tag) : .tag(tag))
                case "!", "=", "/": flat.append(.tag(tag))
                default: flat.append(.value(tag))
                }
            } else if rest.hasPrefix("<") {
                flat.append(.tag(element()))
            } else {
                let text = rest.prefix { $0 != "<" && $0 != "{" }
                rest = rest.dropFirst(max(1, text.count))
                flat.append(.text(text.isEmpty ? "{" : String(text)))
            }
        }
        return Self.nested(flat)
    }

    /// `{{…}}` or `{{{…}}}`.
    private mutating func mustache() -> String {
        let end = rest.hasPrefix("{{{") ? "}}}" : "}}"
        let tag = rest.firstRange(of: end).map { rest[..<$0.upperBound] } ?? rest
        rest = rest[tag.endIndex...]
        return String(tag)
    }

    /// A tag of HTML, up to the `>` that ends it, with the variables in it.
    private mutating func element() -> String {
        var tag = ""
        var isQuoted = false
        while let character = rest.first {
            if rest.hasPrefix("{{") {
                tag += mustache()
                continue
            }
            rest.removeFirst()
            tag.append(character)
            if character == "\"" { isQuoted.toggle() }
            if character == ">", !isQuoted { break }
        }
        return tag
    }

    /// Puts inline elements that begin and end in a list into one node each.
    private static func nested(_ flat: [TemplateNode]) -> [TemplateNode] {
        var nodes: [TemplateNode] = []
        for node in flat {
            guard case .tag(let close) = node, close.hasPrefix("</"),
                let open = nodes.lastIndex(where: { node in
                    if case .tag(let tag) = node {
                        tag.hasPrefix("<") && name(of: tag) == name(of: close)
                    } else {
                        false
                    }
                }), inlineNames.contains(name(of: close)), case .tag(let tag) = nodes[open]
            else {
                nodes.append(node)
                continue
            }
            let inner = Array(nodes[(open + 1)...])
            nodes.removeSubrange(open...)
            nodes.append(.inline(name: String(name(of: close)), open: tag, inner, close: close))
        }
        return nodes
    }

    private static func name(of tag: String) -> Substring {
        tag.drop { "</".contains($0) }.prefix { $0.isLetter || $0.isNumber }
    }
}
