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
        let address: String?
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
            let (title, address) = Self.place(of: entry.step)
            return StepPart(
                title: title, state: Self.word(for: entry.state), isDone: entry.state == .done,
                isFailing: entry.state == .failing, isNext: entry.step == progress.next, words: entry.words,
                address: address)
        }
    }

    private static func place(of step: SetupProgress.Step) -> (title: String, address: String?) {
        switch step {
        case .owner: ("Owner", "/settings/people")
        case .number: ("Number", "/settings/numbers")
        case .creatio: ("Creatio", "/settings/creatio")
        case .fields: ("Fields of a case", nil)
        case .knowledge: ("Knowledge", "/knowledge")
        case .selftest: ("Self-test", nil)
        }
    }

    private static func word(for state: SetupProgress.State) -> String {
        switch state {
        case .done: "Done"
        case .open: "To do"
        case .failing: "Failing"
        }
    }
}
