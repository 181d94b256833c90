import CasewireStorage

/// Attaches the files of a session's texts to its case, one after the other, each noted before and kept after.
struct CaseFileWriter: Sendable {
    let writer: CaseWriter

    private var services: Services { writer.services }
    private var session: Session.ID { writer.picture.session.id }

    /// True when something was seen that a new plan must take into account.
    func attach(_ plan: CaseFilePlan) async throws -> Bool {
        guard !plan.steps.isEmpty else { return false }
        let there = try await arrived(plan)
        for step in plan.steps where !there.contains(step.file.id) {
            if try await attach(step) { return true }
        }
        return false
    }

    /// Those of the files sent before that are in Creatio whole.
    private func arrived(_ plan: CaseFilePlan) async throws -> Set<String> {
        let tried = plan.steps.filter { step in writer.picture.files.contains { $0.id == step.file.id } }
        guard !tried.isEmpty else { return [] }
        let queries = stride(from: 0, to: tried.count, by: SyncCase.idsPerQuery).map { start in
            let some = tried[start..<min(start + SyncCase.idsPerQuery, tried.count)]
            return RowQuery(
                "CaseFile", where: .any(some.map { .equal("Id", .id($0.file.id)) }), columns: ["Id", "Size"])
        }
        let found = try await writer.system.read(queries).joined()
        let whole = tried.filter { step in
            found.contains {
                $0.id("Id") == step.file.id && $0["Size"] == .number(Double(step.medium.size ?? 0))
            }
        }
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            for step in whole { try transaction.noteAttached(step.file) }
        }
        return Set(whole.map(\.file.id))
    }

    /// Sends one file. True when its case turned out to be gone.
    private func attach(_ step: CaseFilePlan.Step) async throws -> Bool {
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.noteAttempt(step.file, of: session)
        }
        let content = try await services.database.read { try $0.content(of: step.medium.id) }
        // Erased since the plan was made.
        guard let type = step.medium.type, content.count == step.medium.size else { return true }
        services.pass(.syncNoted)
        do {
            try await writer.system.attach(
                CaseAttachment(
                    id: step.file.id, caseID: step.file.caseID, name: step.medium.name, type: type,
                    content: content))
        } catch {
            return try await handle(error, of: step)
        }
        services.pass(.syncWritten)
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.noteAttached(step.file)
        }
        services.pass(.syncKept)
        return false
    }

    private func handle(_ failure: CaseSystemFailure, of step: CaseFilePlan.Step) async throws -> Bool {
        switch failure {
        case .missingReference, .notFound:
            if try await writer.noteIfCaseIsGone() { return true }
            try await refuse(step, because: failure)
            return false
        case .rejected:
            try await refuse(step, because: failure)
            return false
        case .unavailable, .overQuota, .signInRefused, .denied, .duplicate: throw failure
        }
    }

    private func refuse(_ step: CaseFilePlan.Step, because failure: CaseSystemFailure) async throws {
        let now = services.clock.now()
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.noteRefused(step, of: session, because: failure.reason, at: now)
        }
    }
}
