import AsyncHTTPClient
import Casewire
import NIOCore
import NIOHTTP1

/// Posts JSON to a model's endpoint, once, and turns whatever the network does into a failure.
struct ModelWire: Sendable {
    let client: HTTPClient
    let timeout: Duration

    /// A longer answer is refused: some hundred tokens are asked for.
    private static let largestAnswerBytes = 1 << 20

    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
    }

    func post(_ body: JSONValue, to url: String, headers: [(String, String)])
        async throws(LanguageModelFailure)
        -> Answer
    {
        let request: HTTPClient.Request
        do {
            var fields = HTTPHeaders([
                ("User-Agent", "Casewire"), ("Accept", "application/json"),
                ("Content-Type", "application/json"),
            ])
            for (name, value) in headers { fields.add(name: name, value: value) }
            request = try HTTPClient.Request(
                url: url, method: .POST, headers: fields, body: .bytes(body.bytes))
        } catch {
            throw .unavailable(reason: "The model's URL is not an address.")
        }
        let task = client.execute(
            request: request,
            delegate: ResponseAccumulator(request: request, maxBodySize: Self.largestAnswerBytes),
            deadline: .now() + .milliseconds(timeout.inMilliseconds))
        do {
            let response = try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
            return Answer(
                status: Int(response.status.code),
                body: response.body.map { Array($0.readableBytesView) } ?? [])
        } catch {
            throw Self.failure(error, after: timeout)
        }
    }

    private static func failure(_ error: any Error, after timeout: Duration) -> LanguageModelFailure {
        switch error as? HTTPClientError {
        case .deadlineExceeded?, .readTimeout?:
            .unavailable(reason: "The model did not answer within \(timeout.inMilliseconds / 1000) s.")
        case .connectTimeout?, .getConnectionFromPoolTimeout?, .tlsHandshakeTimeout?:
            .unavailable(reason: "The model's endpoint did not accept a connection in time.")
        case .remoteConnectionClosed?, .uncleanShutdown?:
            .unavailable(reason: "The model's endpoint closed the connection before it had answered.")
        case .cancelled?: .unavailable(reason: "The model was no longer waited for.")
        default:
            error is ResponseAccumulator.ResponseTooBigError
                ? .unusable(reason: "The model answered with more than \(largestAnswerBytes) bytes.")
                : .unavailable(
                    reason: "The model's endpoint cannot be reached: check the address and the network.")
        }
    }
}

extension ModelWire.Answer {
    /// As OpenAI and vLLM, and as llama.cpp's server name it.
    private static let tooLong: Set<String> = ["context_length_exceeded", "exceed_context_size_error"]

    /// Why an endpoint refused, by its status and the name it gives the error; its sentences may repeat a key or a text.
    var refusal: LanguageModelFailure {
        let json = JSONValue(decoding: body)
        let name = json?.firstText(under: "code") ?? json?.firstText(under: "type")
        let shown = name.map {
            $0.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }.prefix(60)
        }
        let code = shown.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        let words =
            switch status {
            case 400..<500 where name.map(Self.tooLong.contains) == true:
                "cannot read so much at once (lower agent.model.context_tokens)"
            case 401, 403: "refused the key"
            case 404: "knows no such model or address"
            case 429: "is asked too much or has no credit left"
            case 300..<400: "sent us elsewhere, which is not followed"
            case 400..<500: "did not take the request"
            default: "failed"
            }
        return .unavailable(reason: "The model's endpoint \(words): \(status)\(code).")
    }
}
