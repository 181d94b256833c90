package import Casewire

extension CreatioSite {
    /// Creates by POST with the row's own id, changes by PATCH.
    ///
    /// More changes than fit one batch go as several, in order. When a later batch is cut off, its changes
    /// are all `failed(.unavailable)`, as any of them may have happened, and those after it are
    /// `notAttempted`.
    package func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome] {
        let row = CreatioRow(columns: await access.columns)
        var parts: [CreatioBatch.Part] = []
        for change in changes { parts.append(try CreatioBatch.Part(change, by: row)) }
        var outcomes: [RowOutcome] = []
        for chunk in parts.indices.chunks(of: CreatioLimits.batchParts) {
            let those = changes[chunk.startIndex..<chunk.endIndex]
            do {
                outcomes += try await write(those, as: Array(parts[chunk]), row)
            } catch {
                guard !outcomes.isEmpty else { throw error }
                outcomes += those.map { _ in .failed(error) }
            }
            if outcomes.contains(where: { if case .failed = $0 { true } else { false } }) { break }
        }
        outcomes += changes.dropFirst(outcomes.count).map { _ in .notAttempted }
        return outcomes
    }

    private func write(
        _ changes: ArraySlice<RowChange>, as parts: [CreatioBatch.Part], _ row: CreatioRow
    ) async throws(CaseSystemFailure) -> [RowOutcome] {
        guard let first = changes.first else { return [] }
        let errand = CreatioGatherer.Errand(parts: parts, right: first.right, object: first.object)
        if let answers = try await gatherer.answers(to: errand) {
            return await outcomes(of: changes, from: answers, row)
        }
        var outcomes: [RowOutcome] = []
        for (change, part) in zip(changes, parts) {
            do {
                let answer = try await gateway.answer(to: part.call)
                outcomes.append(await outcome(of: change, from: answer, row))
            } catch {
                guard !outcomes.isEmpty else { throw error }
                outcomes.append(.failed(error))
            }
            if case .failed? = outcomes.last { break }
        }
        outcomes += changes.dropFirst(outcomes.count).map { _ in .notAttempted }
        return outcomes
    }

    /// Parts without an answer were not tried where an earlier one failed; otherwise nobody knows.
    private func outcomes(
        of changes: ArraySlice<RowChange>, from answers: [CreatioAnswer?], _ row: CreatioRow
    ) async -> [RowOutcome] {
        var outcomes: [RowOutcome] = []
        var hasFailed = false
        for (change, answer) in zip(changes, answers) {
            guard let answer else {
                outcomes.append(
                    hasFailed
                        ? .notAttempted
                        : .failed(
                            .unavailable(reason: "Creatio's answer lacks the change of \(change.object)")))
                hasFailed = true
                continue
            }
            let outcome = await outcome(of: change, from: answer, row)
            if case .failed = outcome { hasFailed = true }
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func outcome(
        of change: RowChange, from answer: CreatioAnswer, _ row: CreatioRow
    ) async -> RowOutcome {
        let json = CreatioJSON(decoding: answer.body)
        guard answer.isSuccess, CreatioErrorBody(json) == nil, !answer.isPage else {
            return .failed(CaseSystemFailure(answer, to: change.right, object: change.object))
        }
        guard change.kind == .create, let json else { return .done([:]) }
        let values = row.values(of: json, in: change.object)
        if case .id(let contact)? = values["CreatedById"] { await access.learn(integrationContact: contact) }
        return .done(values)
    }
}

extension RowChange {
    fileprivate var right: CreatioRight {
        switch kind {
        case .create: .add
        case .update: .edit
        case .delete: .delete
        }
    }
}

extension CreatioBatch.Part {
    fileprivate init(_ change: RowChange, by row: CreatioRow) throws(CaseSystemFailure) {
        let address = try ODataQuery.path(of: change.object, change.id)
        body = change.kind == .delete ? nil : try row.body(for: change)
        switch change.kind {
        case .create:
            method = .post
            path = change.object
        case .update:
            method = .patch
            path = address
        case .delete:
            method = .delete
            path = address
        }
    }
}
