/// What customers wrote in one conversation, and what a field should hold after it.
struct LabelledConversation: Equatable {
    var texts: [String] = []
    /// Any of them is right; none: the field should stay empty.
    var values: [String] = []

    private struct Row: Decodable {
        let conversation: String?
        let text: String
        let value: String?
    }

    /// Reads JSON lines. Those of one conversation are read together, in their order; a line that names none stands alone.
    static func read(_ path: String) throws -> [LabelledConversation] {
        let rows: [Row] = try LabelledLines.read(
            path, shape: "{\"conversation\": \"…\", \"text\": \"…\", \"value\": \"…\"}")
        var found: [LabelledConversation] = []
        var places: [String: Int] = [:]
        for row in rows {
            let place = row.conversation.flatMap { places[$0] } ?? found.count
            if place == found.count { found.append(LabelledConversation()) }
            if let name = row.conversation { places[name] = place }
            found[place].texts.append(row.text)
            if let value = row.value, !value.isEmpty { found[place].values.append(value) }
        }
        return found
    }
}
