package import CasewireStorage

/// What a Creatio site offers, read live and kept: object columns, lookup values, and the ids that Casewire writes with.
package struct CaseCatalog: Sendable, Hashable, Codable {
    /// A row of a lookup.
    package struct Value: Sendable, Hashable, Codable {
        package let id: String
        package let name: String
        /// Flags such as `IsFinal`, where the lookup has them.
        package let flags: Set<String>

        package init(id: String, name: String, flags: Set<String> = []) {
            self.id = id
            self.name = name
            self.flags = flags
        }
    }

    package let description: CaseSystemDescription
    /// Values by the lookup's object name, such as `CaseStatus`.
    package var lookups: [String: [Value]]
    package var transcriptCategory: String
    package var replyCategory: String
    package var taskType: String
    package var origin: String?
    package var notStarted: String
    package var finished: String
    package var canceled: String
    /// The contact that owns new cases at handoff.
    package var owner: String?
    package var group: String?
    package var resolvedStatus: String?
    package var reopenedStatus: String?
    /// The status that shows each phase; a phase that is not here leaves the status as it is.
    package var statuses: [CasePhase: String]
    package let readAt: Timestamp

    /// It is read anew after so long.
    static let longestAge = Duration.seconds(24 * 3600)

    /// The values that a lookup column of `Case` can hold.
    package func values(ofColumn column: String) -> [Value] {
        let lookup = description.columns["Case"]?.first { $0.name == column }?.lookup
        return lookup.flatMap { lookups[$0] } ?? []
    }

    package func status(_ id: String?) -> Value? {
        lookups["CaseStatus"]?.first { $0.id == id }
    }

    /// Whether a case in this status is over: solved or closed.
    package func isOver(_ status: String?) -> Bool {
        guard let flags = self.status(status)?.flags else { return false }
        return flags.contains("IsFinal") || flags.contains("IsResolved")
    }

    package func isFinal(_ status: String?) -> Bool {
        self.status(status)?.flags.contains("IsFinal") ?? false
    }
}

extension CaseCatalog {
    /// Whether Casewire moves a case on from this status. One that a person chose outside those of the phases stays.
    func movesOn(from status: String?) -> Bool {
        guard let status else { return true }
        return statuses.values.contains(status)
    }

    /// Whether a person who chooses this status gives the session back to the agent: one that shows nothing else.
    func isHandBack(_ status: String) -> Bool {
        statuses[.withAgent] == status && statuses.allSatisfy { $0.key == .withAgent || $0.value != status }
    }
}

extension Snapshot {
    /// The catalog as it was read last.
    package func caseCatalog() throws -> CaseCatalog? {
        try setting("creatio.catalog", as: CaseCatalog.self)
    }
}
