import FoundationEssentials
package import Hummingbird
import NIOCore

/// Answers in JSON for the simulated servers.
package enum SandboxJSON {
    /// An answer with the value as JSON; slashes are left as they are, keys sorted.
    package static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok,
        contentType: String = "application/json; charset=utf-8"
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let data = try encoder.encode(value)
        return Response(
            status: status,
            headers: [.contentType: contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// `{"error": words}`, as the `/sandbox/` addresses answer a request they cannot follow.
    package static func problem(_ words: String, status: HTTPResponse.Status = .badRequest) -> Response {
        (try? response(["error": words], status: status)) ?? Response(status: status)
    }

    /// The request's body read as JSON; a `SandboxProblem` in words when it is not of that shape.
    package static func body<Value: Decodable>(
        _ type: Value.Type, of request: Request, limit: Int = 1_000_000
    ) async throws -> Value {
        let bytes = try await request.body.collect(upTo: limit)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
        } catch let error as DecodingError {
            throw SandboxProblem(words(for: error))
        }
    }

    private static func words(for error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        return switch error {
        case .keyNotFound(let key, let context): "\(name(context.codingPath + [key])) is missing."
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(name(context.codingPath)) has the wrong type."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(name(context.codingPath)) is not understood: \(context.debugDescription)"
        default: "The body is not a JSON object."
        }
    }
}

/// A request to a `/sandbox/` address that cannot be followed, in words.
package struct SandboxProblem: HTTPResponseError {
    package let words: String
    package let status: HTTPResponse.Status

    package init(_ words: String, status: HTTPResponse.Status = .badRequest) {
        self.words = words
        self.status = status
    }

    package func response(from request: Request, context: some RequestContext) -> Response {
        SandboxJSON.problem(words, status: status)
    }
}
