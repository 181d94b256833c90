/// The answer to one OData operation.
package struct ODataResponse: Sendable {
    package enum Body: Sendable {
        case none
        case json(String)
        case text(String)
        case bytes([UInt8])
    }

    package let status: Int
    /// Where a created row is.
    package var location: String?
    package var contentType: String?
    package let body: Body

    package init(status: Int, contentType: String? = nil, location: String? = nil, body: Body = .none) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.body = body
    }

    package static let jsonType = "application/json; odata.metadata=minimal"

    package static func json(_ json: String, status: Int = 200) -> ODataResponse {
        ODataResponse(status: status, contentType: jsonType, body: .json(json))
    }

    package static func text(_ text: String) -> ODataResponse {
        ODataResponse(status: 200, contentType: "text/plain", body: .text(text))
    }

    package static let noContent = ODataResponse(status: 204)

    package init(_ fault: CreatioFault) {
        status = fault.status
        contentType = fault.contentType
        guard !fault.body.isEmpty else {
            body = .none
            return
        }
        body =
            fault.contentType?.hasPrefix("application/json") == true ? .json(fault.body) : .text(fault.body)
    }

    package var isFailure: Bool { status >= 400 }

    /// The body as text, for answers that are no bytes.
    package var bodyText: String {
        switch body {
        case .none: ""
        case .json(let text), .text(let text): text
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
