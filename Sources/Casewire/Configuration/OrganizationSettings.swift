/// Who answers the texts.
package struct OrganizationSettings: Sendable, Hashable, Codable {
    package var name: String
    /// An IANA time zone, such as `America/New_York`.
    package var timezone: String
    /// BCP 47; spoken where the customer's language is not known.
    package var language: String
    /// How else customers reach people, as HELP is answered: an email address, a page, a number.
    package var contact: String?
    /// Names the texting policy that consent is given under; kept with each entry of the ledger.
    package var policyVersion: String?
    /// Where none were set, what is usual.
    package var prices: SegmentPrices?

    package var limits: TextLimits?
    /// When nobody is texted first; nil for never.
    package var quietHours: QuietHours?

    package var segmentPrices: SegmentPrices { prices ?? SegmentPrices() }
    package var textLimits: TextLimits { limits ?? TextLimits() }

    package init(
        name: String = "Our team", timezone: String = "UTC", language: String = "en", contact: String? = nil,
        policyVersion: String? = nil, prices: SegmentPrices? = nil, limits: TextLimits? = nil,
        quietHours: QuietHours? = nil
    ) {
        self.name = name
        self.timezone = timezone
        self.language = language
        self.contact = contact
        self.policyVersion = policyVersion
        self.prices = prices
        self.limits = limits
        self.quietHours = quietHours
    }
}
