package import CasewireStorage

/// Whether Creatio can be worked with at the moment.
package struct CreatioStatus: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable {
        case active, failing
    }

    package let state: State
    /// In words, why it fails and what to do.
    package let reason: String?
    package let since: Timestamp
}

extension Snapshot {
    /// Nil where no Creatio is set up, or it was not tried yet.
    package func creatioStatus() throws -> CreatioStatus? {
        try setting("creatio.status", as: CreatioStatus.self)
    }
}

extension Transaction {
    /// Keeps the status; its beginning stays while the state does.
    func noteCreatio(_ state: CreatioStatus.State, reason: String?, at now: Timestamp) throws {
        let old = try creatioStatus()
        guard old?.state != state || old?.reason != reason else { return }
        let since = old?.state == state ? old?.since ?? now : now
        try saveSetting("creatio.status", CreatioStatus(state: state, reason: reason, since: since), at: now)
    }
}
