import Casewire
import CasewireStorage
import Hummingbird

/// Replies that were written beforehand, over the API.
struct TemplateRoutes {
    let services: Services

    private var actions: TemplateActions { TemplateActions(services: services) }

    var routes: [Endpoint<KeyContext>] {
        [
            .get("templates", may: .read, use: list), .post("templates", may: .configure, use: create),
            .get("templates/{id}", may: .read) { _, context in
                try JSONResponse.make(
                    TemplateView(try await actions.template(try context.templateID("id"))))
            },
            .patch("templates/{id}", may: .configure, use: change),
            .delete("templates/{id}", may: .configure) { _, context in
                try await actions.remove(try context.templateID("id"))
                return Response(status: .noContent)
            },
            .get("sessions/{id}/templates/{template}", may: .answer) { _, context in
                try await services.filledTemplate(context)
            },
        ]
    }

    private func list(_ request: Request, _ context: KeyContext) async throws -> Response {
        try JSONResponse.make(
            ListView(items: try await actions.list().map { TemplateView($0) }, next: nil))
    }

    /// `{"name": "…", "text": "…", "shortcut"?: "…"}`.
    private func create(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let name: String
            let text: String
            let shortcut: String?
        }
        let body = try await request.json(Body.self)
        let kept = try await actions.create(
            .init(name: body.name, text: body.text, shortcut: body.shortcut), by: context.callerName)
        return try JSONResponse.make(TemplateView(kept), status: .created)
    }

    /// What the body does not name stays; `"shortcut": null` takes it away.
    private func change(_ request: Request, _ context: KeyContext) async throws -> Response {
        let body = try await request.json(Change.self)
        let kept = try await actions.change(try context.templateID("id"), by: context.callerName) {
            body.applied(to: $0)
        }
        return try JSONResponse.make(TemplateView(kept))
    }

    private struct Change: Decodable {
        let name: String?
        let text: String?
        let shortcut: String??

        private enum CodingKeys: String, CodingKey { case name, text, shortcut }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            name = try container.decodeIfPresent(String.self, forKey: .name)
            text = try container.decodeIfPresent(String.self, forKey: .text)
            shortcut =
                container.contains(.shortcut)
                ? .some(try container.decode(String?.self, forKey: .shortcut)) : .none
        }

        func applied(to old: ReplyTemplate.Content) -> ReplyTemplate.Content {
            ReplyTemplate.Content(
                name: name ?? old.name, text: text ?? old.text, shortcut: shortcut ?? old.shortcut)
        }
    }
}

extension Services {
    /// A template's text for a session, as a page's script and the API get it.
    func filledTemplate(_ context: some RequestContext) async throws -> Response {
        let text = try await TemplateActions(services: self).text(
            of: try context.templateID("template"), in: try context.sessionID())
        return try JSONResponse.make(FilledTextView(text))
    }
}

extension RequestContext {
    func templateID(_ parameter: String) throws -> ReplyTemplate.ID {
        ReplyTemplate.ID(rawValue: try self.parameter(parameter).lowercased())
    }
}
