/// Recognises two machines that answer each other, and a customer who gets nowhere, from the texts of a session alone.
///
/// An out-of-office text, or another organization's bot, answers each of our texts, and ours answers it again. What is certain ends in
/// silence. What might still be a person ends with one.
enum LoopWatch {
    enum Finding: Sendable, Hashable {
        /// The texts say themselves that a machine sends them.
        case automatic(times: Int)
        /// The same text comes again and again, faster than anyone types.
        case machine(times: Int)
        /// Many texts back and forth without a pause, whatever they say.
        case endless(times: Int)
        /// A person asks the same again, since our answers do not help.
        case impatient(times: Int)

        var words: String {
            switch self {
            case .automatic(let times):
                "The other side answered automatically \(times) times, so the agent fell silent. Hand it back if that is wrong."
            case .machine(let times):
                "The same text came \(times) times, each within seconds of an answer: a machine, by all signs."
            case .endless(let times):
                "\(times) answers went back and forth without a pause: two machines may be talking to each other."
            case .impatient(let times):
                "The customer asked the same \(times) times, so the answers did not help."
            }
        }
    }

    /// What the customer said between two texts of ours.
    private struct Exchange {
        let texts: [String]
        /// From our text to theirs; nil for what they began with.
        let turnaround: Duration?

        /// Its words, with all figures alike: tickets and times differ from text to text.
        var signature: [String] {
            texts.flatMap { Words($0).all }.map { $0.utf8.allSatisfy(\.isASCIIDigit) ? "0" : $0 }
        }

        /// Whether at least four in five of the words are the same.
        func isLike(_ newest: [String]) -> Bool {
            let own = signature
            if own == newest { return true }
            let (mine, theirs) = (Set(own), Set(newest))
            let shared = mine.intersection(theirs).count
            return shared >= 3 && shared * 5 >= mine.union(theirs).count * 4
        }

        /// The same question in other clothes: what differs is a polite word at most.
        func asks(_ words: Set<String>) -> Bool { question == words }

        var question: Set<String> {
            Set(texts.flatMap { Words($0).all }).subtracting(LoopWatch.fillers)
        }

        func isWithin(_ limit: Duration) -> Bool { turnaround.map { $0 <= limit } ?? false }
    }

    /// Machines answer at once; networks and gateways add some seconds.
    private static let machineTurnaround = Duration.seconds(60)
    /// Nobody reads an answer and types within this time.
    private static let inhuman = Duration.seconds(3)
    /// More than 30 replies with less than 30 s between them are what a carrier itself takes for a loop (Twilio, error 14107).
    private static let endlessTurns = 30
    private static let endlessTurnaround = Duration.seconds(30)
    private static let automaticTimes = 2
    /// Enough for that many exchanges.
    private static let longestLook = 80
    private static let machineTimes = 16
    private static let impatientTimes = 5
    private static let impatientTurnaround = Duration.seconds(600)

    /// Words that change nothing about a question.
    private static let fillers: Set<String> = [
        "a", "again", "and", "but", "hello", "hey", "hi", "just", "now", "ok", "please", "pls", "so", "still",
        "the", "well",
        "favor", "hola", "otra", "por", "vez", "bonjour", "encore", "fois", "plait", "s", "sil", "te", "vous",
        "bitte",
        "hallo", "nochmal", "noch", "mal", "ola", "novo", "de",
    ]

    /// - Parameter messages: of one session in order, since people had it last.
    static func finding(in messages: [Message], level: HandoffLevel) -> Finding? {
        let exchanges = exchanges(in: messages)
        guard let newest = exchanges.last else { return nil }
        let automatic = exchanges.reversed().prefix { exchange in
            exchange.texts.contains(where: AutomaticText.isOne)
                && (exchange.turnaround.map { $0 <= machineTurnaround } ?? true)
        }
        if automatic.count >= automaticTimes { return .automatic(times: automatic.count) }

        let signature = newest.signature
        let alike = exchanges.reversed().prefix { $0.isLike(signature) }
        if alike.count >= machineTimes, alike.dropLast().allSatisfy({ $0.isWithin(inhuman) }) {
            return .machine(times: alike.count)
        }
        let question = newest.question
        if level != .none, question.count >= 3, newest.texts.allSatisfy({ SmallTalk($0) == nil }) {
            let asked = exchanges.reversed().prefix { $0.asks(question) }
            let isHuman = asked.prefix(impatientTimes - 1).allSatisfy {
                $0.isWithin(impatientTurnaround) && !$0.isWithin(inhuman)
            }
            if asked.count >= impatientTimes, isHuman { return .impatient(times: asked.count) }
        }
        let quick = exchanges.reversed().prefix { $0.isWithin(endlessTurnaround) }
        return quick.count >= endlessTurns ? .endless(times: quick.count) : nil
    }

    private static func exchanges(in messages: [Message]) -> [Exchange] {
        var exchanges: [Exchange] = []
        var texts: [Message] = []
        var ours: Message?
        func end() {
            guard let first = texts.first else { return }
            exchanges.append(
                Exchange(
                    texts: texts.map(\.text),
                    turnaround: ours.map { first.createdAt - ($0.calledAt ?? $0.createdAt) }))
            texts = []
        }
        for message in messages.suffix(longestLook) {
            switch message.author {
            case .customer: texts.append(message)
            case .agent, .system:
                end()
                ours = message
            case .rep:
                // With a person in it, it is no loop.
                end()
                exchanges = []
                ours = nil
            }
        }
        end()
        return exchanges
    }
}
