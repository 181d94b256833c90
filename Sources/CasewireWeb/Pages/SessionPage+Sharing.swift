import Casewire
import CasewirePages

extension SessionPage {
    /// Making a read-only link, and the one that was just made.
    struct SharePart: Sendable {
        struct Choice: Sendable {
            let days: Int
            let words: String
        }

        struct Link: Sendable {
            let url: String
            let ends: MomentLabel
        }

        let choices: [Choice]
        let link: Link?

        init(_ link: SessionLinks.Link?) {
            choices = SessionAddress.choices.map {
                Choice(days: $0, words: $0 == 1 ? say("1 day") : say("\($0) days"))
            }
            self.link = link.map { Link(url: $0.url, ends: MomentLabel($0.expiresAt)) }
        }
    }
}
