/// Why nothing can be measured, or what the figures fall short of, told together.
struct EvaluationProblems: Error, CustomStringConvertible, Equatable {
    let problems: [String]

    /// Of a long list only the first are told.
    private static let mostTold = 5

    var description: String {
        guard problems.count > 1 else { return problems.first ?? "" }
        let told = problems.prefix(Self.mostTold).map { "\n  - \($0)" }.joined()
        let rest = problems.count - Self.mostTold
        return "\(problems.count) problems:\(told)" + (rest > 0 ? "\n  and \(rest) more" : "")
    }
}
