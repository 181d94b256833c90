/// The Creatio site that conversations are carried into.
package struct CreatioSettings: Sendable, Hashable {
    package enum SignIn: Sendable, Hashable {
        /// OAuth 2.0 client credentials.
        case client(id: String, secret: Secret)
        /// Forms sign-in.
        case user(name: String, password: Secret)
    }

    package enum CaseMode: String, Sendable, Hashable, Codable, CaseIterable {
        case everyConversation = "every_conversation"
        case onHandoff = "on_handoff"
    }

    package struct Replies: Sendable, Hashable, Codable {
        /// Keep one open reply task on a handed-off case.
        package var task = true
        package var poll = true
        package var pollSeconds = 15
        /// Types of activities that a rep may answer with, besides the task.
        package var types = ["Task"]
        /// The category that marks a reply. Without a match nothing is ever sent.
        package var category = "SMS reply"
        /// What a feed post on the case must begin with to be a reply; nil while the feed is not read.
        package var feedPrefix: String?
        /// What was completed longer ago is never sent by itself; nil for four hours.
        package var oldestSeconds: Int?

        package var oldest: Duration { .seconds(oldestSeconds ?? 4 * 3600) }

        package init() {}

        /// Within how many seconds polling finds a reply on an active session; nil where it is off.
        package var replySeconds: Int? { poll ? pollSeconds : nil }
        /// The same for a closure: closures are looked for less often than replies, at least once a minute.
        package var closureSeconds: Int? { poll ? max(pollSeconds, min(60, pollSeconds * 4)) : nil }
    }

    /// A `Case` column that is filled from the conversation.
    package struct Field: Sendable, Hashable, Codable {
        package enum Kind: String, Sendable, Hashable, Codable, CaseIterable { case text, dropdown }

        package let column: String
        package let title: String
        package let kind: Kind
        package let description: String
        package let pattern: String?
        /// What customers might write and what the field should then hold; the built-in model learns from them.
        package let examples: [FieldExample]?
        /// What speaks for each value of a dropdown, by its name; said beside `description`.
        package let values: [String: String]?

        package init(
            column: String, title: String, kind: Kind, description: String, pattern: String?,
            examples: [FieldExample]? = nil, values: [String: String]? = nil
        ) {
            self.values = values
            self.examples = examples
            self.column = column
            self.title = title
            self.kind = kind
            self.description = description
            self.pattern = pattern
        }
    }

    /// As typed; the connector takes any spelling.
    package var url: String
    package var identityURL: String?
    package var signIn: SignIn
    package var cases: CaseMode = .everyConversation
    /// The secret part of the address that Creatio's business processes call.
    package var webhookToken: Secret
    /// A name or GUID.
    package var defaultOwner: String?
    package var defaultGroup: String?
    package var resolvedStatus: String?
    /// A name or GUID by phase, or `CasePhase.leftAlone`; what is not named follows the flags of the statuses. The resolved phase
    /// has `resolvedStatus`.
    package var statuses: [CasePhase: String] = [:]
    package var origin: String = "SMS"
    package var replies = Replies()
    package var fields: [Field] = []
    package var mappings: [CaseMapping] = []
    /// The daily quota of operations, each part of a `$batch` counted; nil for none.
    package var dailyOperations: Int?
    /// Rows completed before this are never sent.
    package var connectedAt: Timestamp

    package init(
        url: String, identityURL: String?, signIn: SignIn, webhookToken: Secret, connectedAt: Timestamp
    ) {
        self.url = url
        self.identityURL = identityURL
        self.signIn = signIn
        self.webhookToken = webhookToken
        self.connectedAt = connectedAt
    }

    /// The category of transcript activities; never the reply category.
    package static let transcriptCategory = "SMS message"
}
