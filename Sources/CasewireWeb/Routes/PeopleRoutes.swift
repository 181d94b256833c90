import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird

/// Operators, API keys and the audit log over the API.
struct PeopleRoutes {
    struct OperatorView: Encodable {
        let id: String
        let email: String
        let role: String
        let createdAt: String
        @OrNull var language: String?
        /// Told once, where it was just made.
        var password: String?
    }

    struct KeyView: Encodable {
        let id: String
        let name: String
        let role: String
        let createdAt: String
        @OrNull var revokedAt: String?
        /// Told once, where it was just made.
        var key: String?
    }

    struct EntryView: Encodable {
        let at: String
        let who: String
        @OrNull var role: String?
        let action: String
        let refused: Bool
    }

    private struct NewOperator: Decodable {
        let email: String
        let role: Operator.Role
    }

    /// What of an operator is to be different; a language of null is the browser's.
    private struct Change: Decodable {
        let role: Operator.Role?
        let language: String?
        let namesLanguage: Bool

        private enum CodingKeys: CodingKey { case role, language }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            role = try container.decodeIfPresent(Operator.Role.self, forKey: .role)
            language = try container.decodeIfPresent(String.self, forKey: .language)
            namesLanguage = container.contains(.language)
        }
    }

    private struct NewKey: Decodable {
        let name: String
        let role: Operator.Role
    }

    let services: Services
    /// Those that the dashboard is written in.
    let languages: [String]

    var routes: [Endpoint<KeyContext>] {
        [
            .get("operators", may: .managePeople, use: list),
            .post("operators", may: .managePeople, use: add),
            .patch("operators/{id}", may: .managePeople, use: change),
            .post("operators/{id}/password", may: .managePeople, use: resetPassword),
            .delete("operators/{id}", may: .managePeople, use: remove),
            .get("keys", may: .managePeople, use: listKeys), .post("keys", may: .managePeople, use: makeKey),
            .delete("keys/{id}", may: .managePeople, use: revokeKey),
            .get("audit", may: .managePeople, use: listAudit),
        ]
    }

    private func actions(_ context: KeyContext) -> PeopleActions {
        PeopleActions(services: services, role: context.role)
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let people = try await services.database.read { try $0.operators() }
        return try JSONResponse.make(ListView(items: people.map { OperatorView($0) }, next: nil))
    }

    private func add(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(NewOperator.self)
        let made = try await actions(context).add(email: body.email, role: body.role)
        return try await answer(made, status: .created)
    }

    private func change(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = Operator.ID(rawValue: try context.parameter("id"))
        let change = try await request.json(Change.self)
        guard change.role != nil || change.namesLanguage else {
            throw Problem.badRequest("Say the “role” or the “language” that is to be different.")
        }
        try PeopleActions.require(change.language, from: languages)
        if let role = change.role { try await actions(context).setRole(role, of: id) }
        if change.namesLanguage {
            try await actions(context).setLanguage(change.language, of: id, from: languages)
        }
        guard let person = try await services.database.read({ try $0.findOperator(id) }) else {
            throw PeopleActions.Refusal.noSuchOperator
        }
        return try JSONResponse.make(OperatorView(person))
    }

    private func resetPassword(_ request: Request, _ context: KeyContext) async throws -> Response {
        let id = Operator.ID(rawValue: try context.parameter("id"))
        return try await answer(try await actions(context).resetPassword(of: id), status: .ok)
    }

    private func answer(_ made: PeopleActions.Made, status: HTTPResponse.Status) async throws -> Response {
        guard let person = try await services.database.read({ try $0.findOperator(email: made.name) }) else {
            throw PeopleActions.Refusal.noSuchOperator
        }
        var view = OperatorView(person)
        view.password = made.secret.value
        return try JSONResponse.make(view, status: status)
    }

    private func remove(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions(context).remove(Operator.ID(rawValue: try context.parameter("id")))
        return Response(status: .noContent)
    }

    private func listKeys(_ request: Request, _ context: KeyContext) async throws -> Response {
        let keys = try await services.database.read { try $0.apiKeys() }
        return try JSONResponse.make(ListView(items: keys.map { KeyView($0) }, next: nil))
    }

    private func makeKey(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(NewKey.self)
        let made = try await actions(context).makeKey(named: body.name, role: body.role)
        guard let key = try await services.database.read({ try $0.apiKey(token: made.secret.value) }) else {
            throw PeopleActions.Refusal.noSuchKey
        }
        var view = KeyView(key)
        view.key = made.secret.value
        return try JSONResponse.make(view, status: .created)
    }

    private func revokeKey(_ request: Request, _ context: KeyContext) async throws -> Response {
        try await actions(context).revokeKey(APIKey.ID(rawValue: try context.parameter("id")))
        return Response(status: .noContent)
    }

    private func listAudit(_ request: Request, _ context: KeyContext) async throws -> Response {
        let (entries, next) = try await AuditAnswers(services: services).page(
            request, limit: try request.limit())
        return try JSONResponse.make(
            ListView(
                items: entries.map { entry in
                    EntryView(
                        at: entry.at.iso8601, who: entry.who, role: entry.role?.rawValue,
                        action: entry.action,
                        refused: entry.isRefused)
                }, next: next.map(String.init)))
    }
}

extension PeopleRoutes.OperatorView {
    fileprivate init(_ person: Operator) {
        self.init(
            id: person.id.rawValue, email: person.email, role: person.role.rawValue,
            createdAt: person.createdAt.iso8601, language: person.language)
    }
}

extension PeopleRoutes.KeyView {
    fileprivate init(_ key: APIKey) {
        self.init(
            id: key.id.rawValue, name: key.name, role: key.role.rawValue, createdAt: key.createdAt.iso8601,
            revokedAt: key.revokedAt?.iso8601)
    }
}
