/// A picture or other file as the carrier gave it.
package struct FetchedMedium: Sendable, Hashable {
    package let content: [UInt8]
    /// The answer's header, which is not believed.
    package let declaredType: String?

    package init(content: [UInt8], declaredType: String?) {
        self.content = content
        self.declaredType = declaredType
    }
}

/// Why a picture or other file was not had, by what the caller can do about it.
package enum MediumFailure: Error, Sendable, Hashable {
    /// Worth another try later.
    case unavailable(reason: String, retryAfter: Duration?)
    /// An operator must act: credentials or settings are wrong.
    case denied(reason: String)
    /// It is not to be had, or must not be.
    case refused(reason: String)
    /// More bytes than asked for; nil where only that is known.
    case tooLarge(bytes: Int?)
}
