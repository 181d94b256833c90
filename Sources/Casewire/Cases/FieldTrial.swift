import CasewireStorage
import Foundation

/// What a field would hold for a session that was, and what that rests on; nothing of it is kept.
package struct FieldTrial: Sendable {
    package let answer: FieldAnswer
    /// The customer's texts that the value rests on, in their order; empty where there is no value, or nobody can tell.
    package let grounds: [Message]

    /// Asks the model that is set, or the built-in one where that does not answer, as at a handoff. Nil without such a session.
    ///
    /// - Parameter values: the names that a dropdown chooses from.
    package static func run(
        _ field: CreatioSettings.Field, values: [String], on session: Session.ID, services: Services
    ) async throws -> FieldTrial? {
        let read = try await services.database.read { snapshot in
            (
                exists: try snapshot.session(session) != nil, messages: try snapshot.messages(in: session),
                organization: try snapshot.organization(), agent: try snapshot.agentSettings()
            )
        }
        guard read.exists else { return nil }
        let question = FieldQuestion(field, values: values)
        let request = HandoffRequest(
            conversation: read.messages.asTexts(organization: read.organization.name), fields: [question])
        var isBuiltin = read.agent.model == .builtin
        var note: HandoffNote
        do {
            note = try await services.modelCall(for: read.agent).describe(request).held(to: request)
        } catch is LanguageModelFailure {
            note = try await BuiltinModel().describe(request)
            isBuiltin = true
        }
        guard let answer = note.fields.first else { return nil }
        let written = read.messages.filter { $0.author == .customer }
        guard let value = answer.value else { return FieldTrial(answer: answer, grounds: []) }
        let texts = written.map { PrivateMask.mask($0.text) }
        let places =
            isBuiltin
            ? await OwnThreads.run { FieldExtraction.grounds(of: value, for: question, in: texts) }
            : texts.indices.filter { texts[$0].range(of: value, options: .caseInsensitive) != nil }
        return FieldTrial(answer: answer, grounds: places.map { written[$0] })
    }
}

extension [Message] {
    /// As a model is shown a conversation: what is private masked, without what only introduces the agent.
    func asTexts(organization: String) -> [ConversationText] {
        filter { $0.author != .system }.map { message in
            let text = AgentPhrases.withoutDisclosure(message.text, organization: organization)
            return ConversationText(author: message.author, text: PrivateMask.mask(text))
        }
    }
}
