import FoundationEssentials
package import Hummingbird
import NIOCore

/// The Message resource: send, read, list, redact, cancel and delete texts, and their files.
package struct MessageRoutes: Sendable {
    private let network: CarrierNetwork
    private let accountSid: String

    /// Bodies beyond this many bytes are refused.
    private static let bodyLimit = 256 * 1024

    package init(network: CarrierNetwork) {
        self.network = network
        accountSid = network.configuration.accountSid
    }

    /// `accounts` is the group below `/2010-04-01/Accounts/:account`.
    package func add(to accounts: RouterGroup<SandboxContext>) {
        accounts.post("Messages.json") { request, _ in try await create(request) }
        accounts.get("Messages.json") { request, _ in try list(request) }
        accounts.get("Messages/{sid}.json") { request, context in
            try answer(try message(request, context))
        }
        accounts.post("Messages/{sid}.json") { request, context in try await update(request, context) }
        accounts.delete("Messages/{sid}.json") { request, context in
            let message = try message(request, context)
            guard message.status.isFinal || message.status == .sent else { throw CarrierError.unfinished }
            network.store.delete(message.sid)
            return Response(status: .noContent)
        }
        accounts.get("Messages/:sid/Media.json") { request, context in try files(request, context) }
        accounts.get("Messages/:sid/Media/:media") { request, context in try bytes(request, context) }
        accounts.get("Messages/:sid/Media/{media}.json") { request, context in
            let message = try message(request, context)
            let file = try file(of: message, request, context)
            return try SandboxJSON.response(
                MessageResource.json(file, of: message, accountSid: accountSid),
                contentType: "application/json")
        }
        accounts.delete("Messages/:sid/Media/{media}.json") { request, context in
            let message = try message(request, context)
            let file = try file(of: message, request, context)
            network.store.update(message.sid, at: network.clock.now) { message in
                message.media.removeAll { $0.sid == file.sid }
                return true
            }
            return Response(status: .noContent)
        }
    }

    private func create(_ request: Request) async throws -> Response {
        let fields = try await Self.form(request)
        let message = try network.send(try MessageForm(fields))
        return try answer(message, status: .created)
    }

    private func list(_ request: Request) throws -> Response {
        let query = FormFields(decoding: request.uri.query ?? "")
        let filter = try MessageFilter(query)
        let paging = try ListPage(query, path: request.uri.path)
        let (messages, hasMore) = network.store.page(filter, before: paging.before, size: paging.size)
        let next = hasMore ? messages.last.map { paging.next(after: $0.position) } : nil
        return try SandboxJSON.response(
            paging.json(
                "messages", messages.map { MessageResource.json($0, accountSid: accountSid) }, next: next),
            contentType: "application/json")
    }

    /// Redacts a text (`Body` empty) or cancels a scheduled one (`Status=canceled`).
    private func update(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let message = try message(request, context)
        let fields = try await Self.form(request)
        for pair in fields.pairs where pair.name != "Body" && pair.name != "Status" {
            throw CarrierError.invalidParameter("\(pair.name) cannot be changed in a Message")
        }
        if let status = fields["Status"] {
            guard status == "canceled" else {
                throw CarrierError.invalidParameter("Status can only become canceled")
            }
            guard message.status == .scheduled else {
                throw CarrierError(30409, "Message cannot be canceled")
            }
        } else if let body = fields["Body"] {
            guard body.isEmpty else {
                throw CarrierError.invalidParameter("Body can only be made empty, to redact the Message")
            }
            guard message.status.isFinal || message.status == .sent else { throw CarrierError.unfinished }
        }
        network.store.update(message.sid, at: network.clock.now) { message in
            if fields["Status"] != nil { message.status = .canceled }
            if fields["Body"] != nil { message.body = "" }
            return true
        }
        return try answer(try self.message(request, context))
    }

    private func files(_ request: Request, _ context: SandboxContext) throws -> Response {
        let message = try message(request, context)
        let paging = try ListPage(FormFields(decoding: request.uri.query ?? ""), path: request.uri.path)
        let files = message.media.map { MessageResource.json($0, of: message, accountSid: accountSid) }
        return try SandboxJSON.response(
            paging.json("media_list", files, next: nil), contentType: "application/json")
    }

    /// A redirect to where a file's bytes are, which asks for no credentials.
    private func bytes(_ request: Request, _ context: SandboxContext) throws -> Response {
        let message = try message(request, context)
        let file = try file(of: message, request, context)
        let location = file.url ?? "/sandbox/media/\(message.sid)/\(file.sid)"
        return Response(status: .temporaryRedirect, headers: [.location: location])
    }

    private func message(_ request: Request, _ context: SandboxContext) throws -> CarrierMessage {
        guard let sid = context.parameters.get("sid"), let message = network.store.message(sid),
            message.isListed
        else { throw CarrierError.notFound(request.uri.path) }
        return message
    }

    private func file(
        of message: CarrierMessage, _ request: Request, _ context: SandboxContext
    ) throws -> CarrierMedia {
        guard let file = message.media.first(where: { $0.sid == context.parameters.get("media") }) else {
            throw CarrierError.notFound(request.uri.path)
        }
        return file
    }

    private func answer(_ message: CarrierMessage, status: HTTPResponse.Status = .ok) throws -> Response {
        try SandboxJSON.response(
            MessageResource.json(message, accountSid: accountSid), status: status,
            contentType: "application/json")
    }

    /// The body as a form; anything else is refused, as Twilio takes no JSON here.
    static func form(_ request: Request) async throws -> FormFields {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased() ?? ""
        let body = try await request.body.collect(upTo: bodyLimit)
        guard type == "application/x-www-form-urlencoded" || body.readableBytes == 0 else {
            throw CarrierError(
                20001, "The body must be application/x-www-form-urlencoded", status: .unsupportedMediaType)
        }
        return FormFields(decoding: body.readableBytesView)
    }
}
