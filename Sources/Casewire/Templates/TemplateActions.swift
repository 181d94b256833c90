import CasewireStorage

/// Reads, changes and fills templates; pages and API call the same.
package struct TemplateActions: Sendable {
    /// Why nothing was changed.
    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case noSuchTemplate
        case nameTaken(String)
        case shortcutTaken(String, by: String)
        case tooMany
        case invalid([String])

        package var description: String {
            switch self {
            case .noSuchTemplate: "There is no such template. Somebody may have removed it."
            case .nameTaken(let name):
                "A template is called “\(name)” already. Change that one, or choose another name."
            case .shortcutTaken(let shortcut, let name):
                "The template “\(name)” has the shortcut /\(shortcut). Choose another."
            case .tooMany: "There are \(ReplyTemplate.most) templates. Remove one first."
            case .invalid(let problems): problems.joined(separator: " ")
            }
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// All of them, by name.
    package func list() async throws -> [ReplyTemplate] {
        try await services.database.read { try $0.replyTemplates() }
    }

    package func template(_ id: ReplyTemplate.ID) async throws -> ReplyTemplate {
        guard let found = try await services.database.read({ try $0.replyTemplate(id) }) else {
            throw Refusal.noSuchTemplate
        }
        return found
    }

    package func create(_ content: ReplyTemplate.Content, by who: String) async throws -> ReplyTemplate {
        let (id, now): (ReplyTemplate.ID, Timestamp) = (services.random.identifier(), services.clock.now())
        return try await services.database.write { transaction in
            try transaction.hold(Self.all)
            guard try transaction.replyTemplates().count < ReplyTemplate.most else { throw Refusal.tooMany }
            let template = ReplyTemplate(
                id: id, content: try Self.checked(content, of: id, in: transaction), createdBy: who,
                createdAt: now, changedBy: who, changedAt: now)
            try transaction.keep(template)
            return template
        }
    }

    /// - Parameter edit: makes the new content of the kept one.
    package func change(
        _ id: ReplyTemplate.ID, by who: String,
        _ edit: @escaping @Sendable (ReplyTemplate.Content) -> ReplyTemplate.Content
    ) async throws -> ReplyTemplate {
        let now = services.clock.now()
        return try await services.database.write { transaction in
            try transaction.hold(Self.all)
            guard let old = try transaction.replyTemplate(id) else { throw Refusal.noSuchTemplate }
            let content = try Self.checked(edit(old.content), of: id, in: transaction)
            guard content != old.content else { return old }
            let new = ReplyTemplate(
                id: id, content: content, createdBy: old.createdBy, createdAt: old.createdAt, changedBy: who,
                changedAt: now)
            try transaction.keep(new)
            return new
        }
    }

    package func remove(_ id: ReplyTemplate.ID) async throws {
        guard try await services.database.write({ try $0.removeReplyTemplate(id) }) else {
            throw Refusal.noSuchTemplate
        }
    }

    /// A template's text as it would be sent in a session.
    package func text(of id: ReplyTemplate.ID, in session: Session.ID) async throws -> String {
        try await services.database.read { snapshot in
            guard let values = try snapshot.templateValues(in: session) else {
                throw SessionActions.Refusal.noSuchSession
            }
            guard let template = try snapshot.replyTemplate(id) else { throw Refusal.noSuchTemplate }
            return template.text(filledWith: values)
        }
    }

    /// Two who take the same name at once follow each other.
    private static let all = "reply templates"

    private static func checked(
        _ content: ReplyTemplate.Content, of id: ReplyTemplate.ID, in snapshot: Snapshot
    ) throws -> ReplyTemplate.Content {
        let content = content.tidied
        let problems = content.problems
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        for other in try snapshot.replyTemplates() where other.id != id {
            if other.content.name.lowercased() == content.name.lowercased() {
                throw Refusal.nameTaken(other.content.name)
            }
            if let shortcut = content.shortcut, shortcut == other.content.shortcut {
                throw Refusal.shortcutTaken(shortcut, by: other.content.name)
            }
        }
        return content
    }
}
