import CasewireStorage

/// Whether a carrier's signed calls get through to this server, by a call of our own.
package enum WebhookProof: Sendable, Hashable {
    /// One did: ours just now, or the customer's last where only the carrier can sign.
    case verified(Timestamp)
    /// Only the carrier can sign, and none came yet.
    case unheard(String)
    /// Some other server answered.
    case another(String)
    /// In words, with what to do.
    case failed(String)

    /// Calls our own webhook at the public address, and sees whether the call came back to the database.
    package static func look(at number: Number, with services: Services) async throws -> WebhookProof {
        try await look(
            at: number, through: try await services.connections.carrier(for: number), with: services)
    }

    static func look(
        at number: Number, through provider: any SMSProvider, with services: Services
    ) async throws -> WebhookProof {
        let mark: String = services.random.identifier()
        let address = services.publicURL + number.webhookPath
        switch await provider.call(WebhookProbe(number: number, address: address, mark: mark)) {
        case .impossible:
            let heard = try await services.database.read { try $0.heardAt(on: number.id) }
            return heard.map { .verified($0) }
                ?? .unheard("Only the carrier can sign its calls: text the number once, then check again.")
        case .answered:
            if try await services.database.read({ try $0.probesSeen(of: number.id) }).contains(mark) {
                return .verified(services.clock.now())
            }
            return .another(
                """
                Another server answered at \(services.publicURL). Point that address at this one, or set \
                CASEWIRE_PUBLIC_URL.
                """)
        case .failed(let reason): return .failed(reason)
        }
    }
}
