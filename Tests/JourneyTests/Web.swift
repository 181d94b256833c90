import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// HTTP over loopback, with JSON in and out.
enum Web {
    struct Answer: Sendable {
        let status: Int
        let body: Data

        var json: JSON { (try? JSONDecoder().decode(JSON.self, from: body)) ?? .null }
    }

    /// An answer that is no success, in words.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton,
        configuration: {
            var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
            return configuration
        }())

    static func send(
        _ method: String, _ url: String, json: JSON? = nil, form: String? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .init(rawValue: method)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: try json.data()))
        } else if let form {
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        let response = try await client.execute(request, timeout: .seconds(60))
        let body = try await response.body.collect(upTo: 200 << 20)
        return Answer(status: Int(response.status.code), body: Data(body.readableBytesView))
    }

    /// The JSON of a successful answer; throws `Refused` for any other.
    @discardableResult
    static func call(
        _ method: String, _ url: String, json: JSON? = nil, headers: [(String, String)] = []
    ) async throws -> JSON {
        let answer = try await send(method, url, json: json, headers: headers)
        guard (200..<300).contains(answer.status) else {
            let words = String(decoding: answer.body.prefix(1_000), as: UTF8.self)
            throw Refused(description: "\(method) \(url) → \(answer.status) \(words)")
        }
        return answer.json
    }

    /// Whether a GET is answered with this status.
    static func answers(_ url: String, status: Int) async -> Bool {
        (try? await send("GET", url).status) == status
    }

    /// A query's value with everything escaped that is not a plain letter or digit.
    static func escape(_ value: String) -> String {
        value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
    }
}

/// Asks again until there is a result, up to a time; the last chance is after the deadline.
func eventually<Value: Sendable>(
    _ what: String, within limit: Duration = .seconds(30), every pause: Duration = .milliseconds(100),
    _ attempt: () async throws -> Value?
) async throws -> Value {
    let clock = ContinuousClock()
    let end = clock.now + limit
    while true {
        let late = clock.now > end
        if let value = try await attempt() { return value }
        if late { throw NotInTime(what: what, limit: limit) }
        try await clock.sleep(for: pause)
    }
}

/// Something that should have come about and did not.
struct NotInTime: Error, CustomStringConvertible {
    let what: String
    let limit: Duration
    var description: String { "Not within \(limit): \(what)" }
}
