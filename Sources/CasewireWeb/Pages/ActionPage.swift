import Casewire
import CasewirePages

/// One action: what it asks of whom, and trying it.
struct ActionPage: Page {
    static let template = "pages/action"

    struct MethodPart: Sendable {
        let name: String
        let isChosen: Bool
    }

    struct TrialPart: Sendable {
        let arguments: String
        let request: String?
        let status: String?
        let answer: String?
        let problem: String?

        init(_ trial: ActionTrial, arguments: String) {
            self.arguments = arguments
            request = trial.request
            status = trial.status.map { say("Answered \($0) in \(trial.milliseconds ?? 0) ms") }
            answer = trial.answer.map { String($0.prefix(4000)) }
            problem = trial.problem.map { say(told: $0) }
        }
    }

    let frame: PageFrame
    let formToken: String
    let heading: String
    let address: String
    let isNew: Bool
    let isSaved: Bool
    let name: String
    let description: String
    let parameters: String
    let methods: [MethodPart]
    let url: String
    let query: String
    let headers: String
    let body: String
    let secretName: String
    let hasSecret: Bool
    let timeout: String
    let allowsPrivateHost: Bool
    let isEnabled: Bool
    let problem: String?
    let tryArguments: String
    let changesThings: Bool
    let trial: TrialPart?

    init(
        _ form: ActionForm, of action: HTTPAction?, trial: TrialPart?, isSaved: Bool, frame: PageFrame,
        formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.isSaved = isSaved
        self.trial = trial
        heading = action?.name ?? say("New action")
        address = "/settings/actions/" + (action?.name ?? "new")
        isNew = action == nil
        name = form.name
        description = form.description
        parameters = form.parameters
        methods = ActionTemplate.Method.allCases.map {
            MethodPart(name: $0.rawValue, isChosen: $0.rawValue == form.method)
        }
        url = form.url
        query = form.query
        headers = form.headers
        body = form.body
        secretName = form.secretName
        hasSecret = action?.secret != nil
        timeout = form.timeout
        allowsPrivateHost = form.allowsPrivateHost
        isEnabled = form.isEnabled
        problem = say(told: form.problem)
        tryArguments = trial?.arguments ?? Self.example(action)
        changesThings = action.map { $0.template.method != .get } ?? false
    }

    /// An object with the required arguments, to be filled in.
    private static func example(_ action: HTTPAction?) -> String {
        JSONValue.object(
            Dictionary((action?.schema.required ?? []).map { ($0, JSONValue.text("")) }) { first, _ in first }
        ).plain
    }
}

/// All actions.
struct ActionsPage: Page {
    static let template = "pages/actions"

    struct ActionPart: Sendable {
        let name: String
        let description: String
        let asks: String
        let isOff: Bool
    }

    let frame: PageFrame
    let actions: [ActionPart]
    let isEmpty: Bool
    /// The built-in model calls none.
    let usesBuiltin: Bool

    init(_ actions: [HTTPAction], usesBuiltin: Bool, frame: PageFrame) {
        self.frame = frame
        self.usesBuiltin = usesBuiltin
        self.actions = actions.map {
            ActionPart(
                name: $0.name, description: $0.description,
                asks: "\($0.template.method.rawValue) \($0.template.host)",
                isOff: !$0.isEnabled)
        }
        isEmpty = actions.isEmpty
    }
}
