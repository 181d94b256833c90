import Casewire
import CasewirePages

/// The two business processes that make Creatio tell at once, and what has been heard of them.
struct CreatioGuide: Sendable {
    /// One thing that was or is yet to be heard.
    struct Sign: Sendable {
        let words: String
        let isGood: Bool
        let at: MomentLabel?
    }

    let address: String
    let activitySample: String
    let caseSample: String
    let category: String
    let signs: [Sign]
    /// What is wrong with the calls that came, and what to do.
    let troubles: [Sign]

    private static let unset = "00000000-0000-0000-0000-000000000000"

    init(settings: CreatioSettings, publicURL: String, heard: HintRecord?, refused: Timestamp?) {
        address = "\(publicURL)/webhooks/creatio/\(settings.webhookToken.value)"
        activitySample =
            #"{"event_type": "new_activity", "caseId": "\#(Self.unset)", "activityId": "\#(Self.unset)"}"#
        caseSample = #"{"event_type": "case_closed", "caseId": "\#(Self.unset)"}"#
        category = settings.replies.category
        func sign(_ words: String, _ moment: Timestamp?) -> Sign {
            Sign(
                words: moment == nil ? say("\(words): not heard yet") : say("\(words): heard"),
                isGood: moment != nil,
                at: moment.map { MomentLabel($0) })
        }
        signs = [
            sign(say("Process for replies (new_activity)"), heard?.events[.newActivity]),
            sign(say("Process for closures (case_closed)"), heard?.events[.caseClosed]),
        ]
        var troubles: [Sign] = []
        func trouble(_ words: String, _ moment: Timestamp) {
            troubles.append(Sign(words: words, isGood: false, at: MomentLabel(moment)))
        }
        if let refused {
            trouble(
                say(
                    "A call came with a wrong secret at the end of its address. Copy the address above again."
                ),
                refused)
        }
        if let empty = heard?.empty {
            trouble(
                say("A call named no record: map Case and Id to the parameters caseId and activityId."), empty
            )
        }
        if let heard, heard.known == nil {
            trouble(
                say(
                    "Calls come, but none about a case of Casewire's yet. Do they come from \(settings.url)?"),
                heard.last)
        }
        self.troubles = troubles
    }
}
