import Foundation
import Hummingbird
import NIOCore
import Synchronization

/// Answers that take the place of the site's own for a while, as a failing site would give them.
final class Strikes: Sendable {
    /// What goes back instead, and where.
    struct Strike: Sendable {
        /// The method of the part or request that fails, such as `POST`.
        let method: String
        /// What its address begins with below the service's root, such as `Activity`.
        let path: String
        let status: Int
        var type = "application/json; odata.metadata=minimal"
        var location: String?
        let body: String
        /// The site does what it was asked, and fails after that.
        var comesAfterStoring = false
        /// The whole request is answered so, and not a part of a batch.
        var isOfWholeRequest = false
        /// How many times it strikes.
        var count: Int
    }

    private let state = Mutex<Strike?>(nil)
    private let count = Mutex(0)

    /// How many answers were struck so far.
    var struck: Int { count.withLock { $0 } }

    /// Puts a strike in force.
    func arm(_ strike: Strike) { state.withLock { $0 = strike } }

    func disarm() { state.withLock { $0 = nil } }

    var isSpent: Bool { state.withLock { $0 == nil } }

    /// The strike against a part, used up once.
    fileprivate func take(_ method: String, _ path: String) -> Strike? {
        let taken: Strike? = state.withLock { state in
            guard let strike = state, strike.method == method, path.hasPrefix(strike.path) else { return nil }
            state?.count -= 1
            if strike.count <= 1 { state = nil }
            return strike
        }
        if taken != nil { count.withLock { $0 += 1 } }
        return taken
    }
}

/// A site some of whose answers are struck.
struct StruckResponder<Site: HTTPResponder>: HTTPResponder {
    let site: Site
    let strikes: Strikes

    private struct Batch: Decodable {
        struct Part: Decodable {
            let id: String
            let method: String
            let url: String
        }
        let requests: [Part]
    }

    @concurrent
    func respond(to request: Request, context: Site.Context) async throws -> Response {
        let path = request.uri.path
        guard let root = path.range(of: "/odata/") else {
            return try await site.respond(to: request, context: context)
        }
        let bytes = try await request.body.collect(upTo: 4 << 20)
        var first = (
            id: "", method: request.method.rawValue,
            path: "\(path[root.upperBound...])\(request.uri.query.map { "?\($0)" } ?? "")"
        )
        let isBatch = first.path == "$batch"
        if isBatch, let batch = try? JSONDecoder().decode(Batch.self, from: Data(bytes.readableBytesView)),
            let part = batch.requests.first
        {
            first = (part.id, part.method, part.url)
        }
        let again = Request(head: request.head, body: .init(buffer: bytes))
        guard let strike = strikes.take(first.method, first.path) else {
            return try await site.respond(to: again, context: context)
        }
        if strike.comesAfterStoring { _ = try await site.respond(to: again, context: context) }
        var headers: HTTPFields = [.contentType: strike.type]
        if let location = strike.location { headers[.location] = location }
        guard isBatch, !strike.isOfWholeRequest else {
            return Response(
                status: .init(code: strike.status), headers: headers,
                body: .init(byteBuffer: ByteBuffer(string: strike.body)))
        }
        let body = strike.body.isEmpty ? "" : #","body":\#(strike.body)"#
        let part =
            #"{"id":"\#(first.id)","status":\#(strike.status),"headers":{"content-type":"\#(strike.type)"}\#(body)}"#
        return Response(
            status: .ok, headers: [.contentType: "application/json; odata.metadata=minimal"],
            body: .init(byteBuffer: ByteBuffer(string: #"{"responses":[\#(part)]}"#)))
    }
}
