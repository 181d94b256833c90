import Foundation

/// What a web page says: its heading, its own text without menus and footers, and its language.
struct WebPageText: Sendable, Hashable {
    let title: String?
    let body: String
    /// BCP 47, from the `lang` of the page.
    let locale: String?

    /// Elements that surround what a page says, with all that is in them.
    private static let surroundings = [
        "script", "style", "noscript", "svg", "template", "iframe", "nav", "header", "footer", "aside",
        "form",
        "button", "select", "dialog",
    ]

    init(html: String) {
        let page = HTMLPart(html)
        let heading = page.inner(of: "h1").map(Self.line).flatMap { $0.isEmpty ? nil : $0 }
        let name = page.inner(of: "title").map(Self.line).flatMap { $0.isEmpty ? nil : $0 }
        title = heading ?? name
        locale = page.language(of: "html")
        var main = HTMLPart(
            page.inner(of: "main") ?? page.inner(of: "article") ?? page.inner(of: "body") ?? html)
        for element in Self.surroundings { main.remove(element) }
        let text = PlainText.from(HTMLText.plain(main.withoutUnknownTags))
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // The heading is the title.
        if let first = lines.first, String(first) == heading { lines.removeFirst() }
        let said = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        body = String(said.prefix(ArticleContent.longestBody))
    }

    private static func line(_ html: String) -> String {
        let text = PlainText.from(HTMLText.plain(HTMLPart(html).withoutUnknownTags))
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(line.prefix(ArticleContent.longestTitle))
    }
}

/// A piece of HTML, looked through for elements by their names. Bytes, so that a long page is passed over quickly.
private struct HTMLPart {
    private var bytes: [UInt8]

    init(_ html: String) { bytes = Array(html.utf8) }

    /// What is in the first element of a name, up to its last end.
    func inner(of element: String) -> String? {
        guard let open = tag(element, from: 0),
            let start = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        var end: Int?
        var next = start
        // A heading ends at its own end, a main part at the last one.
        while let found = tag("/" + element, from: next) {
            end = found
            if element == "h1" || element == "title" { break }
            next = found + 1
        }
        return String(decoding: bytes[(start + 1)..<(end ?? bytes.count)], as: UTF8.self)
    }

    /// The `lang` of the first element of a name.
    func language(of element: String) -> String? {
        guard let open = tag(element, from: 0), let end = bytes[open...].firstIndex(of: UInt8(ascii: ">"))
        else {
            return nil
        }
        let text = String(decoding: bytes[open..<end], as: UTF8.self)
        let value = text.firstMatch(of: /\slang\s*=\s*["']?([A-Za-z0-9-]+)/.ignoresCase())?.output.1
        return value.map(String.init)
    }

    /// Takes out all elements of a name.
    mutating func remove(_ element: String) {
        var kept: [UInt8] = []
        var next = 0
        while let open = tag(element, from: next) {
            kept += bytes[next..<open] + [UInt8(ascii: " ")]
            guard let close = tag("/" + element, from: open),
                let end = bytes[close...].firstIndex(of: UInt8(ascii: ">"))
            else {
                // Never ended: only its tag goes.
                next = bytes[open...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
                continue
            }
            next = end + 1
        }
        bytes = kept + bytes[next...]
    }

    /// Elements that texts do not know, such as `figure`, become a blank; what is in them stays.
    var withoutUnknownTags: String {
        String(decoding: bytes, as: UTF8.self)
            .replacing(/<\/?([A-Za-z][A-Za-z0-9-]*)(?:[\s\/][^<>]*)?>/) { match in
                HTMLText.knows(match.output.1.lowercased()) ? String(match.output.0) : " "
            }
    }

    /// Where the next tag of a name begins; in small or capital letters.
    private func tag(_ name: String, from start: Int) -> Int? {
        let wanted = Array(name.utf8)
        var place = start
        while let open = bytes[min(place, bytes.count)...].firstIndex(of: UInt8(ascii: "<")) {
            let end = open + 1 + wanted.count
            guard end < bytes.count else { return nil }
            let isSame = zip(bytes[(open + 1)..<end], wanted).allSatisfy { $0 | 0x20 == $1 | 0x20 }
            if isSame, [0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(bytes[end]) { return open }
            place = open + 1
        }
        return nil
    }
}
