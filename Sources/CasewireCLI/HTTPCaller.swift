import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Small JSON calls over HTTP, as commands make them.
struct HTTPCaller: Sendable {
    let base: String
    var key: String?

    /// An answer that is no success.
    struct Refused: Error, CustomStringConvertible {
        let status: UInt
        let body: String
        var description: String { "HTTP \(status): \(body.prefix(500))" }
    }

    private static let longestAnswer = 8 << 20
    private static let timeout = TimeAmount.seconds(30)

    func get<Answer: Decodable>(_ path: String, as type: Answer.Type) async throws -> Answer {
        try JSONDecoder().decode(type, from: try await call("GET", path, body: nil))
    }

    @discardableResult
    func post(_ path: String, _ values: some Encodable) async throws -> Data {
        try await call("POST", path, body: try JSONEncoder().encode(values))
    }

    func isThere(_ path: String) async -> Bool {
        (try? await call("GET", path, body: nil)) != nil
    }

    private func call(_ method: String, _ path: String, body: Data?) async throws -> Data {
        var request = HTTPClientRequest(url: base + path)
        request.method = .RAW(value: method)
        if let key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        let data = Data(buffer: try await response.body.collect(upTo: Self.longestAnswer))
        guard (200..<300).contains(response.status.code) else {
            throw Refused(status: UInt(response.status.code), body: String(decoding: data, as: UTF8.self))
        }
        return data
    }
}
