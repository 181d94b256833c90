import CasewireStorage

/// What people and scripts do with our numbers; pages and API call the same.
package struct NumberActions: Sendable {
    /// Why an action did nothing, in words with what to do.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String

        package init(_ description: String) {
            self.description = description
        }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// The numbers of a carrier's account that can receive texts.
    ///
    /// - Parameter provider: a number's `provider` section, as setup files name its values.
    package func available(from provider: [String: String]) async throws -> [PhoneNumber] {
        // The account is what is asked; any number stands for the one that is to be picked from the answer.
        let entry = try declared("+15550000000", provider: provider)
        let account = Number(
            id: services.random.identifier(), phone: entry.phone, provider: entry.provider,
            account: entry.account, secret: entry.secret, further: entry.further, apiURL: entry.apiURL,
            autopilot: false)
        let carrier = try await services.connections.carrier(for: account)
        do throws(ListFailure) {
            return try await carrier.numbers()
        } catch {
            throw Refusal(error.reason)
        }
    }

    /// Adds a number, or changes one that is there; what the setup file does. Returns what changed, a line each.
    @discardableResult
    package func connect(
        _ number: String, through provider: [String: String], autopilot: Bool? = nil, assist: Bool? = nil,
        optOutReplies: String? = nil, segmentsPerSecond: Double? = nil
    ) async throws -> [String] {
        var setup = Setup()
        setup.numbers = [
            try declared(
                number, provider: provider, autopilot: autopilot, assist: assist,
                optOutReplies: optOutReplies,
                segmentsPerSecond: segmentsPerSecond)
        ]
        return try await ApplySetup(
            database: services.database, vault: services.vault, random: services.random, clock: services.clock
        ).apply(setup)
    }

    /// Sets who answers texts to a number; nil leaves it as it is.
    package func setAnswering(_ phone: PhoneNumber, autopilot: Bool?, assist: Bool?) async throws {
        try await services.database.write { transaction in
            let found = try transaction.execute(
                """
                UPDATE number SET autopilot = COALESCE(\(autopilot), autopilot), assist = COALESCE(\(assist), assist)
                WHERE phone = \(phone.e164)
                """)
            guard found == 1 else { throw Refusal("There is no such number of ours.") }
            transaction.announce(.settings)
        }
    }

    /// Looks at the way to a number now; what comes of it is in its `NumberStatus`.
    package func check(_ phone: PhoneNumber) async throws {
        let vault = services.vault
        guard let number = try await services.database.read({ try $0.number(phone, vault: vault) }) else {
            throw Refusal("There is no such number of ours.")
        }
        _ = try await CheckNumber.look(at: number, with: services)
    }

    private func declared(
        _ number: String, provider: [String: String], autopilot: Bool? = nil, assist: Bool? = nil,
        optOutReplies: String? = nil, segmentsPerSecond: Double? = nil
    ) throws -> Setup.NumberEntry {
        let declaration = NumberDeclaration(
            number: number, provider: provider, autopilot: autopilot, assist: assist,
            optOutReplies: optOutReplies,
            segmentsPerSecond: segmentsPerSecond, carriers: services.connections.carriers)
        guard let entry = declaration.entry else {
            throw Refusal(declaration.problems.joined(separator: " "))
        }
        return entry
    }
}
