/// What Markdown shows, as text (CommonMark 0.31 and tables).
///
/// Reads less than the specification does: a mark that might be a person's own ("2 * 3", "snake_case", "****1234") stays.
enum MarkdownText {
    enum Block: Equatable {
        case prose(String)
        /// The lines between code fences, without them.
        case code(String)
    }

    /// Parts a text at its code fences. A fence that is never closed reaches to the end.
    static func blocks(of text: String) -> [Block] {
        guard text.contains("```") || text.contains("~~~") else { return [.prose(text)] }
        var blocks: [Block] = []
        var lines: [Substring] = []
        var fence: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let bare = line.trimmingSpaces()
            if let open = fence {
                guard isClosing(bare, of: open) else {
                    lines.append(line)
                    continue
                }
                blocks.append(.code(lines.joined(separator: "\n")))
                fence = nil
                lines = []
            } else if let open = self.fence(opening: bare) {
                if !lines.isEmpty { blocks.append(.prose(lines.joined(separator: "\n"))) }
                fence = open
                lines = []
            } else {
                lines.append(line)
            }
        }
        let rest = lines.joined(separator: "\n")
        if !lines.isEmpty { blocks.append(fence == nil ? .prose(rest) : .code(rest)) }
        return blocks
    }

    private static func fence(opening line: Substring) -> Substring? {
        guard let mark = line.first, mark == "`" || mark == "~" else { return nil }
        let run = line.prefix { $0 == mark }
        // "```like this```" on one line is code in a sentence.
        guard run.count >= 3, !line.dropFirst(run.count).contains("`") else { return nil }
        return run
    }

    private static func isClosing(_ line: Substring, of fence: Substring) -> Bool {
        line.count >= fence.count && line.allSatisfy { $0 == fence.first }
    }

    /// Prose without its marks.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(where: isMark) else { return text }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var result: [String] = []
        while let line = lines.first {
            lines.removeFirst()
            if let next = lines.first, isTableRow(line), isTableRule(next) {
                result.append(row(line))
                lines.removeFirst()
                while let line = lines.first, isTableRow(line) {
                    result.append(row(line))
                    lines.removeFirst()
                }
            } else if isRule(line) {
                result.append("")
            } else {
                result.append(MarkdownLine.plain(withoutBlockMarks(line)))
            }
        }
        return result.joined(separator: "\n")
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: ">"):
            true
        case UInt8(ascii: "["), UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "-"):
            true
        case UInt8(ascii: "="): true
        default: false
        }
    }

    // MARK: Lines

    /// A line of three or more dashes, asterisks, underscores or equal signs.
    private static func isRule(_ line: Substring) -> Bool {
        let marks = line.filter { !$0.isWhitespace }
        guard let mark = marks.first, marks.count >= 3, "-*_=".contains(mark) else { return false }
        return marks.allSatisfy { $0 == mark }
    }

    /// Without the marks of a quotation, heading or list at its beginning.
    private static func withoutBlockMarks(_ line: Substring) -> Substring {
        var rest = line.drop(while: { $0 == " " })
        while rest.hasPrefix("> ") || rest == ">" { rest = rest.dropFirst().drop(while: { $0 == " " }) }

        let signs = rest.prefix { $0 == "#" }
        let title = rest.dropFirst(signs.count)
        // "# 5 is yours" is a person's number sign.
        let isNumber = signs.count == 1 && (title.trimmingSpaces().first?.isNumber ?? false)
        if (1...6).contains(signs.count), title.hasPrefix(" "), !isNumber {
            let words = title.trimmingSpaces()
            let closing = words.reversed().prefix { $0 == "#" }.count
            let isClosed = closing > 0 && words.dropLast(closing).last == " "
            return isClosed ? words.dropLast(closing).trimmingSpaces() : words
        }
        for mark in ["* ", "- [ ] ", "- [x] ", "- [X] "] where rest.hasPrefix(mark) {
            return "- \(rest.dropFirst(mark.count))"
        }
        return rest
    }

    // MARK: Tables

    private static func isTableRow(_ line: Substring) -> Bool {
        let line = line.trimmingSpaces()
        return line.hasPrefix("|") && line.hasSuffix("|") && line.count > 2
    }

    private static func isTableRule(_ line: Substring) -> Bool {
        isTableRow(line) && line.contains("-") && line.allSatisfy { "|-: ".contains($0) }
    }

    private static func row(_ line: Substring) -> String {
        line.trimmingSpaces().split(separator: "|")
            .map { MarkdownLine.plain($0.trimmingSpaces()) }
            .filter { !$0.isEmpty }
            .joined(separator: ", ")
    }
}
