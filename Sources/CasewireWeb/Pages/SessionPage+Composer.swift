import Casewire
import CasewirePages

/// What was typed and is not sent yet, and why not where it was refused.
struct Draft: Sendable {
    var key: String
    var text = ""
    var problem: String?
    /// Whether the person was warned of this text, and may send it as it is.
    var isWarned = false
}

extension SessionPage {
    /// The form in which a reply is written.
    struct Composer: Sendable {
        /// Sent back with the form, so that the same form sent twice is one text.
        let key: String
        let text: String
        let segments: String
        /// What they cost by estimate; nil where no price is known.
        let cost: SegmentCost?
        let problem: String?
        let isWarned: Bool
        let suppressed: Bool
        /// What sending does beside, where it does.
        let hint: String?
        /// Why the text may be dropped on its way, where that is known before.
        let warning: String?
        /// Where it is night for the customer.
        let quiet: Quiet?
        let agentDraft: AgentDraftPart?
        let hasTemplates: Bool
        let templates: [Choice]

        struct Quiet: Sendable {
            /// What becomes of a text that is sent now; the moment follows.
            let words: String
            let end: MomentLabel
        }

        /// A template that can be inserted.
        struct Choice: Sendable {
            let id: String
            /// Its name; and how many segments it takes, where it is more than one.
            let label: String
            /// Empty where it has none.
            let shortcut: String
        }
    }
}

/// What a text costs by estimate.
struct SegmentCost: Sendable {
    let words: String
    /// Of one segment, in millionths.
    let price: Int
    let currency: String

    /// Nil where no price to the number is known.
    init?(of segments: Int, to phone: PhoneNumber, prices: SegmentPrices) {
        guard let price = prices.price(to: phone) else { return nil }
        self.price = price
        words = say(told: prices.words(segments, at: price))
        currency = prices.currency
    }
}

extension SessionPage.Composer {
    init(_ content: SessionContent, draft: Draft) {
        key = draft.key
        text = draft.text
        let count = Segments(of: OutboundBody.prepare(draft.text)).count
        segments = SegmentWords.words(count)
        let phone = content.entry.contactPhone
        cost = SegmentCost(of: count, to: phone, prices: content.organization.segmentPrices)
        let isDropped = phone.e164.hasPrefix("+1") && content.registration.map(\.isLacking) ?? false
        let registration = say(told: content.registration?.state.rawValue ?? "")
        warning =
            isDropped
            ? say("US carriers may drop this text: the number’s registration is \(registration).")
            : nil
        agentDraft =
            content.isSuppressed ? nil : AgentDraftPart(content.draft, awaitsPerson: content.awaitsPerson)
        problem = say(told: draft.problem)
        isWarned = draft.isWarned
        suppressed = content.isSuppressed
        hint =
            switch content.entry.session.state {
            case .agent: say("Sending takes the session over from the agent.")
            case .resolved: say("Sending reopens the session.")
            case .handedOff: nil
            }
        // What is sent behind a text that waits keeps its place.
        let isBehind = content.messages.contains { $0.state == .queued && $0.heldUntil != nil }
        quiet = content.quietEnd.map { end in
            Quiet(
                words: isBehind || content.organization.quietHours?.holdsReps ?? false
                    ? say("It is quiet hours where the customer is. What you send waits until")
                    : say(
                        "It is quiet hours where the customer is, and what you send leaves at once. They end at"
                    ),
                end: MomentLabel(end))
        }
        let values = ReplyTemplate.Values(
            customer: content.entry.contactName, ticket: content.entry.session.ticket,
            organization: content.organization.name)
        templates = content.templates.map { Choice($0, filledWith: values) }
        hasTemplates = !templates.isEmpty
    }
}

extension SessionPage.Composer.Choice {
    init(_ template: ReplyTemplate, filledWith values: ReplyTemplate.Values) {
        id = template.id.rawValue
        let count = Segments(of: OutboundBody.prepare(template.text(filledWith: values))).count
        label = template.content.name + (count > 1 ? " (\(SegmentWords.words(count)))" : "")
        shortcut = template.content.shortcut ?? ""
    }
}
