import Casewire

/// An article as the API shows it.
struct ArticleView: Encodable {
    let id: String
    let kind: String
    let title: String
    let body: String
    @OrNull var shortAnswer: String?
    let examples: [String]
    @OrNull var locale: String?
    let state: String
    let version: Int
    @OrNull var source: String?
    @OrNull var archivedAt: String?
    let updatedAt: String

    init(_ record: ArticleRecord) {
        id = record.id.rawValue
        kind = record.content.kind.rawValue
        title = record.content.title
        body = record.content.body
        shortAnswer = record.content.shortAnswer
        examples = record.content.examples
        locale = record.content.locale
        state = record.state.rawValue
        version = record.version
        source = record.source
        archivedAt = record.archivedAt?.iso8601
        updatedAt = record.updatedAt.iso8601
    }
}

/// A version of an article that was kept.
struct ArticleVersionView: Encodable {
    let version: Int
    let kind: String
    let title: String
    let body: String
    @OrNull var shortAnswer: String?
    let examples: [String]
    @OrNull var locale: String?
    let state: String
    let change: String
    let by: String
    let at: String

    init(_ kept: ArticleVersion) {
        version = kept.version
        kind = kept.content.kind.rawValue
        title = kept.content.title
        body = kept.content.body
        shortAnswer = kept.content.shortAnswer
        examples = kept.content.examples
        locale = kept.content.locale
        state = kept.state.rawValue
        change = kept.change
        by = kept.by
        at = kept.at.iso8601
    }
}
