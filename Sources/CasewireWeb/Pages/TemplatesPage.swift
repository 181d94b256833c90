import Casewire
import CasewirePages

/// All templates, for those who use them and those who write them.
struct TemplatesPage: Page {
    static let template = "pages/templates"

    struct TemplatePart: Sendable {
        let id: String
        let name: String
        let shortcut: String?
        let text: String
        /// Said where it takes more than one segment.
        let long: String?
        let changedBy: String
        let changedAt: MomentLabel
        let mayChange: Bool
    }

    let frame: PageFrame
    let templates: [TemplatePart]
    let isEmpty: Bool
    let mayChange: Bool
    let isRemoved: Bool

    init(
        _ templates: [ReplyTemplate], organization: OrganizationSettings, mayChange: Bool, isRemoved: Bool,
        frame: PageFrame
    ) {
        self.frame = frame
        self.mayChange = mayChange
        self.isRemoved = isRemoved
        self.templates = templates.map { template in
            let count = TemplateExample(template, organization: organization).segments
            return TemplatePart(
                id: template.id.rawValue, name: template.content.name, shortcut: template.content.shortcut,
                text: template.content.text,
                long: count > 1 ? say("Takes \(SegmentWords.words(count)).") : nil,
                changedBy: template.changedBy,
                changedAt: MomentLabel(template.changedAt), mayChange: mayChange)
        }
        isEmpty = templates.isEmpty
    }
}

/// A template as some customer would get it.
struct TemplateExample {
    let text: String
    let segments: Int

    init(_ template: ReplyTemplate, organization: OrganizationSettings) {
        text = OutboundBody.prepare(
            template.text(
                filledWith: .init(customer: say("Customer"), ticket: 4521, organization: organization.name)))
        segments = Segments(of: text).count
    }
}

/// One template: a form, and how it looks to a customer.
struct TemplatePage: Page {
    static let template = "pages/template"

    let frame: PageFrame
    let formToken: String
    let heading: String
    let address: String
    let name: String
    let shortcut: String
    let text: String
    let isKept: Bool
    let example: String
    let segments: String
    let isSaved: Bool
    let problem: String?

    /// - Parameters:
    ///   - content: what stands in the fields.
    ///   - kept: the template as it is; nil for a new one.
    init(
        _ content: ReplyTemplate.Content, of kept: ReplyTemplate?, organization: OrganizationSettings,
        problem: String?, isSaved: Bool, frame: PageFrame, formToken: String
    ) {
        self.frame = frame
        self.formToken = formToken
        self.isSaved = isSaved
        self.problem = say(told: problem)
        heading = kept?.content.name ?? say("New template")
        address = "/settings/templates/" + (kept?.id.rawValue ?? "new")
        name = content.name
        shortcut = content.shortcut ?? ""
        text = content.text
        isKept = kept != nil
        let shown = kept.map { TemplateExample($0, organization: organization) }
        example = shown?.text ?? ""
        segments = SegmentWords.words(shown?.segments ?? 1)
    }
}
