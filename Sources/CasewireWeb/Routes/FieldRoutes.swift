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
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("fields", may: .configure, use: list), .post("fields", may: .configure, use: save),
            .delete("fields/{column}", may: .configure, use: remove),
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        let fields = try await FieldActions(services: services).list()
        return try JSONResponse.make(ListView(items: fields.map(FieldView.init), next: nil))
    }

    /// `{"column", "title"?, "kind": "text"|"dropdown", "description"?, "pattern"?, "examples"?: [{"text", "value"?}]}`; takes the
    /// place of a field of the same column.
    private func save(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(FieldView.self, limit: Self.largestField)
        let field = CreatioSettings.Field(
            column: body.column, title: body.title ?? body.column, kind: body.kind,
            description: body.description ?? "", pattern: body.pattern, examples: body.examples)
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

    /// Bytes of a field with all of its examples.
    private static let largestField = 4 << 20
}

extension FieldRoutes.FieldView {
    init(_ field: CreatioSettings.Field) {
        self.init(
            column: field.column, title: field.title, kind: field.kind, description: field.description,
            pattern: field.pattern, examples: field.examples)
    }
}
