import CasewireStorage

/// A picture or other file that came with a text.
package struct Medium: Sendable, Hashable {
    package typealias ID = Identifier<Medium>

    package enum State: String, Sendable, Hashable, Codable, SQLValueConvertible {
        /// Still at the carrier; being fetched.
        case waiting
        /// Its bytes are in the database.
        case kept
        /// It will never be kept, such as one that is too large.
        case refused
        /// It could not be had; a person may have it tried again.
        case failed
    }

    package let id: ID
    package let message: Message.ID
    package let session: Session.ID
    /// Its place in the text, from 1.
    package let ordinal: Int
    /// By the carrier's header, which is not believed.
    package let declaredType: String
    package let state: State
    /// By its bytes, once it is kept.
    package let type: MediumType?
    /// In bytes, once it is kept.
    package let size: Int?
    /// In words, why it is not there.
    package let reason: String?
    /// Whether a rep attached it to a reply.
    package let isOurs: Bool
    /// Such as `4521-3-1.jpg`: the ticket, the message's position, and the place in it.
    package let name: String

    /// What the address of a file begins with that a rep attached in Creatio.
    static let ofReply = "creatio:ActivityFile/"
    /// More with one text are not fetched (Twilio: at most ten).
    package static let mostOfText = 10
    /// The largest that is kept, in bytes: a whole text has at most 5 MB (Twilio: "Accepted content types for media").
    package static let largestBytes = 5 * 1024 * 1024
}
