import CasewireStorage

/// Who changes something, as the audit log names them.
package struct Caller: Sendable, Hashable {
    package let name: String
    package let role: Operator.Role?

    package init(name: String, role: Operator.Role?) {
        self.name = name
        self.role = role
    }
}

/// Changes the settings of the organization and the agent while the program runs, as a setup file does at its start; API and
/// dashboard call the same.
package struct ChangeSettings: Sendable {
    /// What is wrong with what was entered, in words; nothing was changed.
    package struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        package let problems: [SettingProblem]
        package var description: String { problems.map(\.sentence).joined(separator: " ") }
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Takes an object with some of the organization's keys; throws `Refusal`. What is not named stays as it is.
    @discardableResult
    package func organization(_ value: JSONValue, by caller: Caller) async throws -> ApplySetup.Outcome {
        let declaration = OrganizationDeclaration(value)
        guard declaration.problems.isEmpty else { throw Refusal(problems: declaration.problems) }
        var setup = Setup()
        setup.organization = declaration.entry
        return try await apply(setup, by: caller)
    }

    /// Takes an object with some of the agent's keys; throws `Refusal`. What is not named stays as it is.
    ///
    /// A hosted model is named as a whole, but for its key: one that is kept stays where none is entered for the same host.
    @discardableResult
    package func agent(_ value: JSONValue, by caller: Caller) async throws -> ApplySetup.Outcome {
        let vault = services.vault
        let old = try await services.database.read { try $0.agentSettings().endpoint?.opened(by: vault) }
        let declaration = AgentDeclaration(value).keepingKey(of: old)
        guard declaration.problems.isEmpty else { throw Refusal(problems: declaration.problems) }
        var setup = Setup()
        setup.agent = declaration.entry
        return try await apply(setup, by: caller)
    }

    /// Takes `{"hours": …}`, or `{"hours": null}` for people who are there at all hours; throws `Refusal`. Days of the same
    /// hours are kept as one entry.
    @discardableResult
    package func hours(_ value: JSONValue, by caller: Caller) async throws -> ApplySetup.Outcome {
        let declaration = AgentDeclaration(value)
        guard declaration.problems.isEmpty else { throw Refusal(problems: declaration.problems) }
        var setup = Setup()
        var agent = Setup.Agent()
        agent.hours = declaration.entry.hours.map { $0?.gathered }
        setup.agent = agent
        return try await apply(setup, by: caller)
    }

    private func apply(_ setup: Setup, by caller: Caller) async throws -> ApplySetup.Outcome {
        try await ApplySetup(
            database: services.database, vault: services.vault, random: services.random, clock: services.clock
        ).run(setup, by: caller)
    }
}
