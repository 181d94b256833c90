import CasewirePages

/// What went wrong, in words with what to do.
struct ErrorPage: Page {
    static let template = "pages/error"

    let frame: PageFrame
    let title: String
    let detail: String

    init(_ problem: Problem, frame: PageFrame) {
        self.frame = frame
        title = say(told: problem.title)
        detail = say(told: problem.detail)
    }
}
