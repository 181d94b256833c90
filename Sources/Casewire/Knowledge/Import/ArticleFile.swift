import Foundation

/// Articles in a file: Markdown, text or a web page holds one, a table (CSV) one a row.
package enum ArticleFile {
    /// Bytes of a file.
    package static let largest = 4 << 20

    package struct Reading: Sendable, Hashable {
        package var articles: [ImportedArticle] = []
        package var refused: [ImportOutcome.Refusal] = []
    }

    package static func read(_ name: String, _ bytes: [UInt8]) -> Reading {
        func refusing(_ reason: String) -> Reading {
            Reading(refused: [ImportOutcome.Refusal(name, reason)])
        }
        guard bytes.count <= largest else { return refusing("It is larger than \(largest >> 20) MB.") }
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard ["md", "markdown", "txt", "text", "csv", "html", "htm"].contains(ending) else {
            return refusing("It is no Markdown, text, CSV or HTML file.")
        }
        guard let text = String(validating: bytes, as: UTF8.self)?.replacing("\u{FEFF}", with: "") else {
            return refusing("It is not written in UTF-8. Save it as UTF-8 and try again.")
        }
        switch ending {
        case "csv": return table(text, name: name)
        case "html", "htm":
            let page = WebPageText(html: text)
            return one(
                ArticleContent(title: page.title ?? title(of: name), body: page.body, locale: page.locale),
                name: name)
        default: return one(markdown(text, name: name), name: name)
        }
    }

    private static func one(_ content: ArticleContent, name: String) -> Reading {
        Reading(articles: [
            ImportedArticle(content: content, source: name, place: name, isWholeSource: true)
        ])
    }

    /// The first heading, or else the file's name, is the title; a block of `key: value` lines before it may say more.
    private static func markdown(_ text: String, name: String) -> ArticleContent {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        var content = ArticleContent(title: title(of: name))
        var facts: [String: String] = [:]
        if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
            for line in lines[1..<end] {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                let value = parts[1].trimmingCharacters(in: .whitespaces)
                facts[parts[0].lowercased()] = value.trimmingCharacters(in: ["\"", "'"])
            }
            lines.removeSubrange(...end)
        }
        while let line = lines.first, line.allSatisfy(\.isWhitespace) { lines.removeFirst() }
        if let heading = lines.first, heading.hasPrefix("# ") {
            content.title = heading.dropFirst(2).trimmingCharacters(in: .whitespaces)
            lines.removeFirst()
        }
        if let title = facts["title"], !title.isEmpty { content.title = title }
        content.locale = facts["locale"] ?? facts["lang"]
        content.shortAnswer = facts["short_answer"]
        content.body = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        return content
    }

    private static func title(of name: String) -> String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    }

    /// The first row names the columns: `title` and `body` or `short_answer`; `examples` (one a line, or parted by `|`),
    /// `locale` and `kind` where there are.
    private static func table(_ text: String, name: String) -> Reading {
        let rows = CSV.rows(text)
        let header = (rows.first ?? []).map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        guard let title = header.firstIndex(of: "title"),
            header.contains("body") || header.contains("short_answer")
        else {
            return Reading(refused: [
                ImportOutcome.Refusal(name, "Its first row must name the columns: title, body, examples.")
            ])
        }
        var reading = Reading()
        for (number, row) in rows.enumerated().dropFirst() {
            func field(_ column: String) -> String? {
                header.firstIndex(of: column).flatMap { row.indices.contains($0) ? row[$0] : nil }
            }
            let place = "\(name), row \(number + 1)"
            guard let kind = kind(field("kind")) else {
                reading.refused.append(
                    ImportOutcome.Refusal(place, "Its kind is none of article, instruction, topic."))
                continue
            }
            reading.articles.append(
                ImportedArticle(
                    content: ArticleContent(
                        kind: kind, title: row.indices.contains(title) ? row[title] : "",
                        body: field("body") ?? "", shortAnswer: field("short_answer"),
                        examples: (field("examples") ?? "").split { $0.isNewline || $0 == "|" }.map(
                            String.init),
                        locale: field("locale")),
                    source: name, place: place, isWholeSource: false))
        }
        return reading
    }

    private static func kind(_ word: String?) -> Article.Kind? {
        let word = (word ?? "").trimmingCharacters(in: .whitespaces).lowercased()
        return word.isEmpty ? .article : Article.Kind(rawValue: word)
    }
}
