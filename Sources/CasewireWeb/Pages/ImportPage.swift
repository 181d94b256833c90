import Casewire
import CasewirePages

/// Articles out of files and websites, and what became of them.
struct ImportPage: Page {
    static let template = "pages/knowledge-import"

    struct OutcomePart: Sendable {
        let words: String
        let created: [String]
        let updated: [String]
        let refused: [RefusedPart]
        let hasCreated: Bool
        let hasUpdated: Bool
        let hasRefused: Bool

        init(_ outcome: ImportOutcome) {
            words = say(told: outcome.words)
            created = outcome.created
            updated = outcome.updated
            refused = outcome.refused.map { RefusedPart(place: $0.place, reason: say(told: $0.reason)) }
            hasCreated = !created.isEmpty
            hasUpdated = !updated.isEmpty
            hasRefused = !refused.isEmpty
        }
    }

    struct RefusedPart: Sendable {
        let place: String
        let reason: String
    }

    struct ReportPart: Sendable {
        let address: String
        let by: String
        let started: MomentLabel
        let isRunning: Bool
        let failure: String?
        let outcome: OutcomePart?
    }

    let frame: PageFrame
    let formToken: String
    let outcome: OutcomePart?
    let report: ReportPart?
    let address: String
    let mostPages: Int
    let problem: String?

    init(
        frame: PageFrame, formToken: String, outcome: ImportOutcome?, report: SitemapReport?, address: String,
        problem: String?
    ) {
        self.frame = frame
        self.formToken = formToken
        self.outcome = outcome.map(OutcomePart.init)
        self.address = address
        self.problem = problem.map { say(told: $0) }
        mostPages = ImportSitemap.mostPages
        self.report = report.map {
            ReportPart(
                address: $0.address, by: $0.by, started: MomentLabel($0.startedAt),
                isRunning: $0.finishedAt == nil, failure: $0.failure.map { say(told: $0) },
                outcome: $0.outcome.map(OutcomePart.init))
        }
    }
}
