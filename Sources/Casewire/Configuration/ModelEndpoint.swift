/// Where a hosted model is asked, with its key in clear: held in memory only.
package struct ModelEndpoint: Sendable, Hashable {
    /// What comes before `/chat/completions` or `/v1/messages`; a query stays at the end.
    package let url: String
    /// The model's name there.
    package let name: String
    /// Nil where the endpoint asks for none, such as one on the same machine.
    package let key: Secret?
    /// One try takes at most so long.
    package let timeoutSeconds: Double
    /// How much of a conversation and of the knowledge is shown, at most.
    package let contextTokens: Int
    /// What a million tokens cost, in whatever currency the operator thinks in; nil where that is not known.
    package let inputPrice: Double?
    package let outputPrice: Double?

    package init(
        url: String, name: String, key: Secret?, timeoutSeconds: Double? = nil, contextTokens: Int? = nil,
        inputPrice: Double? = nil, outputPrice: Double? = nil
    ) {
        self.url = url
        self.name = name
        self.key = key
        self.timeoutSeconds = timeoutSeconds ?? Self.usualTimeoutSeconds
        self.contextTokens = contextTokens ?? Self.usualContextTokens
        self.inputPrice = inputPrice
        self.outputPrice = outputPrice
    }

    package static let usualTimeoutSeconds = 20.0
    package static let usualContextTokens = 6000

    /// What tokens cost, in millionths of the currency: a price for a million tokens is one for each in millionths.
    package func costMicros(of usage: ModelUsage) -> Int {
        let cost =
            Double(usage.inputTokens) * (inputPrice ?? 0) + Double(usage.outputTokens) * (outputPrice ?? 0)
        return Int(cost.rounded())
    }
}

/// An endpoint as the database keeps it: its key sealed.
package struct SealedModelEndpoint: Sendable, Hashable, Codable {
    private let url: String
    private let name: String
    private let sealedKey: String?
    private let timeoutSeconds: Double
    private let contextTokens: Int
    private let inputPrice: Double?
    private let outputPrice: Double?

    package init(_ endpoint: ModelEndpoint, sealedBy vault: Vault) throws {
        url = endpoint.url
        name = endpoint.name
        sealedKey = try endpoint.key.map(vault.seal)
        timeoutSeconds = endpoint.timeoutSeconds
        contextTokens = endpoint.contextTokens
        inputPrice = endpoint.inputPrice
        outputPrice = endpoint.outputPrice
    }

    package func opened(by vault: Vault) throws -> ModelEndpoint {
        ModelEndpoint(
            url: url, name: name, key: try sealedKey.map(vault.open), timeoutSeconds: timeoutSeconds,
            contextTokens: contextTokens, inputPrice: inputPrice, outputPrice: outputPrice)
    }
}
