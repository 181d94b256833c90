/// That something changed: the kind of thing and its identifier, so that whoever shows it reads it again.
package struct Change: Hashable, Sendable {
    package let topic: String
    package let id: String

    package init(topic: String, id: String) {
        self.topic = topic
        self.id = id
    }
}

/// What changed since a subscriber last looked.
package enum ChangeBatch: Hashable, Sendable {
    /// These things changed, each named once.
    case changes(Set<Change>)

    /// Anything may have changed: there was too much to list, or another program wrote. Read again what is shown.
    case reread
}
