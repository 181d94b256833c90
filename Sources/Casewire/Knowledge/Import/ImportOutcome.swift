/// What became of an import.
package struct ImportOutcome: Sendable, Hashable, Codable {
    package struct Refusal: Sendable, Hashable, Codable {
        /// The file, row or page.
        package let place: String
        package let reason: String

        package init(_ place: String, _ reason: String) {
            self.place = place
            self.reason = reason
        }
    }

    /// Titles.
    package var created: [String] = []
    package var updated: [String] = []
    package var unchanged = 0
    package var refused: [Refusal] = []

    package init() {}

    /// In one sentence.
    package var words: String {
        "\(created.count) new, \(updated.count) changed, \(unchanged) as before, \(refused.count) refused."
    }
}
