/// What a customer might write, and what a field should then hold.
package struct FieldExample: Sendable, Hashable, Codable {
    package let text: String
    /// Nil where the text says nothing about the field: it should stay empty.
    package let value: String?

    package init(text: String, value: String?) {
        self.text = text
        self.value = value
    }
}
