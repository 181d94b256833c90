import Casewire
import CasewirePages

/// A form for an operator's first text to a customer.
struct StartPage: Page {
    static let template = "pages/start"

    struct NumberPart: Sendable {
        let e164: String
        let isChosen: Bool
    }

    /// What was found out about the customer's number and the text.
    struct PreviewPart: Sendable {
        let phone: String
        /// The customer's name or number, where they are known.
        let known: String?
        let contactAddress: String?
        let isNew: Bool
        let sessionAddress: String?
        let obstacle: String?
        let leavesAt: MomentLabel?
    }

    let frame: PageFrame
    let formToken: String
    let key: String
    let numbers: [NumberPart]
    let hasNoNumbers: Bool
    let phone: String
    let text: String
    let source: String
    let wording: String
    let segments: String
    let cost: SegmentCost?
    let preview: PreviewPart?
    let problem: String?
    let isWarned: Bool

    init(
        _ entry: StartForm, numbers: [PhoneNumber], preview: StartPreview?, prices: SegmentPrices,
        frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        key = entry.key
        let chosen = preview?.number.e164 ?? entry.number
        self.numbers = numbers.map { NumberPart(e164: $0.e164, isChosen: $0.e164 == chosen) }
        hasNoNumbers = numbers.isEmpty
        phone = entry.phone
        text = entry.text
        source = entry.source
        wording = entry.wording
        let count = Segments(of: OutboundBody.prepare(entry.text)).count
        segments = SegmentWords.words(count)
        cost = preview.flatMap { SegmentCost(of: count, to: $0.phone, prices: prices) }
        self.preview = preview.map { PreviewPart($0) }
        problem = say(told: entry.problem)
        isWarned = entry.isWarned
    }
}

extension StartPage.PreviewPart {
    init(_ preview: StartPreview) {
        phone = preview.phone.e164
        known = preview.contact.map { $0.name ?? $0.phone.national }
        contactAddress = preview.contact.map { "/contacts/\($0.id)" }
        isNew = preview.contact == nil
        sessionAddress = preview.session.map { "/sessions/\($0)" }
        obstacle = say(told: preview.obstacle)
        leavesAt = preview.leavesAt.map { MomentLabel($0) }
    }
}

/// What stands in the fields, and why it was not sent.
struct StartForm: Sendable {
    /// Sent back with the form, so that the same form sent twice is one text.
    var key: String
    var number: String?
    var phone = ""
    var text = ""
    var source = ""
    var wording = ""
    var problem: String?
    /// Whether the person was warned of this text, and may send it as it is.
    var isWarned = false

    init(key: String) {
        self.key = key
    }

    init(_ form: FormBody) {
        key = String((form["key"] ?? "").prefix(100))
        number = form["number"].flatMap { $0.isEmpty ? nil : $0 }
        phone = form["phone"] ?? ""
        text = form["text"] ?? ""
        source = form["source"] ?? ""
        wording = form["wording"] ?? ""
        isWarned = form["warned"] != nil
    }
}
