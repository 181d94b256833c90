package import CasewireStorage

/// Which settings the setup file that was applied last names: what is changed elsewhere comes back with it.
package struct DeclaredSettings: Sendable, Hashable, Codable {
    package enum Occasion: String, Sendable, Hashable, Codable {
        /// `CASEWIRE_SETUP`: at each start.
        case start
        /// `casewire apply`: when somebody applies it again.
        case command
    }

    /// As a setup file names them, such as `agent.handoff.level`.
    package let names: Set<String>
    package let occasion: Occasion

    static let setting = "setup.declared"

    /// What to know about a setting, or any below it, before it is changed here; nil where no file names it.
    package func warning(about setting: String) -> String? {
        guard names.contains(where: { $0 == setting || $0.hasPrefix(setting + ".") }) else { return nil }
        return switch occasion {
        case .start: "The setup file names this: at the next start its value comes back."
        case .command: "A setup file names this: its value comes back when the file is applied again."
        }
    }
}

extension Setup {
    /// The settings of the organization, the agent and the fields that it names.
    var settings: Set<String> {
        var names: Set<String> = []
        func add(_ name: String, _ value: Any?) { if value != nil { names.insert(name) } }
        add("organization.name", organization?.name)
        add("organization.timezone", organization?.timezone)
        add("organization.language", organization?.language)
        add("organization.contact", organization?.contact)
        add("organization.policy_version", organization?.policyVersion)
        add("organization.segment_prices", organization?.prices)
        add("agent.model", agent?.model)
        add("agent.profile", agent?.profile)
        add("agent.handoff.level", agent?.level)
        add("agent.handoff.triggers", agent?.triggers)
        add("agent.handoff.topics", agent?.topics)
        add("agent.handoff.notice", agent?.notice)
        add("agent.handoff.notice_closed", agent?.noticeClosed)
        add("agent.handoff.escalate_after_minutes", agent?.escalateAfterMinutes)
        add("agent.hours", agent?.hours ?? nil)
        add("agent.burst_seconds", agent?.burstSeconds)
        add("agent.resolve_after_minutes", agent?.resolveAfterMinutes)
        add("agent.threshold", agent?.threshold ?? nil)
        add("agent.memory", agent?.memory)
        if agent?.satisfaction != nil { names.insert("agent.csat") }
        add("creatio.fields", creatio?.fields)
        return names
    }
}

extension Snapshot {
    /// Nil where no setup file was applied.
    package func declaredSettings() throws -> DeclaredSettings? {
        try setting(DeclaredSettings.setting, as: DeclaredSettings.self)
    }
}

extension Transaction {
    func declare(_ names: Set<String>, at occasion: DeclaredSettings.Occasion, now: Timestamp) throws {
        try saveSetting(
            DeclaredSettings.setting, DeclaredSettings(names: names, occasion: occasion), at: now)
    }

    /// A start without a setup file: what an earlier one named comes back only where somebody applies it.
    package func noteStartWithoutSetup(at now: Timestamp) throws {
        guard let kept = try declaredSettings(), kept.occasion == .start else { return }
        try declare(kept.names, at: .command, now: now)
    }
}
