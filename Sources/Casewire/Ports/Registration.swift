/// How far the registration has come that US carriers ask of whoever sends them texts.
package struct Registration: Sendable, Hashable, Codable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case registered, pending, missing, rejected
    }

    /// What there is to be registered, which depends on the number.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// A brand and a campaign, for a number of ten digits.
        case campaign = "10dlc"
        case tollFree = "toll_free"
    }

    package let kind: Kind
    package let state: State
    /// The carrier's own reason, where it gives one.
    package let reason: String?

    package init(kind: Kind, state: State, reason: String? = nil) {
        self.kind = kind
        self.state = state
        self.reason = reason
    }

    /// Whether US carriers may drop what is sent now, which the call that sends it does not tell.
    package var isLacking: Bool { state != .registered }
}

extension PhoneNumber {
    /// Whether US carriers ask for the registration of texts from this number: one of the US, toll-free, or of a range
    /// that no plan knows. Canada and the other countries of `+1` do not.
    package var needsUSRegistration: Bool {
        guard e164.hasPrefix("+1"), e164.utf8.count == 12 else { return false }
        return isTollFree || region.map { $0 == "US" || $0 == "PR" } ?? true
    }
}
