import CasewirePages
import HTTPTypes
import Hummingbird
import NIOCore

/// The description of the API (OpenAPI 3.1), kept by hand and carried in the program.
struct OpenAPIDocument {
    let response: Response

    init(_ assets: Assets) throws {
        guard let bytes = assets["openapi.json"] else { throw Problem.notFound }
        response = Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
