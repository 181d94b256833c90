extension ActionSchema {
    /// One argument of a schema.
    struct Parameter: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable {
            case string, integer, number, boolean
        }

        let kind: Kind
        let choices: [JSONValue]?
        let pattern: String?
        let lengths: ClosedRange<Int>
        let minimum: Double?
        let maximum: Double?
        /// Whether it is a secret of the customer's, which no timeline shows.
        let isHidden: Bool

        private static let everyKind: Set<String> = ["type", "enum", "title", "description", "writeOnly"]
        private static let textWords: Set<String> = ["pattern", "minLength", "maxLength"]
        private static let numberWords: Set<String> = ["minimum", "maximum"]

        init(_ json: JSONValue, name: String) throws(Problem) {
            func refuse(_ words: String) -> Problem {
                Problem(description: "The parameter “\(name)”: \(words)")
            }
            guard case .object(let words) = json, let kind = words["type"]?.text.flatMap(Kind.init) else {
                throw refuse("its “type” is string, integer, number or boolean.")
            }
            let own: Set<String> =
                switch kind {
                case .string: Self.textWords
                case .integer, .number: Self.numberWords
                case .boolean: []
                }
            let known = Self.everyKind.union(own)
            if let unknown = words.keys.sorted().first(where: { !known.contains($0) }) {
                throw refuse("“\(unknown)” is not checked here for a \(kind.rawValue), so it is refused.")
            }
            self.kind = kind
            choices = words["enum"]?.list
            guard words["enum"] == nil || choices?.isEmpty == false else {
                throw refuse("“enum” is a list of values.")
            }
            pattern = words["pattern"]?.text
            if words["pattern"] != nil, pattern.flatMap({ try? Regex($0) }) == nil {
                throw refuse("“pattern” is not a regular expression.")
            }
            let least = words["minLength"]?.integer ?? 0
            let most = words["maxLength"]?.integer ?? ActionSchema.longestText
            guard least >= 0, most >= least, most <= ActionSchema.longestText else {
                throw refuse("a text's lengths lie between 0 and \(ActionSchema.longestText).")
            }
            lengths = least...most
            minimum = words["minimum"]?.double
            maximum = words["maximum"]?.double
            let bounds = [(words["minimum"], minimum), (words["maximum"], maximum)]
            guard bounds.allSatisfy({ ($0 == nil) == ($1 == nil) }) else {
                throw refuse("“minimum” and “maximum” are numbers.")
            }
            isHidden = words["writeOnly"] == .flag(true)
            for choice in choices ?? [] where !isOfKind(choice) {
                throw refuse("“enum” has a value that is no \(kind.rawValue).")
            }
        }

        private func isOfKind(_ value: JSONValue) -> Bool {
            switch (kind, value) {
            case (.string, .text), (.boolean, .flag), (.number, .integer), (.number, .number),
                (.integer, .integer):
                true
            case (.integer, .number(let number)): Int(exactly: number) != nil
            default: false
            }
        }

        func check(_ value: JSONValue, name: String) throws(Problem) {
            func refuse(_ words: String) -> Problem {
                Problem(description: "The argument “\(name)” \(words).")
            }
            guard isOfKind(value) else { throw refuse("is no \(kind.rawValue)") }
            if let choices, !choices.contains(value) {
                throw refuse("is none of \(choices.prefix(20).map(\.plain).joined(separator: ", "))")
            }
            if let text = value.text {
                guard lengths.contains(text.count) else {
                    throw refuse("has \(lengths.lowerBound) to \(lengths.upperBound) characters")
                }
                // Found anywhere, as JSON Schema has it; the pattern was read when it was saved.
                if let pattern, (try? Regex(pattern).firstMatch(in: text)) ?? nil == nil {
                    throw refuse("does not fit \(pattern)")
                }
            }
            if let number = value.double {
                if let minimum, number < minimum {
                    throw refuse("is less than \(JSONValue.number(minimum).plain)")
                }
                if let maximum, number > maximum {
                    throw refuse("is more than \(JSONValue.number(maximum).plain)")
                }
            }
        }
    }
}

extension JSONValue {
    /// A number, however it is written.
    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
