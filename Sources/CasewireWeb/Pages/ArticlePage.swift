import Casewire
import CasewirePages

/// One article: to write, to look at as a text, and to publish.
struct ArticlePage: Page {
    static let template = "pages/article"

    struct PreviewPart: Sendable {
        let text: String
        let segments: String
        let notes: [String]

        init(_ preview: ArticlePreview) {
            text = preview.text
            let count = preview.segments.count
            segments =
                SegmentWords.words(count) + ", \(preview.segments.encoding.rawValue)"
            notes = preview.notes.map { say(told: $0) }
        }
    }

    struct StepPart: Sendable {
        let address: String
        let label: String
        let isMain: Bool
    }

    let frame: PageFrame
    let formToken: String
    let mayChange: Bool
    let isNew: Bool
    let heading: String
    let action: String
    let form: ArticleForm
    let kinds: [KnowledgePage.Choice]
    let state: String?
    let stateName: String?
    let changed: MomentLabel?
    let source: String?
    let steps: [StepPart]
    let versionsAddress: String?
    let deleteAddress: String?
    let preview: PreviewPart?
    let notice: String?
    let problem: String?

    /// - Parameter record: nil for one that is not kept yet.
    init(
        frame: PageFrame, formToken: String, mayChange: Bool, record: ArticleRecord?, form: ArticleForm,
        notice: String? = nil, problem: String? = nil
    ) {
        self.frame = frame
        self.formToken = formToken
        self.mayChange = mayChange
        self.form = form
        self.notice = notice
        self.problem = say(told: problem)
        isNew = record == nil
        heading = record?.content.title ?? say("New article")
        action = record.map { "/knowledge/\($0.id)" } ?? "/knowledge/new"
        kinds = Article.Kind.allCases.map {
            KnowledgePage.Choice(
                value: $0.rawValue, label: say(told: $0.words), isChosen: form.content.kind == $0)
        }
        let words = record.map { $0.archivedAt == nil ? $0.state.words : "Archived" }
        state = say(told: words)
        stateName = words?.lowercased()
        changed = record.map { MomentLabel($0.updatedAt) }
        source = record?.source
        steps = record.map(Self.steps) ?? []
        versionsAddress = record.map { "/knowledge/\($0.id)/versions" }
        deleteAddress = record?.archivedAt == nil ? nil : record.map { "/knowledge/\($0.id)/delete" }
        preview = ArticlePreview(form.content.tidied).map(PreviewPart.init)
    }

    private static func steps(of record: ArticleRecord) -> [StepPart] {
        func step(_ step: ArticleActions.Step, _ label: String, isMain: Bool = false) -> StepPart {
            StepPart(address: "/knowledge/\(record.id)/\(step.rawValue)", label: label, isMain: isMain)
        }
        guard record.archivedAt == nil else { return [step(.unarchive, say("Bring back as a draft"))] }
        let publishing =
            record.state == .draft
            ? step(.publish, say("Publish"), isMain: true) : step(.unpublish, say("Unpublish"))
        return [publishing, step(.archive, say("Archive"))]
    }
}

/// What stands in an article's form.
struct ArticleForm: Sendable {
    let content: ArticleContent
    /// The version that it was opened with.
    let version: Int?
    /// Unanswered questions that it is written for.
    let questions: [String]

    let title: String
    let body: String
    let shortAnswer: String
    /// The same where there is one.
    let short: String?
    let examples: String
    let locale: String

    init(_ content: ArticleContent, version: Int? = nil, questions: [String] = []) {
        self.content = content
        self.version = version
        self.questions = questions
        title = content.title
        body = content.body
        shortAnswer = content.shortAnswer ?? ""
        short = content.shortAnswer
        examples = content.examples.joined(separator: "\n")
        locale = content.locale ?? ""
    }

    init(_ form: FormBody) {
        self.init(
            ArticleContent(
                kind: form["kind"].flatMap(Article.Kind.init) ?? .article, title: form["title"] ?? "",
                body: form["body"] ?? "", shortAnswer: form["short_answer"],
                examples: (form["examples"] ?? "").split(whereSeparator: \.isNewline).map(String.init),
                locale: form["locale"]),
            version: form["version"].flatMap { Int($0) },
            questions: form.fields.filter { $0.name == "question" }.map(\.value))
    }
}
