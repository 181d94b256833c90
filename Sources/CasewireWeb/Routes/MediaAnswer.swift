import Casewire
import CasewireStorage
import HTTPTypes
import Hummingbird
import NIOCore

/// A customer's file as a browser or script gets it: told what it is, and allowed nothing.
///
/// Only pictures that hold no script are shown as such; everything else is saved. The type is that of the bytes, which
/// browsers must not guess at, and even opened by itself the file is in a sandbox.
struct MediaAnswer {
    let services: Services

    /// The file of a session; `notFound` where it has none of that id, or its bytes are not kept.
    func response(
        to request: Request, for id: Medium.ID, of session: Session.ID
    ) async throws -> Response {
        let medium = try await services.database.read { try $0.medium(id) }
        guard let medium, medium.session == session else { throw Problem.notFound }
        return try await response(to: request, for: medium)
    }

    /// `notFound` where its bytes are not kept.
    func response(to request: Request, for medium: Medium) async throws -> Response {
        guard medium.state == .kept, let type = medium.type else { throw Problem.notFound }
        // The bytes behind an id never change.
        let tag = "\"\(medium.id)\""
        var headers: HTTPFields = [
            .contentType: type.rawValue, .eTag: tag, .cacheControl: "private, no-cache",
            .contentDisposition:
                "\(type.isShownInline ? "inline" : "attachment"); filename=\"\(medium.name)\"",
            .contentSecurityPolicy: "default-src 'none'; sandbox", .xContentTypeOptions: "nosniff",
        ]
        if let policy = HTTPField.Name("Cross-Origin-Resource-Policy") { headers[policy] = "same-origin" }
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        let content = try await services.database.read { try $0.content(of: medium.id) }
        // Erased between the two reads.
        guard content.count == medium.size else { throw Problem.notFound }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
    }
}

extension RequestContext {
    func mediumID() throws -> Medium.ID {
        Medium.ID(rawValue: try parameter("medium").lowercased())
    }
}
