/// One OData operation, whether it came as a request of its own or as a part of a batch.
package struct ODataRequest: Sendable {
    package let method: String
    /// Below the service root, without a leading slash, percent-decoded.
    package let path: String
    /// The options of the query; `%24filter` and `+` for a space are as good as `$filter` and `%20`.
    package let options: FormFields
    package let contentType: String?
    package let accept: String?
    package let prefer: String?
    package let body: [UInt8]

    /// `target` is the path below the service root with its query, as sent.
    package init(
        method: String, target: String, contentType: String? = nil, accept: String? = nil,
        prefer: String? = nil, body: [UInt8] = []
    ) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(FormFields.percentDecoded(parts[0]).drop { $0 == "/" })
        options = parts.count > 1 ? FormFields(decoding: parts[1]) : FormFields()
        self.contentType = contentType
        self.accept = accept
        self.prefer = prefer
        self.body = body
    }

    package func option(_ name: String) -> String? {
        options[name]
    }
}
