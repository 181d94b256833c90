import Casewire
import Foundation
import HTTPTypes
import Hummingbird

/// A form that may carry files: `multipart/form-data` (RFC 7578), or fields alone in the usual encoding.
struct MultipartForm: Sendable {
    struct File: Sendable {
        let field: String
        /// As the browser gave it, without a path.
        let name: String
        let bytes: [UInt8]
    }

    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// Parts of a form, at most.
    private static let mostParts = 200

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Nil where the body is not what its type says.
    init?(_ bytes: [UInt8], type: String?) {
        let type = type ?? ""
        guard type.lowercased().hasPrefix("multipart/form-data") else {
            fields = FormBody(decoding: bytes).fields.map { ($0.name, $0.value) }
            return
        }
        guard let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty else { return nil }
        let mark = Array("--\(boundary)".utf8)
        let nextMark = [0x0D, 0x0A] + mark
        guard bytes.starts(with: mark) else { return nil }
        var rest = bytes[mark.count...]
        for _ in 0..<Self.mostParts {
            if rest.starts(with: Array("--".utf8)) { return }
            guard rest.starts(with: [0x0D, 0x0A]),
                let headEnd = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: rest),
                let end = Self.find(nextMark, in: rest[(headEnd + 2)...])
            else { return nil }
            let content = headEnd + 4 <= end ? Array(rest[(headEnd + 4)..<end]) : []
            add(String(decoding: rest[rest.startIndex..<headEnd], as: UTF8.self), content)
            rest = rest[(end + nextMark.count)...]
        }
        return nil
    }

    private mutating func add(_ head: String, _ content: [UInt8]) {
        let line = head.split(whereSeparator: \.isNewline).first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, let name = Self.parameter("name", of: String(line)) else { return }
        if let file = Self.parameter("filename", of: String(line)) {
            // An empty choice of files comes as one without a name.
            let last = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
            if !last.isEmpty {
                files.append(File(field: name, name: String(last.prefix(200)), bytes: content))
            }
        } else {
            fields.append((name, String(decoding: content, as: UTF8.self)))
        }
    }

    /// Browsers write a quotation mark within a name as `%22` (HTML, section 4.10.22.8).
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == name else {
                continue
            }
            return pair[1].trimmingCharacters(in: .whitespaces).trimmingCharacters(in: ["\""])
                .replacing("%22", with: "\"")
        }
        return nil
    }

    private static func find(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.startIndex
        while let start = bytes[place...].firstIndex(of: wanted[0]) {
            guard start + wanted.count <= bytes.endIndex else { return nil }
            if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return start }
            place = start + 1
        }
        return nil
    }
}

extension Endpoint where Context == BrowserContext {
    /// A form of the dashboard with files, held to what `form` holds others to.
    static func upload(
        _ path: String, may permission: Permission, limit: Int,
        use answer: @escaping @Sendable (MultipartForm, BrowserContext) async throws -> Response
    ) -> Endpoint {
        Endpoint(method: .post, path: path, permission: permission) { request, context in
            let bytes = try await request.bytes(limit: limit)
            guard let form = MultipartForm(bytes, type: request.headers[.contentType]) else {
                throw Problem.badRequest("The form cannot be read.")
            }
            guard SecretToken.areEqual(form["form_token"] ?? "", context.signIn.formToken) else {
                throw Problem.staleForm
            }
            return try await answer(form, context)
        }
    }
}
