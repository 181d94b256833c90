import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// The answer to a call for a file: where it leads, or its bytes.
struct MediaAnswer: Sendable {
    var status = 0
    var location: String?
    var contentType: String?
    /// The `Retry-After` header, where it is a number of seconds.
    var retryAfterSeconds: Int?
    var content: [UInt8] = []
}

/// Reads an answer only as far as it is wanted: bytes up to a limit, and none but a file's.
final class MediaExchange: HTTPClientResponseDelegate {
    typealias Response = MediaAnswer

    /// The head says all there is to know.
    struct HeadIsEnough: Error {}
    /// More bytes are promised or came than are wanted; a promise may be a lie, so what comes is counted, too.
    struct TooLarge: Error {
        let promised: Int?
    }

    private let largestBytes: Int
    /// Of which answers the bytes are wanted.
    private let wanted: Range<UInt>
    private let state = Mutex(MediaAnswer())

    init(largestBytes: Int, wanted: Range<UInt> = 200..<300) {
        self.largestBytes = largestBytes
        self.wanted = wanted
    }

    /// What came so far.
    var answer: MediaAnswer { state.withLock(\.self) }

    func didReceiveHead(
        task: HTTPClient.Task<MediaAnswer>, _ head: HTTPResponseHead
    ) -> EventLoopFuture<Void> {
        state.withLock { answer in
            answer.status = Int(head.status.code)
            answer.location = head.headers.first(name: "Location")
            answer.contentType = head.headers.first(name: "Content-Type")
            answer.retryAfterSeconds = head.headers.first(name: "Retry-After").flatMap { Int($0) }
        }
        guard wanted.contains(head.status.code) else {
            return task.eventLoop.makeFailedFuture(HeadIsEnough())
        }
        let promised = head.headers.first(name: "Content-Length").flatMap { Int($0) }
        if let promised, promised > largestBytes {
            return task.eventLoop.makeFailedFuture(TooLarge(promised: promised))
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(
        task: HTTPClient.Task<MediaAnswer>, _ buffer: ByteBuffer
    ) -> EventLoopFuture<Void> {
        let fits = state.withLock { answer in
            guard answer.content.count + buffer.readableBytes <= largestBytes else { return false }
            answer.content += buffer.readableBytesView
            return true
        }
        return fits
            ? task.eventLoop.makeSucceededVoidFuture()
            : task.eventLoop.makeFailedFuture(TooLarge(promised: nil))
    }

    func didFinishRequest(task: HTTPClient.Task<MediaAnswer>) throws -> MediaAnswer { answer }
}
