import CasewireStorage
import Foundation

/// Writes the note that people read first: summary, sentiment, language and fields. Then has the case written.
package struct DescribeHandoff: Job {
    package static let kind = "handoff.describe"
    package let session: Session.ID

    package var lane: String? { "turn/\(session.rawValue)" }
    package var coalescingKey: String? { "describe/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        let vault = services.vault
        let read = try await services.database.read { [session] snapshot in
            (
                messages: try snapshot.messages(in: session),
                organization: try snapshot.organization(),
                agent: try snapshot.agentSettings(),
                fields: try snapshot.creatioSettings(openedBy: vault)?.fields ?? [],
                catalog: try snapshot.caseCatalog()
            )
        }
        let request = HandoffRequest(
            conversation: read.messages.asTexts(organization: read.organization.name),
            fields: read.fields.map { FieldQuestion($0, catalog: read.catalog) })
        let note = try await describe(request, agent: read.agent, services: services)

        let now = services.clock.now()
        let random = services.random
        let fields = String(decoding: try JSONEncoder().encode(note.fields), as: UTF8.self)
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.execute(
                """
                UPDATE session SET handoff_summary = \(note.summary), handoff_subject = \(note.subject),
                    sentiment = \(note.sentiment), language = \(note.language), handoff_fields = \(fields),
                    described_at = \(now)
                WHERE id = \(session) AND handoff_at IS NOT NULL AND described_at IS NULL
                """)
            transaction.announce(.session(session))
            try transaction.requestSync(of: session, at: now, random: random)
        }
    }

    /// The configured model's note, or the built-in one's where that model does not answer: people never wait for it.
    private func describe(_ request: HandoffRequest, agent: AgentSettings, services: Services) async throws
        -> HandoffNote
    {
        do {
            let note = try await services.modelCall(for: agent).describe(request)
            return note.held(to: request)
        } catch is LanguageModelFailure {
            return try await BuiltinModel().describe(request)
        }
    }
}

extension FieldQuestion {
    /// A configured field, with the values that its lookup holds.
    init(_ field: CreatioSettings.Field, catalog: CaseCatalog?) {
        self.init(field, values: catalog?.values(ofColumn: field.column).map(\.name) ?? [])
    }

    /// - Parameter values: the names that a dropdown chooses from.
    init(_ field: CreatioSettings.Field, values: [String]) {
        let kind: Kind =
            switch field.kind {
            case .text: .text(pattern: field.pattern, maximumLength: 250)
            case .dropdown: .dropdown(values: values)
            }
        self.init(
            column: field.column, title: field.title, description: field.description(naming: values),
            kind: kind, examples: field.examples ?? [])
    }
}

extension Snapshot {
    static func decodeFields(_ json: String?) throws -> [FieldAnswer] {
        guard let json else { return [] }
        return try JSONDecoder().decode([FieldAnswer].self, from: Data(json.utf8))
    }
}
