/// Somebody who can act on the site: a person, or an integration's technical user.
package struct CreatioUser: Sendable, Equatable {
    package let id: GUID
    package let name: String
    /// The contact under whose id the user's rows are created and modified.
    package let contact: GUID

    package init(id: GUID, name: String, contact: GUID) {
        self.id = id
        self.name = name
        self.contact = contact
    }

    /// The built-in administrator.
    package static let supervisor = CreatioUser(
        id: .derived(from: "user/Supervisor"), name: "Supervisor",
        contact: GUID(known: "410006e1-ca4e-4502-a9ec-e54d922d2c00"))

    /// The person on whose behalf the page for people acts.
    package static let rep = CreatioUser(
        id: .derived(from: "user/Service rep"), name: "Service rep",
        contact: .derived(from: "contact/Service rep"))

    /// The technical user that Creatio makes for a server-to-server OAuth application.
    package static let integration = CreatioUser(
        id: .derived(from: "user/SMS integration"), name: "SMS integration",
        contact: .derived(from: "contact/SMS integration"))
}
