/// What a setup file declares. What it does not name is left as it is.
package struct Setup: Sendable, Hashable {
    package struct Organization: Sendable, Hashable {
        package var name: String?
        package var timezone: String?
        package var language: String?
        /// Empty for none; the same of the next.
        package var contact: String?
        package var policyVersion: String?
        package var prices: SegmentPrices?
        package var limits: TextLimitsEntry?
        package var quietHours: QuietHours?

        package init() {}
    }

    package struct NumberEntry: Sendable, Hashable {
        package let phone: PhoneNumber
        package let provider: Number.ProviderKind
        package let account: String
        package let secret: Secret
        package let further: [String: Secret]
        package let apiURL: String?
        package let autopilot: Bool?
        package let assist: Bool?
        package let optOutReplies: Number.OptOutReplies?
        package let limit: TextLimit
        /// 0 for no limit.
        package let segmentsPerSecond: Double?

        package init(
            phone: PhoneNumber, provider: Number.ProviderKind, account: String, secret: Secret,
            further: [String: Secret] = [:], apiURL: String?, autopilot: Bool?, assist: Bool? = nil,
            optOutReplies: Number.OptOutReplies? = nil, limit: TextLimit = .usual,
            segmentsPerSecond: Double? = nil
        ) {
            self.phone = phone
            self.provider = provider
            self.account = account
            self.secret = secret
            self.further = further
            self.apiURL = apiURL
            self.autopilot = autopilot
            self.assist = assist
            self.optOutReplies = optOutReplies
            self.limit = limit
            self.segmentsPerSecond = segmentsPerSecond
        }
    }

    package struct Creatio: Sendable, Hashable {
        package let url: String
        package let identityURL: String?
        package let signIn: CreatioSettings.SignIn
        package var cases: CreatioSettings.CaseMode?
        package var webhookToken: Secret?
        package var defaultOwner: String?
        package var defaultGroup: String?
        package var resolvedStatus: String?
        /// By phase, all but the resolved one; what is not named is left as it is.
        package var statuses: [CasePhase: String] = [:]
        package var origin: String?
        package var replyTask: Bool?
        package var poll: Bool?
        package var pollSeconds: Int?
        package var replyTypes: [String]?
        package var replyCategory: String?
        /// Empty for none.
        package var feedPrefix: String?
        package var oldestReplySeconds: Int?
        package var dailyOperations: Int?
        package var fields: [CreatioSettings.Field]?
        package var mappings: [CaseMapping]?

        package init(url: String, identityURL: String?, signIn: CreatioSettings.SignIn) {
            self.url = url
            self.identityURL = identityURL
            self.signIn = signIn
        }
    }

    package struct Agent: Sendable, Hashable {
        package var model: AgentSettings.Model?
        /// For a model that is not built in.
        package var endpoint: ModelEndpoint?
        package var profile: String?
        package var level: HandoffLevel?
        package var triggers: TriggerLevels?
        package var topics: [String]?
        /// Empty for the built-in wording; the same of the next.
        package var notice: String?
        package var noticeClosed: String?
        /// `.some(nil)` for people who are there at all hours.
        package var hours: BusinessHours??
        /// 0 for never.
        package var escalateAfterMinutes: Int?
        package var burstSeconds: Double?
        package var resolveAfterMinutes: Int?
        /// 0 to 1; `.some(nil)` for the calibrated one.
        package var threshold: Double??
        /// `.some(nil)` switches the question off.
        package var satisfaction: SatisfactionQuestion??
        package var memory: Bool?
        /// Each takes the place of one of the same name; others stay.
        package var actions: [ActionDeclaration] = []

        package init() {}
    }

    package struct ArticleEntry: Sendable, Hashable {
        package let title: String
        package let body: String
        package let examples: [String]
        /// What is not named stays as it is; a new one is a published article in any language.
        package var kind: Article.Kind?
        package var shortAnswer: String?
        package var locale: String?
        package var state: ArticleRecord.State?

        package init(title: String, body: String, examples: [String]) {
            self.title = title
            self.body = body
            self.examples = examples
        }
    }

    package struct OperatorEntry: Sendable, Hashable {
        package let email: String
        package let role: Operator.Role
        /// Set only when the operator is made.
        package let password: Secret

        package init(email: String, role: Operator.Role, password: Secret) {
            self.email = email
            self.role = role
            self.password = password
        }
    }

    package struct KeyEntry: Sendable, Hashable {
        package let name: String
        package let key: Secret
        package let role: Operator.Role

        package init(name: String, key: Secret, role: Operator.Role) {
            self.name = name
            self.key = key
            self.role = role
        }
    }

    package var organization: Organization?
    package var numbers: [NumberEntry] = []
    package var creatio: Creatio?
    package var agent: Agent?
    package var knowledge: [ArticleEntry] = []
    package var operators: [OperatorEntry] = []
    package var keys: [KeyEntry] = []

    package init() {}
}
