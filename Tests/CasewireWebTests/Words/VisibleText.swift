import Foundation

/// What people read on a page, without what customers and operators wrote.
enum VisibleText {
    /// The words of a page that were not looked up, where each message that was stands in `⟦…⟧`.
    static func unsaid(in html: String, but known: [String]) -> [String] {
        var text = html
        // Whole elements: what is typed or shown as it is, and what people wrote.
        for _ in 1...3 {
            text = text.replacing(
                #/<(code|pre|kbd|textarea|bdi|script|style|time)\b[^>]*>.*?<\/\1>/#.dotMatchesNewlines(),
                with: "")
            text = text.replacing(
                #/<(\w+)\b[^>]*\b(translate="no"|dir="auto"|lang="\w+")[^>]*>[^<]*<\/\1>/#, with: "")
        }
        // Attributes that are read become text beside their tag.
        text = text.replacing(#/<[^>]*>/#) { tag in
            let read = tag.output.matches(of: #/ (aria-label|title|alt|placeholder)="([^"]*)"/#).map(
                \.output.2)
            return " | " + read.joined(separator: " | ") + " | "
        }
        var rest = ""
        var depth = 0
        for character in text {
            if character == "⟦" { depth += 1 }
            if depth == 0 { rest.append(character) }
            if character == "⟧" { depth -= 1 }
        }
        return rest.split(separator: "|").map { part in
            var part = part.replacing(#/https?:\/\/\S*/#, with: "").replacing("&amp;", with: "").replacing(
                "&quot;", with: ""
            ).replacing(
                "&#39;", with: "")
            for word in known { part = part.replacing(word, with: "") }
            return part.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        .filter { $0 != "en" && $0.contains(#/\p{L}\p{L}/#) }
    }
}
