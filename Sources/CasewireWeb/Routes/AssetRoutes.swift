import Casewire
import CasewirePages
import HTTPTypes
import Hummingbird
import NIOCore

/// Stylesheet and scripts. An address that names the contents is kept by browsers for ever.
struct AssetRoutes {
    private struct File {
        let bytes: ByteBuffer
        let type: String
        let version: String
    }

    private let files: [String: File]

    init(assets: Assets) {
        var files: [String: File] = [:]
        for name in assets.names(below: "") {
            guard !name.contains("/"), let bytes = assets[name], let type = Self.type(of: name) else {
                continue
            }
            files[name] = File(
                bytes: ByteBuffer(bytes: bytes), type: type, version: AssetLinks.version(of: bytes))
        }
        self.files = files
    }

    func add(to router: some RouterMethods<WebContext>) {
        router.get("assets/{name}") { [files] request, context -> Response in
            guard let file = files[try context.parameter("name")] else { throw Problem.notFound }
            let tag = "\"\(file.version)\""
            let isVersioned = request.queryFields["v"] == file.version
            let headers: HTTPFields = [
                .contentType: file.type, .eTag: tag,
                .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
            ]
            if request.headers[.ifNoneMatch] == tag {
                return Response(status: .notModified, headers: headers)
            }
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
        }
    }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        default: nil
        }
    }
}

/// Addresses of assets that name their contents, so that a new version is fetched at once.
struct AssetLinks {
    private let links: [String: String]

    init(_ assets: Assets) {
        var links: [String: String] = [:]
        for name in assets.names(below: "") where !name.contains("/") {
            guard let bytes = assets[name] else { continue }
            links[name] = "/assets/\(name)?v=\(Self.version(of: bytes))"
        }
        self.links = links
    }

    subscript(name: String) -> String { links[name] ?? "/assets/\(name)" }

    static func version(of bytes: [UInt8]) -> String {
        String(SecretToken.digest(of: bytes).prefix(16))
    }
}
