import Casewire

/// A template as the API shows it.
struct TemplateView: Encodable {
    let id: String
    let name: String
    let text: String
    @OrNull var shortcut: String?
    let createdBy: String
    let createdAt: String
    let changedBy: String
    let changedAt: String

    init(_ template: ReplyTemplate) {
        id = template.id.rawValue
        name = template.content.name
        text = template.content.text
        shortcut = template.content.shortcut
        createdBy = template.createdBy
        createdAt = template.createdAt.iso8601
        changedBy = template.changedBy
        changedAt = template.changedAt.iso8601
    }
}

/// What a text would be once it is sent, and what it takes.
struct FilledTextView: Encodable {
    let text: String
    let segments: Int
    let encoding: String

    init(_ text: String) {
        self.text = text
        let counted = Segments(of: OutboundBody.prepare(text))
        segments = counted.count
        encoding = counted.encoding.rawValue
    }
}
