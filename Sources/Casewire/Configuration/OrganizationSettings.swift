/// Who answers the texts.
package struct OrganizationSettings: Sendable, Hashable, Codable {
    package var name: String
    /// An IANA time zone, such as `America/New_York`.
    package var timezone: String
    /// BCP 47; spoken where the customer's language is not known.
    package var language: String

    package init(name: String = "Our team", timezone: String = "UTC", language: String = "en") {
        self.name = name
        self.timezone = timezone
        self.language = language
    }
}
