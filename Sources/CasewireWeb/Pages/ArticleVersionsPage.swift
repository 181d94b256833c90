import Casewire
import CasewirePages

/// What an article said before, and who changed it when.
struct ArticleVersionsPage: Page {
    static let template = "pages/article-versions"

    struct VersionPart: Sendable {
        let number: Int
        let change: String
        let by: String
        let at: MomentLabel
        let state: String
        let title: String
        let kind: String
        let locale: String?
        let shortAnswer: String?
        let body: String
        let examples: [String]
        let hasExamples: Bool
        /// Where it can be brought back.
        let restoreAddress: String?
    }

    let frame: PageFrame
    let formToken: String
    let title: String
    let address: String
    let versions: [VersionPart]
    let isEmpty: Bool

    init(
        frame: PageFrame, formToken: String, record: ArticleRecord, versions: [ArticleVersion],
        mayChange: Bool
    ) {
        self.frame = frame
        self.formToken = formToken
        title = record.content.title
        address = "/knowledge/\(record.id)"
        isEmpty = versions.isEmpty
        self.versions = versions.map { version in
            let content = version.content
            return VersionPart(
                number: version.version, change: say(told: version.change), by: version.by,
                at: MomentLabel(version.at),
                state: say(told: version.state.words), title: content.title,
                kind: say(told: content.kind.words),
                locale: content.locale, shortAnswer: content.shortAnswer, body: content.body,
                examples: content.examples, hasExamples: !content.examples.isEmpty,
                restoreAddress: mayChange && content != record.content
                    ? "/knowledge/\(record.id)/restore" : nil)
        }
    }
}
