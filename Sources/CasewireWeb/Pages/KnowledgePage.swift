import Casewire
import CasewirePages

/// What the agent answers from and goes by, as a list.
struct KnowledgePage: Page {
    static let template = "pages/knowledge"

    struct Row: Sendable {
        let address: String
        let title: String
        let kind: String
        let state: String
        let stateName: String
        let locale: String?
        let examples: String?
        let preview: String
        let changed: MomentLabel
    }

    struct Filter: Sendable {
        let label: String
        let address: String
        let count: Int
        let isCurrent: Bool
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let frame: PageFrame
    let mayChange: Bool
    let filters: [Filter]
    let kinds: [Choice]
    let locales: [Choice]
    let hasLocales: Bool
    let state: String?
    let search: String
    let rows: [Row]
    let isEmpty: Bool
    /// There is nothing at all that the agent could answer from.
    let isUnused: Bool
    let unanswered: Int
    let hasUnanswered: Bool
    let nextAddress: String?
    let isDeleted: Bool

    init(
        frame: PageFrame, query: ArticleQuery, records: [ArticleRecord], counts: ArticleCounts,
        unanswered: Int,
        mayChange: Bool, isDeleted: Bool
    ) {
        self.frame = frame
        self.mayChange = mayChange
        self.unanswered = unanswered
        self.isDeleted = isDeleted
        hasUnanswered = unanswered > 0
        func address(_ state: ArticleQuery.State?, after: String? = nil) -> String {
            let fields: [(String, String?)] = [
                ("state", state?.rawValue), ("kind", query.kind?.rawValue), ("locale", query.locale),
                ("q", query.search), ("cursor", after),
            ]
            let parts = fields.compactMap { name, value in
                value.flatMap { $0.isEmpty ? nil : "\(name)=\(SignInRoutes.encoded($0))" }
            }
            return "/knowledge" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
        }
        let states: [(ArticleQuery.State?, String, Int)] = [
            (nil, say("All"), counts.drafts + counts.published),
            (.published, say("Published"), counts.published),
            (.draft, say("Drafts"), counts.drafts), (.archived, say("Archived"), counts.archived),
        ]
        filters = states.map { state, label, count in
            Filter(label: label, address: address(state), count: count, isCurrent: state == query.state)
        }
        kinds =
            [Choice(value: "", label: say("All kinds"), isChosen: query.kind == nil)]
            + Article.Kind.allCases.map {
                Choice(
                    value: $0.rawValue, label: "\(say(told: $0.words)) (\(counts.byKind[$0] ?? 0))",
                    isChosen: query.kind == $0)
            }
        locales =
            [Choice(value: "", label: say("All languages"), isChosen: query.locale == nil)]
            + counts.locales.map { Choice(value: $0, label: $0, isChosen: query.locale == $0) }
        hasLocales = !counts.locales.isEmpty
        state = query.state?.rawValue
        search = query.search ?? ""
        let page = records.prefix(query.limit)
        rows = page.map(Self.row)
        isEmpty = records.isEmpty
        isUnused = counts.published == 0
        nextAddress =
            records.count > query.limit
            ? page.last.map { address(query.state, after: $0.content.title) } : nil
    }

    private static func row(_ record: ArticleRecord) -> Row {
        let content = record.content
        let count = content.examples.count
        let words = content.shortAnswer ?? content.body
        let state = record.archivedAt == nil ? record.state.words : "Archived"
        return Row(
            address: "/knowledge/\(record.id)", title: content.title, kind: say(told: content.kind.words),
            state: say(told: state),
            stateName: state.lowercased(), locale: content.locale,
            examples: count == 0 ? nil : say(count, one: "1 example", other: "\(count) examples"),
            preview: String(words.prefix(200)), changed: MomentLabel(record.updatedAt))
    }
}
