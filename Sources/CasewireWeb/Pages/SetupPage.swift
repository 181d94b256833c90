import Casewire
import CasewirePages

/// The way from nothing to a passed self-test, as far as it was gone.
struct SetupPage: Page {
    static let template = "pages/setup"

    struct StepPart: Sendable {
        let title: String
        let state: String
        let isDone: Bool
        let isFailing: Bool
        /// Whether this is where to go on.
        let isNext: Bool
        let words: String
        /// The page where it is done; nil where that is a terminal or a file.
        let link: Link?
    }

    struct Link: Sendable {
        let label: String
        let address: String
    }

    let frame: PageFrame
    let steps: [StepPart]
    let isComplete: Bool
    let publicURL: String

    init(_ progress: SetupProgress, publicURL: String, frame: PageFrame) {
        self.frame = frame
        self.publicURL = publicURL
        isComplete = progress.next == nil
        steps = progress.entries.map { entry in
            let (title, link) = Self.place(of: entry.step)
            return StepPart(
                title: title, state: Self.word(for: entry.state), isDone: entry.state == .done,
                isFailing: entry.state == .failing, isNext: entry.step == progress.next,
                words: say(told: entry.words),
                link: link)
        }
    }

    private static func place(of step: SetupProgress.Step) -> (title: String, link: Link?) {
        switch step {
        case .owner: (say("Owner"), Link(label: say("People and keys"), address: "/settings/people"))
        case .number: (say("Number"), Link(label: say("Numbers"), address: "/settings/numbers"))
        case .creatio: ("Creatio", Link(label: say("Connect Creatio"), address: "/settings/creatio"))
        case .fields: (say("Fields of a case"), Link(label: say("Fields"), address: "/settings/fields"))
        case .knowledge: (say("Knowledge"), Link(label: say("Articles"), address: "/knowledge"))
        case .selftest: (say("Self-test"), nil)
        }
    }

    private static func word(for state: SetupProgress.State) -> String {
        switch state {
        case .done: say("Done")
        case .open: say("To do")
        case .failing: say("Failing")
        }
    }
}
