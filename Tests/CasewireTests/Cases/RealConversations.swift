import Foundation

@testable import Casewire

/// Customers' turns of support conversations with their intents and the words that are values (MultiDoGO, CDLA-Permissive-1.0).
struct RealConversations: Sendable {
    struct Turn: Sendable {
        let text: String
        let intents: [String]
        /// Each slot's values, in order.
        let values: [(slot: String, value: String)]
    }

    /// Conversations in the file's order.
    let conversations: [[Turn]]

    var turns: [Turn] { conversations.flatMap(\.self) }

    /// - Parameters:
    ///   - domain: `media` or `insurance`.
    ///   - part: `train` or `dev`.
    init(_ domain: String, _ part: String, in folder: String) throws {
        let file = try String(contentsOfFile: "\(folder)/multidogo/\(domain)-\(part).tsv", encoding: .utf8)
        var order: [String] = []
        var found: [String: [Turn]] = [:]
        for line in file.split(whereSeparator: \.isNewline).dropFirst() {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            // A few rows are broken by line ends within them.
            guard columns.count == 6, !columns[5].isEmpty else { continue }
            if found[columns[0]] == nil { order.append(columns[0]) }
            found[columns[0], default: []].append(
                Turn(
                    text: columns[3], intents: columns[5].components(separatedBy: "<div>"),
                    values: Self.values(columns[3], columns[4])))
        }
        conversations = order.compactMap { found[$0] }
    }

    private static func values(_ text: String, _ labels: String) -> [(slot: String, value: String)] {
        let words = text.split(separator: " ")
        let labels = labels.split(separator: " ")
        guard words.count == labels.count else { return [] }
        var values: [(slot: String, value: String)] = []
        var place = 0
        while place < words.count {
            let slot = labels[place]
            var end = place + 1
            while end < words.count, labels[end] == slot { end += 1 }
            if slot != "O" { values.append((String(slot), words[place..<end].joined(separator: " "))) }
            place = end
        }
        return values
    }
}
