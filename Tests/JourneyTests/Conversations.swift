import Foundation
import TestPrograms

/// Real customers' conversations from the test data (MultiDoGO: tab separated, with quoted utterances of several lines).
enum Conversations {
    /// Where the test data is, or nothing when this machine has none.
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["CASEWIRE_TEST_DATA"] ?? "../shared/data"
        let url = named.hasPrefix("/") ? URL(filePath: named) : Program.top.appending(path: named)
        let folder = url.appending(path: "multidogo").standardizedFileURL
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var areHere: Bool { folder != nil }

    /// The first so many conversations that fit a replay, of the two domains by turns.
    ///
    /// Left out are those with a text that is an opt-out or help keyword as a whole, which ends a conversation by
    /// other rules, and the few that are longer than a phone would hold in an hour.
    static func load(_ count: Int) throws -> [[String]] {
        guard let folder else { return [] }
        var domains = try ["media", "insurance"].map { domain in
            try ["dev", "train"].flatMap { split in
                try read(
                    String(contentsOf: folder.appending(path: "\(domain)-\(split).tsv"), encoding: .utf8))
            }.filter(fits)
        }
        var chosen: [[String]] = []
        while chosen.count < count, domains.contains(where: { !$0.isEmpty }) {
            for index in domains.indices where !domains[index].isEmpty && chosen.count < count {
                chosen.append(domains[index].removeFirst())
            }
        }
        return chosen
    }

    /// The utterances of each conversation, in order of the file.
    static func read(_ document: String) -> [[String]] {
        let rows = rows(of: document)
        guard let header = rows.first, let key = header.firstIndex(of: "conversationId"),
            let text = header.firstIndex(of: "utterance")
        else { return [] }
        var order: [String] = []
        var texts: [String: [String]] = [:]
        for row in rows.dropFirst() where row.count == header.count {
            let utterance = row[text].trimmingCharacters(in: .whitespacesAndNewlines)
            guard !utterance.isEmpty else { continue }
            if texts[row[key]] == nil { order.append(row[key]) }
            texts[row[key], default: []].append(utterance)
        }
        return order.compactMap { texts[$0] }
    }

    /// The fields of a tab-separated document; a field in double quotes may hold tabs, line ends and `""`.
    static func rows(of document: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var bytes = Array(document.utf8)[...]
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\"") where quoted && bytes.first == byte:
                field.append(byte)
                bytes.removeFirst()
            case UInt8(ascii: "\"") where quoted || field.isEmpty:
                quoted.toggle()
            case UInt8(ascii: "\t") where !quoted:
                row.append(text(field))
                field = []
            case UInt8(ascii: "\n") where !quoted:
                rows.append(row + [text(field)])
                (row, field) = ([], [])
            case UInt8(ascii: "\r") where !quoted:
                break
            default:
                field.append(byte)
            }
        }
        return row.isEmpty && field.isEmpty ? rows : rows + [row + [text(field)]]
    }

    private static func fits(_ conversation: [String]) -> Bool {
        conversation.count <= 20
            && conversation.allSatisfy { text in
                let words = text.lowercased().filter { $0.isLetter || $0 == " " }.trimmingCharacters(
                    in: .whitespaces)
                return !keywords.contains(words)
            }
    }

    private static let keywords: Set<String> = [
        "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
        "start",
        "unstop", "yes", "help", "info", "remove",
    ]
}
