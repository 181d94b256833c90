import Casewire
import CasewireStorage
import Hummingbird

/// What the knowledge is worth: counts and threshold, *try it*, and what had no answer.
struct KnowledgeRoutes {
    struct KnowledgeView: Encodable {
        let published: Int
        let drafts: Int
        let archived: Int
        let unanswered: Int
        let threshold: Double
        /// Set by a person.
        @OrNull var chosenThreshold: Double?
        let tradeOff: [PointView]
    }

    struct PointView: Encodable {
        let threshold: Double
        let answered: Double
        let handedOff: Double
    }

    struct TrialView: Encodable {
        struct FoundView: Encodable {
            let article: String
            let title: String
            let score: Double
            let isSource: Bool
            let text: String
        }

        /// `answered`, `hand_off`, `silent` or `failed`.
        let outcome: String
        @OrNull var text: String?
        @OrNull var segments: Int?
        @OrNull var confidence: Double?
        /// Why a person is needed, or why the model gave no answer.
        @OrNull var reason: String?
        let threshold: Double
        let found: [FoundView]
    }

    struct GroupView: Encodable {
        struct QuestionView: Encodable {
            let id: String
            let session: String
            let text: String
            let reason: String
            @OrNull var nearestArticle: String?
            @OrNull var score: Double?
            let at: String
        }

        let count: Int
        let questions: [QuestionView]
    }

    let services: Services

    var routes: [Endpoint<KeyContext>] {
        [
            .get("knowledge", may: .read, use: show),
            .put("knowledge/threshold", may: .configure, use: setThreshold),
            .post("knowledge/try", may: .answer, use: ask),
            .get("knowledge/unanswered", may: .read, use: unanswered),
            .post("knowledge/unanswered/dismiss", may: .configure, use: dismiss),
            .get("knowledge/unanswered/{id}/proposal", may: .read, use: propose),
        ]
    }

    private func show(_ request: Request, _ context: KeyContext) async throws -> Response {
        let standing = try await TryKnowledge(services: services).standing()
        let read = try await services.database.read {
            (counts: try $0.articleCounts(), unanswered: try $0.unansweredCount())
        }
        return try JSONResponse.make(
            KnowledgeView(
                published: read.counts.published, drafts: read.counts.drafts, archived: read.counts.archived,
                unanswered: read.unanswered, threshold: standing.threshold, chosenThreshold: standing.chosen,
                tradeOff: standing.tradeOff.points.map {
                    PointView(threshold: $0.threshold, answered: $0.answered, handedOff: $0.handedOff)
                }))
    }

    /// `{"threshold": 0.6}`, or `null` for the calibrated one.
    private func setThreshold(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable {
            let threshold: Double?

            private enum CodingKeys: String, CodingKey { case threshold }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                // Left out is a slip, not a wish.
                guard container.contains(.threshold) else {
                    throw Problem.badRequest("The field “threshold” is missing.")
                }
                threshold = try container.decodeIfPresent(Double.self, forKey: .threshold)
            }
        }
        let body = try await request.json(Body.self)
        try await TryKnowledge(services: services).setThreshold(body.threshold)
        return try await show(request, context)
    }

    /// `{"question": "…"}`.
    private func ask(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let question: String }
        let question = try await request.json(Body.self).question
        guard !question.allSatisfy(\.isWhitespace) else { throw Problem.invalid("“question” is empty.") }
        let trial = try await TryKnowledge(services: services).ask(question)
        return try JSONResponse.make(TrialView(trial))
    }

    private func unanswered(_ request: Request, _ context: KeyContext) async throws -> Response {
        let groups = try await QuestionActions(services: services).groups()
        return try JSONResponse.make(ListView(items: groups.map { GroupView($0) }, next: nil))
    }

    /// `{"ids": ["…"]}`.
    private func dismiss(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct Body: Decodable { let ids: [String] }
        struct DismissedView: Encodable { let dismissed: Int }
        let ids = try await request.json(Body.self).ids
        let count = try await QuestionActions(services: services).dismiss(ids, by: context.callerName)
        return try JSONResponse.make(DismissedView(dismissed: count))
    }

    /// An article to begin with, as `POST /articles` takes it.
    private func propose(_ request: Request, _ context: KeyContext) async throws -> Response {
        struct ProposalView: Encodable {
            let title: String
            let body: String
            let examples: [String]
            let questions: [String]
        }
        let id = try context.parameter("id")
        guard let proposal = try await QuestionActions(services: services).proposal(for: id) else {
            throw Problem(.notFound, "No such question", "No unanswered question has this id.")
        }
        return try JSONResponse.make(
            ProposalView(
                title: proposal.content.title, body: proposal.content.body,
                examples: proposal.content.examples, questions: proposal.questions))
    }
}

extension KnowledgeRoutes.TrialView {
    init(_ trial: TrialTurn) {
        let sources = trial.sources
        let found = trial.found.map {
            FoundView(
                article: $0.article.rawValue, title: $0.title, score: $0.score,
                isSource: sources.contains($0.article), text: $0.answer)
        }
        func view(
            _ outcome: String, text: String? = nil, confidence: Double? = nil, reason: String? = nil
        ) -> Self {
            Self(
                outcome: outcome, text: text, segments: text.map { Segments(of: $0).count },
                confidence: confidence, reason: reason, threshold: trial.threshold, found: found)
        }
        switch trial.outcome {
        case .answered(let text, _, let confidence):
            self = view("answered", text: text, confidence: confidence)
        case .needsPerson(let reason): self = view("hand_off", reason: reason)
        case .silent: self = view("silent")
        case .failed(let reason): self = view("failed", reason: reason)
        }
    }
}

extension KnowledgeRoutes.GroupView {
    init(_ group: QuestionGroup) {
        self.init(
            count: group.questions.count,
            questions: group.questions.map {
                QuestionView(
                    id: $0.id, session: $0.session.rawValue, text: $0.text, reason: $0.reason.rawValue,
                    nearestArticle: $0.bestTitle, score: $0.bestScore, at: $0.at.iso8601)
            })
    }
}
