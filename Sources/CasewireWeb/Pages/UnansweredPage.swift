import Casewire
import CasewirePages

/// What customers asked and the knowledge did not answer, like ones together.
struct UnansweredPage: Page {
    static let template = "pages/unanswered"

    struct GroupPart: Sendable {
        let question: String
        let count: String
        let newest: MomentLabel
        let reason: String
        /// The article that came nearest.
        let nearest: String?
        let others: [QuestionPart]
        let hasOthers: Bool
        let sessionAddress: String
        let ids: [String]
        let newAddress: String
    }

    struct QuestionPart: Sendable {
        let text: String
        let sessionAddress: String
        let at: MomentLabel
    }

    let frame: PageFrame
    let formToken: String
    let mayChange: Bool
    let groups: [GroupPart]
    let isEmpty: Bool
    let isCut: Bool

    /// Questions of a group that are shown; its count tells of more.
    private static let mostListed = 20

    init(frame: PageFrame, formToken: String, groups: [QuestionGroup], mayChange: Bool) {
        self.frame = frame
        self.formToken = formToken
        self.mayChange = mayChange
        isEmpty = groups.isEmpty
        isCut = groups.reduce(0) { $0 + $1.questions.count } >= QuestionActions.mostShown
        self.groups = groups.map(Self.part)
    }

    private static func part(_ group: QuestionGroup) -> GroupPart {
        let first = group.questions[0]
        let count = group.questions.count
        let others = group.questions.dropFirst().prefix(mostListed).map {
            QuestionPart(
                text: $0.text, sessionAddress: "/sessions/\($0.session)", at: MomentLabel($0.at))
        }
        return GroupPart(
            question: first.text, count: say(count, one: "asked once", other: "asked \(count) times"),
            newest: MomentLabel(first.at), reason: say(told: first.reason.words),
            nearest: first.bestTitle.map { title in
                say("nearest: \(title)") + (first.bestScore.map { " (\(ScoreWords.two($0)))" } ?? "")
            },
            others: others, hasOthers: !others.isEmpty, sessionAddress: "/sessions/\(first.session)",
            ids: group.questions.map(\.id), newAddress: "/knowledge/new?question=\(first.id)")
    }
}
