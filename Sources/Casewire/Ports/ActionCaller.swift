/// Makes the calls of actions: to the host of the request at one address, without following where it leads.
package protocol ActionCaller: Sendable {
    func call(_ request: ActionRequest) async throws(ActionFailure) -> ActionAnswer
}

/// A call that is ready to be made.
package struct ActionRequest: Sendable, Hashable {
    package struct Header: Sendable, Hashable {
        package let name: String
        package let value: String
        /// Shown as `•••`.
        package let isSecret: Bool

        package init(name: String, value: String, isSecret: Bool) {
            self.name = name
            self.value = value
            self.isSecret = isSecret
        }
    }

    package let method: String
    package let url: String
    package let host: String
    package let headers: [Header]
    package let body: [UInt8]?
    /// Whether the host may be on this machine or in the network around it.
    package let allowsPrivateHost: Bool
    /// For the whole of the answer.
    package let timeout: Duration
    /// Whether an answer that is neither JSON nor text is an answer, too: nobody reads it.
    package let takesAnyType: Bool

    package init(
        method: String, url: String, host: String, headers: [Header], body: [UInt8]?, allowsPrivateHost: Bool,
        timeout: Duration, takesAnyType: Bool = false
    ) {
        self.method = method
        self.url = url
        self.host = host
        self.headers = headers
        self.body = body
        self.allowsPrivateHost = allowsPrivateHost
        self.timeout = timeout
        self.takesAnyType = takesAnyType
    }

    /// Bytes of an answer that are read; more is refused.
    package static let largestAnswerBytes = 16 * 1024

    /// As it is sent, with the secret masked.
    package var shown: String {
        let lines = ["\(method) \(url)"] + headers.map { "\($0.name): \($0.isSecret ? "•••" : $0.value)" }
        let head = lines.joined(separator: "\n")
        return body.map { head + "\n\n" + String(decoding: $0, as: UTF8.self) } ?? head
    }
}

/// What a host answered, whatever its status.
package struct ActionAnswer: Sendable, Hashable {
    package let status: Int
    package let contentType: String?
    package let content: [UInt8]

    package init(status: Int, contentType: String?, content: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.content = content
    }
}

/// Why a call gave no answer, in words for people.
package enum ActionFailure: Error, Sendable, Hashable {
    /// Nothing reached the host.
    case notSent(reason: String)
    /// It may have been carried out or not.
    case unknown(reason: String)
    /// It was answered, but not in a way that is taken.
    case refused(reason: String)

    /// Whether certainly nothing was carried out.
    package var isHarmless: Bool {
        if case .notSent = self { true } else { false }
    }

    package var words: String {
        switch self {
        case .notSent(let reason), .unknown(let reason), .refused(let reason): reason
        }
    }
}
