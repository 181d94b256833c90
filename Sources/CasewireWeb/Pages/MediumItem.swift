import Casewire
import CasewirePages

/// A picture or other file of a text in the thread.
struct MediumItem: Sendable {
    /// Where it is shown or saved; nil where it is not kept.
    let picture: Link?
    let file: Link?
    /// Why there is none, in words; nil where there is one.
    let absence: String?

    struct Link: Sendable {
        let address: String
        let name: String
        /// `Picture 1 of the text`: what a screen reader says.
        let label: String
        /// `PDF, 120 KB`.
        let words: String
    }

    /// - Parameter place: where its bytes are had; the session's own page where none is given.
    init(_ medium: Medium, at place: String? = nil) {
        guard medium.state == .kept, let type = medium.type else {
            picture = nil
            file = nil
            absence = Self.absence(of: medium)
            return
        }
        let kind = say(told: type.words)
        let words = "\(kind), \(ByteWords.words(medium.size ?? 0))"
        let link = Link(
            address: place ?? "/sessions/\(medium.session)/media/\(medium.id)", name: medium.name,
            label:
                say("\(kind.prefix(1).uppercased() + kind.dropFirst()) \(medium.ordinal) of the text"),
            words: words)
        picture = type.isShownInline ? link : nil
        file = type.isShownInline ? nil : link
        absence = nil
    }

    private static func absence(of medium: Medium) -> String {
        let reason = say(told: medium.reason ?? "")
        return switch medium.state {
        case .waiting, .kept:
            reason.isEmpty
                ? say("A file is being fetched.") : say("A file is being fetched; the last try: \(reason).")
        case .refused where medium.isOurs: say("A file was not sent: \(reason).")
        case .refused: say("A file was not kept: \(reason).")
        case .failed:
            say("A file could not be fetched: \(reason). It can be tried again under Settings, Health.")
        }
    }
}
