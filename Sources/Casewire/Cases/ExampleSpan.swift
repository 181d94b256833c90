import Foundation

/// Finds a text field's value by examples: which words of a text are the value, and which only stand around it.
struct ExampleSpan: Sendable {
    private let space: FeatureSpace
    private let side: LearnedSide
    private let cut: Float

    /// More are not learned from.
    private static let mostExamples = 2000
    /// An earlier text must be this much clearer than a later one.
    private static let clearLead: Float = 0.3

    /// Nil without words to tell apart.
    init?(examples: [FieldExample]) {
        let examples = Array(examples.prefix(Self.mostExamples))
        let texts = examples.map { SpanText($0.text) }
        let wanted = zip(texts, examples).map { text, example in example.value.flatMap(text.range) }
        var features: [TextFeatures] = []
        var isInside: [Bool] = []
        let part = ExampleTrials.parts(of: examples)
        var parts: [Int] = []
        for (place, text) in texts.enumerated() {
            features += text.features
            isInside += text.words.indices.map { wanted[place]?.contains($0) ?? false }
            parts += [Int](repeating: part[place], count: text.words.count)
        }
        let space = FeatureSpace(of: features)
        let vectors = features.map { FeatureVector($0, in: space) }
        let learned = LearnedSide.learn(vectors, features: space.count, sides: [isInside], parts: parts)[0]
        guard let side = learned[0] else { return nil }
        self.space = space
        self.side = side
        var trials = ExampleTrials(examples)
        var first = 0
        for (place, text) in texts.enumerated() {
            defer { first += text.words.count }
            guard let left = learned[part[place] + 1] else { continue }
            let margins = text.words.indices.map { left.margin(of: vectors[first + $0]) }
            for span in Self.spans(margins) {
                trials.add(
                    strength: span.strength, isRight: span.range == wanted[place], about: examples[place])
            }
        }
        cut = trials.sureCut
    }

    /// The value that a text names most clearly, a later text before one that is hardly clearer; or why there is none.
    func find(in texts: [String]) -> (value: String?, reason: String) {
        var best: (value: String, strength: Float, text: String)?
        for text in texts {
            let words = SpanText(text)
            let margins = words.features.map { side.margin(of: FeatureVector($0, in: space)) }
            let found = Self.spans(margins).filter { $0.strength >= cut }
            guard let clearest = found.max(by: { $0.strength < $1.strength }) else { continue }
            let values = found.map { words.value($0.range) }
            guard Set(values.map { Words($0).all }).count == 1 else {
                return (nil, "The customer named several: \(values.joined(separator: ", ")).")
            }
            if clearest.strength + Self.clearLead >= best?.strength ?? -.infinity {
                best = (values[0], clearest.strength, text)
            }
        }
        guard let best else { return (nil, "Nothing that the customer wrote is much like an example.") }
        return (best.value, "Like the examples, in \"\(ConversationSummary.shortened(best.text, to: 80))\".")
    }

    /// Runs of words inside, each as strong as its weakest word, and less where its neighbours might belong to it.
    private static func spans(_ margins: [Float]) -> [(range: Range<Int>, strength: Float)] {
        var spans: [(range: Range<Int>, strength: Float)] = []
        var start = 0
        while start < margins.count {
            guard margins[start] > 0 else {
                start += 1
                continue
            }
            var end = start
            var weakest = Float.infinity
            while end < margins.count, margins[end] > 0 {
                weakest = min(weakest, margins[end])
                end += 1
            }
            var doubt: Float = -1
            if start > 0 { doubt = max(doubt, margins[start - 1]) }
            if end < margins.count { doubt = max(doubt, margins[end]) }
            spans.append((start..<end, min(weakest, -doubt)))
            start = end
        }
        return spans
    }
}

/// A text as its words between blanks, with what each is known by: itself, its form, its neighbours.
struct SpanText: Sendable {
    let words: [Substring]

    /// Words of a text that are looked at.
    private static let mostWords = 200

    init(_ text: String) {
        words = Array(
            text.split(maxSplits: Self.mostWords, whereSeparator: \.isWhitespace).prefix(Self.mostWords))
    }

    /// Where a value stands.
    func range(of value: String) -> Range<Int>? {
        let wanted = value.split(whereSeparator: \.isWhitespace).map(Self.plain)
        guard !wanted.isEmpty, wanted.count <= words.count else { return nil }
        let all = words.map(Self.plain)
        return (0...(all.count - wanted.count)).first { Array(all[$0..<$0 + wanted.count]) == wanted }
            .map { $0..<$0 + wanted.count }
    }

    /// Words as they are written, without punctuation around them.
    func value(_ range: Range<Int>) -> String {
        words[range].joined(separator: " ").trimmingCharacters(in: Self.edges)
    }

    var features: [TextFeatures] {
        let all = words.map(Self.plain)
        let forms = words.map(Self.form)
        func word(_ place: Int) -> String { all.indices.contains(place) ? all[place] : "" }
        func form(_ place: Int) -> String { forms.indices.contains(place) ? forms[place] : "" }
        return words.indices.map { place in
            TextFeatures(
                marks: [
                    "w \(word(place))", "f \(form(place))", "p \(word(place - 1))", "q \(word(place - 2))",
                    "n \(word(place + 1))", "m \(word(place + 2))", "pf \(form(place - 1))",
                    "nf \(form(place + 1))",
                    "pp \(word(place - 2)) \(word(place - 1))", "fp \(form(place)) \(word(place - 1))",
                    "fn \(form(place)) \(word(place + 1))", "c \(min(words.count, 4)) \(form(place))",
                    "at \(min(place, 3)) \(form(place))",
                ], word: word(place))
        }
    }

    private static let edges = CharacterSet(charactersIn: ".,;:!?()[]\"'“”")

    private static func plain(_ word: Substring) -> String {
        word.lowercased().trimmingCharacters(in: edges)
    }

    /// `AB-1234` has the form `a-04`: kinds of characters, and how many digits.
    private static func form(_ word: Substring) -> String {
        var form = ""
        var digits = 0
        for character in word.trimmingCharacters(in: edges) {
            let kind: Character = character.isNumber ? "0" : character.isLetter ? "a" : character
            if character.isNumber { digits += 1 }
            if form.last != kind { form.append(kind) }
        }
        return form + "\(digits)"
    }
}
