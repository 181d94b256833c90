import Foundation

/// Every kind of job that this program can run, by its stored name.
package struct JobKinds: Sendable {
    private struct Kind: Sendable {
        let retry: RetryPolicy
        let decode: @Sendable (Data) throws -> any Job
    }

    private let kinds: [String: Kind]

    package init(_ types: [any Job.Type]) {
        var kinds: [String: Kind] = [:]
        for type in types {
            kinds[type.kind] = Self.kind(type)
        }
        self.kinds = kinds
    }

    private static func kind<Work: Job>(_ type: Work.Type) -> Kind {
        Kind(retry: Work.retry) { try JSONDecoder().decode(Work.self, from: $0) }
    }

    /// The job that a row describes. Throws `GivingUp` for a kind or payload this program does not know.
    func job(_ queued: QueuedJob) throws -> any Job {
        guard let kind = kinds[queued.kind] else {
            throw GivingUp(
                "This version of Casewire does not know the job \(queued.kind). Update it, then retry.")
        }
        do {
            return try kind.decode(Data(queued.payload.utf8))
        } catch {
            throw GivingUp("The job \(queued.kind) cannot be read by this version of Casewire: \(error).")
        }
    }

    func retry(_ queued: QueuedJob) -> RetryPolicy {
        kinds[queued.kind]?.retry ?? .standard
    }

    /// All that the product runs.
    package static let all = JobKinds([
        AnswerCustomer.self, TrainKnowledge.self, SendMessage.self, LookUpMessage.self, DescribeHandoff.self,
        SyncCase.self, PollReplies.self, ReadCase.self, ResolveIdle.self, BackfillTexts.self,
        CompareAfterRestore.self, JoinTextParts.self, CheckNumber.self, FetchMedia.self,
        SyncConsent.self, CompareCases.self, CountFigures.self, ImportSitemap.self, EscalateSession.self,
        DeliverWebhook.self, DraftReply.self, WakeSession.self,
    ])
}
