/// Changes as one node tells them to the others: lines of topic and identifier, or a star for "read everything again".
///
/// PostgreSQL takes less than 8000 bytes in one notification, so that many changes are several messages.
enum ChangeMessage {
    static let longest = 7900
    private static let everything = "*"

    /// The messages that tell a batch.
    static func texts(of batch: ChangeBatch) -> [String] {
        guard case .changes(let changes) = batch else { return [everything] }
        var texts: [String] = []
        var text = ""
        for change in changes {
            let line = "\(change.topic)\t\(change.id)"
            // A change whose name can't be told in a line is told by rereading; there are none such at present.
            guard line.utf8.count <= longest, !line.utf8.contains(UInt8(ascii: "\n")),
                !change.topic.utf8.contains(UInt8(ascii: "\t")), change.topic != everything
            else { return [everything] }
            if !text.isEmpty && text.utf8.count + 1 + line.utf8.count > longest {
                texts.append(text)
                text = ""
            }
            text += text.isEmpty ? line : "\n" + line
        }
        return text.isEmpty ? texts : texts + [text]
    }

    /// The batch that a message tells; one that isn't understood, since a newer version wrote it, is a reread.
    static func batch(of text: String) -> ChangeBatch {
        var changes: Set<Change> = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return .reread }
            changes.insert(Change(topic: String(parts[0]), id: String(parts[1])))
        }
        return .changes(changes)
    }
}
