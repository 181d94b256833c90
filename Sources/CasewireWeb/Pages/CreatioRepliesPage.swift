import Casewire
import CasewirePages

/// What of the newest activities in Creatio is sent, and why the rest is not.
struct CreatioRepliesPage: Page {
    static let template = "pages/creatio-replies"

    struct LineItem: Sendable {
        let address: String
        let title: String
        /// Type, category and status, as the site names them.
        let kind: String
        let at: MomentLabel?
        let isSent: Bool
        let text: String
        let reason: String

        init(_ line: ReplyPreview.Line) {
            address = "/sessions/\(line.session)"
            title = line.title.isEmpty ? say("Without a title") : line.title
            kind = "\(line.type), \(line.category), \(line.status)"
            at = line.modifiedAt.map(MomentLabel.init)
            isSent = line.text != nil
            text = line.text ?? ""
            reason = say(told: line.reason)
        }
    }

    let frame: PageFrame
    let lines: [LineItem]
    let isEmpty: Bool
    let problem: String?

    init(frame: PageFrame, lines: [ReplyPreview.Line], problem: String?) {
        self.frame = frame
        self.lines = lines.map(LineItem.init)
        self.problem = problem
        isEmpty = lines.isEmpty && problem == nil
    }
}
