import Casewire

/// An action as the API shows it: all but the secret.
struct ActionView: Encodable {
    struct RequestView: Encodable {
        let method: String
        let url: String
        let query: JSONValue
        let headers: JSONValue
        @OrNull var body: JSONValue?
    }

    struct SecretView: Encodable {
        let header: String
    }

    let name: String
    let description: String
    let parameters: JSONValue
    let request: RequestView
    @OrNull var secret: SecretView?
    let timeoutSeconds: Double
    let allowPrivateHost: Bool
    let enabled: Bool

    init(_ action: HTTPAction) {
        name = action.name
        description = action.description
        parameters = action.schema.json
        let template = action.template
        request = RequestView(
            method: template.method.rawValue, url: template.url,
            query: .object(template.query.mapValues { .text($0) }),
            headers: .object(template.headers.mapValues { .text($0) }), body: template.body)
        secret = action.secret.map { SecretView(header: $0.name) }
        timeoutSeconds = action.timeoutSeconds
        allowPrivateHost = action.allowsPrivateHost
        enabled = action.isEnabled
    }
}

/// What came of trying an action.
struct ActionTrialView: Encodable {
    @OrNull var request: String?
    @OrNull var status: Int?
    @OrNull var milliseconds: Int?
    @OrNull var answer: String?
    @OrNull var problem: String?

    init(_ trial: ActionTrial) {
        request = trial.request
        status = trial.status
        milliseconds = trial.milliseconds
        answer = trial.answer
        problem = trial.problem
    }
}
