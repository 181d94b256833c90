/// What is left out of the knowledge to see how sure answers are: some examples of the articles that stay, and whole
/// articles, whose examples then ask about what is not known.
struct TrialPlan: Sendable {
    /// Articles that are left out whole.
    let unknown: Set<Int32>
    /// Texts to ask for.
    let asked: [Int]
    /// Texts not to learn from: all of the unknown articles, and the asked ones of the others.
    let isLeftOut: @Sendable (Int) -> Bool

    /// An article with fewer examples than this loses none.
    private static let fewestExamples = 4
    /// With fewer articles that have as many, what is unknown cannot be tried.
    private static let fewestArticles = 6
    /// A collection with fewer texts than this is tried more often, since chance weighs more.
    private static let smallCollection = 2000
    /// Texts of each kind that a trial asks for, at most: enough for stable weights.
    private static let mostAsked = 700

    /// One plan for few examples, where only examples are left out; more for many, where articles are too.
    static func plans(for examples: ArticleExamples) -> [TrialPlan] {
        var counts = [Int](repeating: 0, count: examples.articleCount)
        for (text, owner) in examples.owners.enumerated() where !examples.isTitle[text] {
            counts[Int(owner)] += 1
        }
        var random = FixedShuffle()
        let rich = counts.indices.filter { counts[$0] >= fewestExamples }.map(Int32.init)
        guard rich.count >= fewestArticles else {
            return [TrialPlan(examples, unknown: [], counts: counts, random: &random)].filter {
                !$0.asked.isEmpty
            }
        }
        let order = random.shuffled(rich)
        let trials = examples.owners.count < smallCollection ? 6 : 3
        return (0..<trials).map { trial in
            // Three parts, each left out in turn; a second round cuts the articles otherwise.
            let round = trial < 3 ? order : random.shuffled(order)
            let unknown = round.indices.filter { $0 % 3 == trial % 3 }.map { round[$0] }
            return TrialPlan(examples, unknown: Set(unknown), counts: counts, random: &random)
        }
    }

    private init(
        _ examples: ArticleExamples, unknown: Set<Int32>, counts: [Int], random: inout FixedShuffle
    ) {
        var byArticle = [[Int]](repeating: [], count: examples.articleCount)
        for (text, owner) in examples.owners.enumerated() where !examples.isTitle[text] {
            byArticle[Int(owner)].append(text)
        }
        // What is unknown may be about anything: a matter of many examples is no likelier than one of few.
        let matters = unknown.sorted().map { random.shuffled(byArticle[Int($0)]) }
        let depth = matters.map(\.count).max() ?? 0
        let outside = (0..<depth).lazy.flatMap { place in
            matters.filter { $0.count > place }.map { $0[place] }
        }
        var inside: [Int] = []
        for (article, texts) in byArticle.enumerated()
        where texts.count > 2 && !unknown.contains(Int32(article)) {
            // A fifth, and of the few examples of a small article one.
            inside += random.shuffled(texts).prefix(max(1, texts.count / 5))
        }
        let held = Set(inside)
        let owners = examples.owners
        self.unknown = unknown
        asked =
            (random.shuffled(inside).prefix(Self.mostAsked)
            + outside.prefix(Self.mostAsked)).sorted()
        isLeftOut = { held.contains($0) || unknown.contains(owners[$0]) }
    }
}

/// Shuffles the same way each time, so that the same knowledge gives the same answers.
struct FixedShuffle: Sendable {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        var last = elements.count - 1
        while last > 0 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            elements.swapAt(last, Int((state >> 33) % UInt64(last + 1)))
            last -= 1
        }
        return elements
    }
}
