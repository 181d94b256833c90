import Casewire
import CasewireStorage
import Hummingbird

/// The fields of a case that are filled from the conversation, and the examples that they learn from.
struct FieldRoutes {
    struct FieldView: Codable {
        let column: String
        var title: String?
        let kind: CreatioSettings.Field.Kind
        var description: String?
        var pattern: String?
        var examples: [FieldExample]?
        var values: [String: String]?
    }

    struct ColumnView: Encodable {
        let column: String
        let kind: CreatioSettings.Field.Kind
        @OrNull var lookup: String?
    }

    struct TrialView: Encodable {
        struct Ground: Encodable {
            let id: String
            let text: String
        }

        @OrNull var value: String?
        let reason: String
        let messages: [Ground]
    }

    /// A field as it would be saved, and the session that it is tried on.
    private struct TrialBody: Decodable {
        let session: String
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("fields", may: .configure, use: list), .post("fields", may: .configure, use: save),
            .delete("fields/{column}", may: .configure, use: remove),
            .get("fields/columns", may: .configure, use: columns),
            .post("fields/trials", may: .configure, use: tryField),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let fields = try await FieldActions(services: services).list()
        return try JSONResponse.make(ListView(items: fields.map(FieldView.init), next: nil))
    }

    /// `{"column", "title"?, "kind": "text"|"dropdown", "description"?, "pattern"?, "values"?: {VALUE: when},
    /// "examples"?: [{"text", "value"?}]}`; takes the place of a field of the same column.
    private func save(_ request: Request, _ context: KeyContext) async throws -> Response {
        let field = try await request.json(FieldView.self, limit: Self.largestField).field
        do {
            let existed = try await FieldActions(services: services).save(field)
            return try JSONResponse.make(FieldView(field), status: existed ? .ok : .created)
        } catch let refusal as FieldActions.Refusal {
            throw Problem.invalid(refusal.description)
        }
    }

    private func remove(_ request: Request, _ context: KeyContext) async throws -> Response {
        do {
            guard try await FieldActions(services: services).remove(try context.parameter("column")) else {
                throw Problem(.notFound, "No such field", "This column is not filled from the conversation.")
            }
        } catch let refusal as FieldActions.Refusal {
            throw Problem.invalid(refusal.description)
        }
        return Response(status: .noContent)
    }

    /// What can be filled, read live from the site.
    private func columns(_ request: Request, _ context: KeyContext) async throws -> Response {
        let columns = try await found().all().map {
            ColumnView(column: $0.name, kind: $0.lookup == nil ? .text : .dropdown, lookup: $0.lookup)
        }
        return try JSONResponse.make(ListView(items: columns, next: nil))
    }

    /// A field as for saving it, and `"session"`; nothing is kept.
    private func tryField(_ request: Request, _ context: KeyContext) async throws -> Response {
        let bytes = try await request.bytes(limit: Self.largestField)
        let field = try Request.decoded(FieldView.self, from: bytes).field
        guard field.problems.isEmpty else {
            throw Problem.invalid(field.problems.map(\.sentence).joined(separator: " "))
        }
        let session = Session.ID(
            rawValue: try Request.decoded(TrialBody.self, from: bytes).session.lowercased())
        var values: [String] = []
        if field.kind == .dropdown {
            let columns = try await found()
            guard let lookup = try await columns.all().first(where: { $0.name == field.column })?.lookup
            else {
                throw Problem.invalid("“\(field.column)” is no lookup of Case.")
            }
            values = try await columns.values(of: lookup)
        }
        guard let trial = try await FieldTrial.run(field, values: values, on: session, services: services)
        else { throw Problem(.notFound, "No such session", "There is no session with this id.") }
        return try JSONResponse.make(
            TrialView(
                value: trial.answer.value, reason: trial.answer.reason,
                messages: trial.grounds.map { .init(id: $0.id.rawValue, text: $0.text) }))
    }

    private func found() async throws -> CaseColumns {
        guard let columns = try await CaseColumns(services: services) else {
            throw Problem.invalid("No Creatio is set up, so there are no columns to choose from.")
        }
        return columns
    }

    /// Bytes of a field with all of its examples.
    private static let largestField = 4 << 20
}

extension FieldRoutes.FieldView {
    init(_ field: CreatioSettings.Field) {
        self.init(
            column: field.column, title: field.title, kind: field.kind, description: field.description,
            pattern: field.pattern, examples: field.examples, values: field.values)
    }

    fileprivate var field: CreatioSettings.Field {
        CreatioSettings.Field(
            column: column, title: title ?? column, kind: kind, description: description ?? "",
            pattern: pattern, examples: examples, values: values)
    }
}
