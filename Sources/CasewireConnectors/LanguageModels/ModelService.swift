import Casewire

/// The two ways in which hosted models are asked.
package enum ModelService: Sendable, Hashable {
    /// OpenAI's "Create chat completion", which many servers speak.
    case chatCompletions
    /// Anthropic's "Create a message".
    case messages
}

/// What is asked of a model in one call: to read a document and to answer within a schema.
struct ModelQuestion: Sendable {
    /// Names the schema, and the tool where the answer is a tool's input.
    let name: String
    /// What to do, from us.
    let instructions: String
    /// What to read: data, whatever is written in it.
    let document: JSONValue
    let schema: JSONValue
    /// The answer may take so many tokens.
    let longestAnswerTokens: Int
    /// What may be called before the answer.
    var tools: [ToolDefinition] = []
    /// Calls that were made, as the model is told of them.
    var steps: [ToolStep] = []
    /// Whether another call would be made; else the answer is due.
    var mayCall = false
}

/// A model's answer before anybody has looked whether it makes sense.
struct RawModelAnswer: Sendable {
    let content: JSONValue
    /// Tools that it wants to call before it answers; the content is then nothing.
    var calls: [ToolCall] = []
    let usage: ModelUsage
}
