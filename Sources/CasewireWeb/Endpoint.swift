import Casewire
import HTTPTypes
import Hummingbird
import NIOCore

/// One line of a resource's table of contents: an address, who may call it, and what answers.
struct Endpoint<Context: CallerContext>: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let permission: Permission
    let answer: @Sendable (Request, Context) async throws -> Response

    static func get(
        _ path: String, may permission: Permission,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .get, path: path, permission: permission, answer: answer)
    }

    static func post(
        _ path: String, may permission: Permission,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, path: path, permission: permission, answer: answer)
    }

    static func delete(
        _ path: String, may permission: Permission,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .delete, path: path, permission: permission, answer: answer)
    }

    static func patch(
        _ path: String, may permission: Permission,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .patch, path: path, permission: permission, answer: answer)
    }

    static func put(
        _ path: String, may permission: Permission,
        use answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .put, path: path, permission: permission, answer: answer)
    }
}

extension Endpoint where Context == BrowserContext {
    /// A form of the dashboard: it is read, and belongs to this sign-in, before anything of it is believed.
    static func form(
        _ path: String, may permission: Permission, limit: Int = Request.largestBody,
        use answer: @escaping @Sendable (FormBody, BrowserContext) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, path: path, permission: permission) { request, context in
            let form = FormBody(decoding: try await request.bytes(limit: limit))
            guard SecretToken.areEqual(form["form_token"] ?? "", context.signIn.formToken) else {
                throw Problem.staleForm
            }
            return try await answer(form, context)
        }
    }
}

extension RouterMethods where Context: CallerContext {
    /// Adds the endpoints; each looks at the caller's role before it does anything.
    func add(_ endpoints: [Endpoint<Context>], audit: AuditTrail) {
        for endpoint in endpoints {
            on(RouterPath(endpoint.path), method: endpoint.method) { request, context -> Response in
                try await audit.answer(endpoint, request, context)
            }
        }
    }
}

extension Request {
    /// Bytes of a body that are read at most: a form or JSON with a text in it, or a carrier's webhook.
    static let largestBody = 64 * 1024

    /// The whole body; refused when it is larger than 64 kB, or than a limit of the address's own.
    func bytes(limit: Int = Self.largestBody) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Problem.tooLarge(limit)
        }
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else {
                throw Problem.tooLarge(limit)
            }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    func form() async throws -> FormBody {
        FormBody(decoding: try await bytes())
    }

    /// The query's fields, decoded.
    var queryFields: FormBody {
        FormBody(decoding: (uri.query ?? "").utf8)
    }
}
