import Casewire
import CasewirePages

/// *Try it*: a question, what the agent would say, and how sure it must be.
struct TryPage: Page {
    static let template = "pages/try"

    struct OutcomePart: Sendable {
        let words: String
        let isHandoff: Bool
        let text: String?
        let segments: String?
        let confidence: String?
        let found: [FoundPart]
        let hasFound: Bool
    }

    struct FoundPart: Sendable {
        let title: String
        let address: String
        let score: String
        let isSource: Bool
        let isEnough: Bool
        let answer: String
    }

    let frame: PageFrame
    let formToken: String
    let mayTry: Bool
    let mayChange: Bool
    let question: String
    let outcome: OutcomePart?
    let threshold: String
    let isChosen: Bool
    let plot: TradeOffPlot?
    let hasNoPlot: Bool
    let notice: String?
    let problem: String?

    init(
        frame: PageFrame, formToken: String, role: Operator.Role, question: String, trial: TrialTurn?,
        standing: TryKnowledge.Standing, notice: String? = nil, problem: String? = nil
    ) {
        self.frame = frame
        self.formToken = formToken
        self.question = question
        self.notice = notice
        self.problem = say(told: problem)
        mayTry = role.may(.answer)
        mayChange = role.may(.configure)
        outcome = trial.map(Self.outcome)
        threshold = ScoreWords.two(standing.threshold)
        isChosen = standing.chosen != nil
        plot = TradeOffPlot(standing.tradeOff, threshold: standing.threshold)
        hasNoPlot = plot == nil
    }

    private static func outcome(_ trial: TrialTurn) -> OutcomePart {
        let sources = trial.sources
        let found = trial.found.map { match in
            FoundPart(
                title: match.title, address: "/knowledge/\(match.article)",
                score: ScoreWords.two(match.score),
                isSource: sources.contains(match.article), isEnough: match.score >= trial.threshold,
                answer: match.answer)
        }
        func part(_ words: String, isHandoff: Bool = false, text: String? = nil, confidence: Double? = nil)
            -> OutcomePart
        {
            let count = text.map { Segments(of: $0).count }
            return OutcomePart(
                words: words, isHandoff: isHandoff, text: text,
                segments: count.map(SegmentWords.words),
                confidence: confidence.map(ScoreWords.two), found: found, hasFound: !found.isEmpty)
        }
        switch trial.outcome {
        case .answered(let text, _, let confidence):
            return part(say("The agent would answer:"), text: text, confidence: confidence)
        case .needsPerson(let reason):
            return part(say("The agent would hand off: \(say(told: reason))."), isHandoff: true)
        case .silent: return part(say("The agent would stay silent: no answer is wanted."))
        case .failed(let reason):
            return part(
                say("The model gave no answer, so a person would get it: \(say(told: reason))"),
                isHandoff: true)
        }
    }
}

/// Scores as pages show them.
enum ScoreWords {
    /// With two digits after the point.
    static func two(_ value: Double) -> String {
        let parts = Int((value * 100).rounded())
        return "\(parts / 100)." + (parts % 100 < 10 ? "0" : "") + "\(parts % 100)"
    }
}
