import Casewire
import CasewirePages

/// Where a Creatio site is connected with its address, a client id and a secret.
struct CreatioPage: Page {
    static let template = "pages/creatio"

    struct StepItem: Sendable {
        let title: String
        let words: String
        /// A word beside the colour: Passed, Warning or Failed.
        let outcome: String
        let isFailed: Bool
    }

    let frame: PageFrame
    let formToken: String
    let state: String
    let isGood: Bool
    let since: MomentLabel?
    let reason: String?
    let problem: String?
    let url: String
    let identityURL: String
    let clientID: String
    let userName: String
    let isConnected: Bool
    /// Whether the fields that few need are shown at once.
    let showsMore: Bool
    let steps: [StepItem]
    let hasSteps: Bool
    let result: String
    let guide: CreatioGuide?

    init(
        frame: PageFrame, settings: CreatioSettings?, status: CreatioStatus?, entry: ConnectCreatio.Entry?,
        steps: [CreatioTrial.Step], problem: String?, guide: CreatioGuide?, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.problem = problem.map { say(told: $0) }
        isConnected = settings != nil
        isGood = settings != nil && status?.state == .active
        state =
            switch (settings, status?.state) {
            case (nil, _): say("Off")
            case (_, .active): say("Active")
            case (_, .failing): say("Failing")
            case (_, nil): say("Not tried yet")
            }
        since = settings == nil ? nil : (status?.since).map { MomentLabel($0) }
        reason = settings == nil ? nil : (status?.reason).map { say(told: $0) }
        var known = (client: "", user: "")
        switch settings?.signIn {
        case .client(let id, _)?: known.client = id
        case .user(let name, _)?: known.user = name
        case nil: break
        }
        url = entry?.url ?? settings?.url ?? ""
        identityURL = entry?.identityURL ?? settings?.identityURL ?? ""
        clientID = entry?.clientID ?? known.client
        userName = entry?.userName ?? known.user
        showsMore = !identityURL.isEmpty || !userName.isEmpty
        self.steps = steps.map { step in
            StepItem(
                title: say(told: step.title), words: say(told: step.words),
                outcome: step.outcome == .passed
                    ? say("Passed") : step.outcome == .warned ? say("Warning") : say("Failed"),
                isFailed: step.outcome == .failed)
        }
        hasSteps = !steps.isEmpty
        result =
            steps.isPassed
            ? say("Everything works, and the connection is saved.")
            : say("Nothing was saved. Mend the step that failed, and try again.")
        self.guide = guide
    }
}
