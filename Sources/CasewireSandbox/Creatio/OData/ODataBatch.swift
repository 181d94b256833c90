/// A `$batch`: up to 100 operations in one request, run in order (Creatio Academy: batch request examples).
package struct ODataBatch: Sendable {
    package let parts: [Part]
    /// Parts after a failure are run all the same (`Prefer: continue-on-error`).
    package let continuesOnError: Bool

    package struct Part: Sendable {
        package let id: String
        /// The group's name in the request; parts of one group follow each other.
        package let group: String?
        package let request: ODataRequest
    }

    /// The answer to one part, with the identifier that the server made for its group.
    package struct Answer: Sendable {
        package let id: String
        package let group: GUID?
        package let response: ODataResponse
    }

    /// How many operations one batch may hold.
    package static let limit = 100

    init(parts: [Part], continuesOnError: Bool) throws(CreatioFault) {
        guard parts.count <= Self.limit else {
            throw .invalid(
                "The current batch message contains too many parts. Only batch messages with a maximum number "
                    + "of '\(Self.limit)' query operations and change sets are allowed.")
        }
        self.parts = parts
        self.continuesOnError = continuesOnError
    }

    /// Runs the parts. After the first failure the rest is left out, unless the batch asks to go on.
    ///
    /// A failed group is undone as a whole where the switch says so; then only its failure is answered.
    /// `commit` is called after each part or group that stays.
    package func run(
        with service: ODataService, in store: inout CreatioStore, newId: () -> GUID,
        commit: (inout CreatioStore) -> Void
    ) -> [Answer] {
        var answers: [Answer] = []
        var place = 0
        while place < parts.count {
            let first = parts[place]
            guard let group = first.group else {
                let response = service.respond(to: first.request, in: &store)
                commit(&store)
                answers.append(Answer(id: first.id, group: nil, response: response))
                place += 1
                if response.isFailure, !continuesOnError { break }
                continue
            }
            let members = parts[place...].prefix { $0.group == group }
            place += members.count
            let outcome = run(Array(members), as: newId(), with: service, in: &store)
            commit(&store)
            answers += outcome
            if outcome.contains(where: \.response.isFailure), !continuesOnError { break }
        }
        return answers
    }

    private func run(
        _ members: [Part], as group: GUID, with service: ODataService, in store: inout CreatioStore
    ) -> [Answer] {
        let before = store
        var answers: [Answer] = []
        for part in members {
            let response = service.respond(to: part.request, in: &store)
            let answer = Answer(id: part.id, group: group, response: response)
            guard response.isFailure else {
                answers.append(answer)
                continue
            }
            if store.switches.atomicGroups {
                store = before
                return [answer]
            }
            answers.append(answer)
            if !continuesOnError { return answers }
        }
        return answers
    }
}
