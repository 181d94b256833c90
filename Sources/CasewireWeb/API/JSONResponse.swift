import Casewire
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers of the API: JSON in snake case, times in ISO 8601 UTC, absent values as `null`.
enum JSONResponse {
    static func make(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }
}

/// One page of a list. `next` is handed back as `cursor`; `null` at the end.
struct ListView<Item: Encodable>: Encodable {
    let items: [Item]
    @OrNull var next: String?
}

/// A value that is written as `null` where there is none, rather than left out.
@propertyWrapper
struct OrNull<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue: Value?) {
        self.wrappedValue = wrappedValue
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

extension OrNull: Sendable where Value: Sendable {}

extension Request {
    /// A JSON body of up to 64 kB, or a limit of the address's own; an empty body reads as `{}`.
    func json<Value: Decodable>(_ type: Value.Type, limit: Int = Self.largestBody) async throws -> Value {
        try Self.decoded(type, from: try await bytes(limit: limit))
    }

    /// Reads a body; what is wrong with it is told in words.
    static func decoded<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws -> Value {
        let bytes = body.isEmpty ? Array("{}".utf8) : body
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, _) {
            throw Problem.badRequest("The field “\(key.stringValue)” is missing.")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw Problem.badRequest("The field “\(path)” has a value of another type than expected.")
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw Problem.badRequest("The field “\(path)” has none of the values that it may have.")
        } catch {
            throw Problem.badRequest("The body is not JSON.")
        }
    }

    /// How many items a list gives: `limit`, from 1 to 200, 50 by default.
    func limit() throws -> Int {
        guard let text = queryFields["limit"], !text.isEmpty else { return 50 }
        guard let limit = Int(text), (1...200).contains(limit) else {
            throw Problem.badRequest("“limit” is a whole number from 1 to 200.")
        }
        return limit
    }

    /// A value of the query that says something; nil where it is absent or empty.
    func queryValue(_ name: String) -> String? {
        guard let value = queryFields[name], !value.isEmpty else { return nil }
        return value
    }
}

extension Problem {
    static let badCursor = Problem.badRequest("“cursor” is what an earlier page gave as “next”.")
}
