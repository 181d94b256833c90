import Casewire

/// What a hosted model knows in confidence: the rules that it follows, and the key that it is asked with.
struct ModelConfidence: Sendable {
    private let runs: Set<[String]>
    private let key: String?

    /// So many words in a row are no coincidence.
    private static let runLength = 7
    /// A shorter key is no secret.
    private static let shortestKey = 6

    /// - Parameters:
    ///   - instructions: what the model was told to do.
    ///   - published: what customers may read anyway, such as passages of the knowledge.
    init(instructions: String, key: Secret?, published: [String]) {
        runs = published.reduce(into: Self.runs(of: instructions)) { $0.subtract(Self.runs(of: $1)) }
        self.key = key.map { Self.plain($0.value) }.flatMap { $0.count >= Self.shortestKey ? $0 : nil }
    }

    /// Refuses a text that gives a part of it away.
    func keep(_ text: String) throws(DecisionReading.Problem) {
        if isBroken(by: text) {
            throw DecisionReading.Problem(words: "The model gave away its instructions or its key.")
        }
    }

    /// However it is spelled.
    private func isBroken(by text: String) -> Bool {
        if let key, Self.plain(text).contains(key) { return true }
        return !runs.isDisjoint(with: Self.runs(of: text))
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func runs(of text: String) -> Set<[String]> {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        guard words.count >= runLength else { return [] }
        return Set((0...(words.count - runLength)).map { Array(words[$0..<$0 + runLength]) })
    }
}
