/// Something that a role may or may not do. Pages and API ask the same table.
package enum Permission: String, Sendable, Hashable, CaseIterable {
    /// Read sessions, messages, contacts, knowledge and figures.
    case read
    /// Reply, note, take over, hand off, hand back, resolve, reopen, assign.
    case answer
    /// See the links to carriers and Creatio, and the backlog.
    case seeHealth
    /// Retry what was set aside.
    case retryJobs
    /// See and change numbers, Creatio and the agent's settings.
    case configure
    /// Add and change operators and keys.
    case managePeople
}

extension Operator.Role {
    package func may(_ permission: Permission) -> Bool {
        switch (self, permission) {
        case (.owner, _), (.admin, _): true
        case (.rep, .read), (.rep, .answer), (.rep, .seeHealth): true
        case (.viewer, .read): true
        case (.rep, _), (.viewer, _): false
        }
    }
}
