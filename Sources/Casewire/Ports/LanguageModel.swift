/// What reads a conversation and says what the agent should do next.
package protocol LanguageModel: Sendable {
    /// Exactly one decision for a turn.
    func decide(_ turn: Turn) async throws(LanguageModelFailure) -> ModelAnswer

    /// What people need to know of a conversation that is handed to them.
    func describe(_ request: HandoffRequest) async throws(LanguageModelFailure) -> HandoffNote
}

/// Why a model gave no usable answer. The customer then gets a person.
package enum LanguageModelFailure: Error, Sendable, Hashable {
    /// Down, slow or overloaded.
    case unavailable(reason: String)
    /// It answered, but not within its schema; that had its price, too.
    case unusable(reason: String, usage: ModelUsage = .none)
}

extension LanguageModelFailure {
    /// For people.
    package var words: String {
        switch self {
        case .unavailable(let reason), .unusable(let reason, _): reason
        }
    }
}

/// What a call took, as the model counts it.
package struct ModelUsage: Sendable, Hashable {
    package let inputTokens: Int
    package let outputTokens: Int

    package init(inputTokens: Int, outputTokens: Int) {
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }

    package static let none = ModelUsage(inputTokens: 0, outputTokens: 0)

    package static func + (one: ModelUsage, other: ModelUsage) -> ModelUsage {
        ModelUsage(
            inputTokens: one.inputTokens + other.inputTokens,
            outputTokens: one.outputTokens + other.outputTokens)
    }
}

/// One text of a conversation, as a model sees it.
package struct ConversationText: Sendable, Hashable, Codable {
    package let author: Message.Author
    package let text: String

    package init(author: Message.Author, text: String) {
        self.author = author
        self.text = text
    }
}

/// All that a turn is decided on.
package struct Turn: Sendable {
    package let organization: String
    /// How the agent presents itself and speaks; may be empty.
    package let profile: String
    /// Earlier texts, oldest first, without the new ones.
    package let history: [ConversationText]
    /// The customer's texts since the last answer: a burst is one turn.
    package let newTexts: [String]
    /// What was found in the knowledge for the new texts, best first.
    package let found: [KnowledgeMatch]
    /// Below this score the knowledge does not answer; calibrated from the examples.
    package let threshold: Double
    /// The language of the customer's texts, BCP 47.
    package let language: String
    /// Rules of the organization, which the model follows.
    package let instructions: [String]
    /// What the customer wrote about before, newest first; may be none.
    package let memory: [EarlierSession]
    /// What may be called before the decision; none for most.
    package let tools: [ToolDefinition]
    /// Calls that were made in this turn, oldest first.
    package let steps: [ToolStep]
    /// Whether another call is made, or a decision is due now.
    package let mayCall: Bool

    package init(
        organization: String, profile: String, history: [ConversationText], newTexts: [String],
        found: [KnowledgeMatch], threshold: Double, language: String, instructions: [String] = [],
        memory: [EarlierSession] = [], tools: [ToolDefinition] = [], steps: [ToolStep] = [],
        mayCall: Bool = true
    ) {
        self.organization = organization
        self.profile = profile
        self.history = history
        self.newTexts = newTexts
        self.found = found
        self.threshold = threshold
        self.language = language
        self.instructions = instructions
        self.memory = memory
        self.tools = tools
        self.steps = steps
        self.mayCall = mayCall
    }

    /// The same turn after more calls.
    func after(_ steps: [ToolStep], mayCall: Bool) -> Turn {
        Turn(
            organization: organization, profile: profile, history: history, newTexts: newTexts, found: found,
            threshold: threshold, language: language, instructions: instructions, memory: memory,
            tools: tools,
            steps: steps, mayCall: mayCall)
    }

    /// Whether something was answered by a tool.
    package var hasAnswers: Bool { steps.contains { $0.results.contains { !$0.isError } } }
}

/// What the model wants to happen, before any policy looks at it.
package enum ModelDecision: Sendable, Hashable {
    /// Text for the customer, with the articles it rests on and how sure the model is (0 … 1).
    case reply(String, sources: [Article.ID], confidence: Double)
    /// Nothing that it knows answers.
    case cannotAnswer
    /// A person is needed, for a reason of the customer's.
    case handOff(HandoffReason)
    /// The matter is settled; a last word may be said.
    case resolve(String?)
    /// No answer is wanted, as after "ok".
    case silent
    /// To know more first; only where the turn has tools.
    case call([ToolCall])
}

/// A decision and what it cost.
package struct ModelAnswer: Sendable, Hashable {
    package let decision: ModelDecision
    /// The model's name, such as `builtin`.
    package let model: String
    package let usage: ModelUsage

    package init(_ decision: ModelDecision, model: String, usage: ModelUsage = .none) {
        self.decision = decision
        self.model = model
        self.usage = usage
    }
}

/// A conversation to be described, and the fields to fill from it.
package struct HandoffRequest: Sendable {
    package let conversation: [ConversationText]
    package let fields: [FieldQuestion]

    package init(conversation: [ConversationText], fields: [FieldQuestion]) {
        self.conversation = conversation
        self.fields = fields
    }
}

/// A `Case` column to be filled from what the customer wrote.
package struct FieldQuestion: Sendable, Hashable, Codable {
    package enum Kind: Sendable, Hashable, Codable {
        /// Free text held to a regular expression and a length.
        case text(pattern: String?, maximumLength: Int)
        /// One of these names.
        case dropdown(values: [String])
    }

    /// The column, such as `UsrOrderNumber`.
    package let column: String
    package let title: String
    package let description: String
    package let kind: Kind
    /// Texts and what they say of the field; may be none.
    package let examples: [FieldExample]

    package init(
        column: String, title: String, description: String, kind: Kind, examples: [FieldExample] = []
    ) {
        self.column = column
        self.title = title
        self.description = description
        self.kind = kind
        self.examples = examples
    }
}

/// A field's value, or why it was left empty.
package struct FieldAnswer: Sendable, Hashable, Codable {
    package let column: String
    /// Nil where unsure: empty beats wrong.
    package let value: String?
    /// In words, what the value rests on or why there is none.
    package let reason: String

    package init(column: String, value: String?, reason: String) {
        self.column = column
        self.value = value
        self.reason = reason
    }
}

/// What a rep should know at a handoff.
package struct HandoffNote: Sendable, Hashable {
    /// What is wanted, what was tried, what is open; at most 500 characters.
    package let summary: String
    /// What the customer wants, for a subject line; at most 80 characters.
    package let subject: String
    package let sentiment: Sentiment
    /// BCP 47, such as `en`.
    package let language: String
    package let fields: [FieldAnswer]
    package let usage: ModelUsage

    package init(
        summary: String, subject: String, sentiment: Sentiment, language: String, fields: [FieldAnswer],
        usage: ModelUsage = .none
    ) {
        self.summary = summary
        self.subject = subject
        self.sentiment = sentiment
        self.language = language
        self.fields = fields
        self.usage = usage
    }
}
