/// The customer behind a phone number; lives across sessions.
package struct Contact: Sendable, Hashable {
    package typealias ID = Identifier<Contact>

    package let id: ID
    package let phone: PhoneNumber
    package var name: String?
    package let createdAt: Timestamp

    package init(id: ID, phone: PhoneNumber, name: String?, createdAt: Timestamp) {
        self.id = id
        self.phone = phone
        self.name = name
        self.createdAt = createdAt
    }
}
