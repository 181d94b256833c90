import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// One answer of a carrier's API.
struct CarrierAnswer: Sendable {
    let status: Int
    /// The `Retry-After` header, where it is a number of seconds.
    let retryAfterSeconds: Int?
    let body: [UInt8]
}

/// Collects an answer up to a size, and remembers how far the call got: a request that never left was surely not taken.
final class CarrierExchange: HTTPClientResponseDelegate {
    typealias Response = CarrierAnswer

    struct AnswerTooLong: Error {}
    /// The client followed a redirect, which it is not to be set up for: what was called is not known.
    struct Redirected: Error {}

    private struct Progress {
        var hasLeft = false
        var visits = 0
        var status = 0
        var retryAfterSeconds: Int?
        var body: [UInt8] = []
    }

    private let largestAnswerBytes: Int
    private let progress = Mutex(Progress())

    init(largestAnswerBytes: Int) {
        self.largestAnswerBytes = largestAnswerBytes
    }

    /// Whether any of the request may have reached the other side.
    var hasLeft: Bool { progress.withLock(\.hasLeft) }

    func didSendRequestHead(task: HTTPClient.Task<CarrierAnswer>, _ head: HTTPRequestHead) {
        progress.withLock { $0.hasLeft = true }
    }

    func didVisitURL(
        task: HTTPClient.Task<CarrierAnswer>, _ request: HTTPClient.Request, _ head: HTTPResponseHead
    ) {
        progress.withLock { $0.visits += 1 }
    }

    func didReceiveHead(
        task: HTTPClient.Task<CarrierAnswer>, _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        progress.withLock {
            $0.status = Int(head.status.code)
            $0.retryAfterSeconds = head.headers.first(name: "Retry-After").flatMap { Int($0) }
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<CarrierAnswer>, _ buffer: ByteBuffer
    ) -> EventLoopFuture<Void> {
        let fits = progress.withLock { progress in
            guard progress.body.count + buffer.readableBytes <= largestAnswerBytes else { return false }
            progress.body += buffer.readableBytesView
            return true
        }
        return fits
            ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(AnswerTooLong())
    }

    func didFinishRequest(task: HTTPClient.Task<CarrierAnswer>) throws -> CarrierAnswer {
        try progress.withLock { progress in
            guard progress.visits <= 1 else { throw Redirected() }
            return CarrierAnswer(
                status: progress.status, retryAfterSeconds: progress.retryAfterSeconds, body: progress.body)
        }
    }
}
