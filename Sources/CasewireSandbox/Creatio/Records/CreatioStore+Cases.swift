extension CreatioStore {
    /// Case numbering, the copied description, deadlines, and the dates that a status brings.
    mutating func prepareCase(_ row: inout CreatioRow, replacing old: CreatioRow?, at stamp: CreatioTime) {
        let schema = schema.known("Case")
        let number = schema.known("Number")
        if old == nil, row[number].isEmpty { row[number] = .text(nextCaseNumber()) }
        let symptoms = schema.known("Symptoms")
        if row[symptoms].isEmpty { row[symptoms] = row[schema.known("Subject")] }
        if old == nil { setDeadlines(&row, schema) }
        setStatusDates(&row, replacing: old, schema, at: stamp)
    }

    /// Stands in for the calendars of a service agreement: minutes by priority, counted around the clock.
    private func setDeadlines(_ row: inout CreatioRow, _ schema: EntitySchema) {
        let priorities = table("CasePriority")
        guard
            let registered = row[schema.known("RegisteredOn")].time,
            let id = row[schema.known("Priority")].guid, let priority = priorities[id]
        else { return }
        for (name, source) in [("ResponseDate", "ResponseTimeValue"), ("SolutionDate", "SolutionTimeValue")] {
            let place = schema.known(name)
            guard row[place].isEmpty, case .integer(let minutes) = priority[priorities.schema.known(source)],
                minutes > 0
            else { continue }
            row[place] = .time(registered.adding(seconds: Int64(minutes) * 60))
        }
    }

    /// Leaving *New* answers the case, a resolved or final status solves it, a final one closes it.
    private func setStatusDates(
        _ row: inout CreatioRow, replacing old: CreatioRow?, _ schema: EntitySchema, at stamp: CreatioTime
    ) {
        let place = schema.known("Status")
        guard let status = row[place].guid, old?[place].guid != status else { return }
        func fill(_ name: String, onlyIfEmpty: Bool) {
            let date = schema.known(name)
            if !onlyIfEmpty || row[date].isEmpty { row[date] = .time(stamp) }
        }
        if status != CreatioSeed.newStatus { fill("RespondedOn", onlyIfEmpty: true) }
        let flags = statusFlags(status)
        if flags.isResolved || flags.isFinal {
            fill("FirstSolutionProvidedOn", onlyIfEmpty: true)
            fill("SolutionProvidedOn", onlyIfEmpty: false)
        }
        if flags.isFinal { fill("ClosureDate", onlyIfEmpty: false) }
    }

    func statusFlags(_ status: GUID) -> (isFinal: Bool, isResolved: Bool) {
        let statuses = table("CaseStatus")
        guard let row = statuses[status] else { return (false, false) }
        return (
            row[statuses.schema.known("IsFinal")].flag ?? false,
            row[statuses.schema.known("IsResolved")].flag ?? false
        )
    }

    mutating func followCase(_ row: CreatioRow, replacing old: CreatioRow?) {
        let schema = schema.known("Case")
        let place = schema.known("Status")
        guard let old, let status = row[place].guid, old[place].guid != status else { return }
        let flags = statusFlags(status)
        guard flags.isFinal || flags.isResolved else { return }
        announce(
            ProcessEvent(
                kind: .caseClosed, caseId: row.id, title: row[schema.known("Subject")].text ?? ""))
    }

    /// What the nightly job does: resolved cases become closed. Answers how many.
    package mutating func closeResolvedCases(at now: CreatioTime) throws(CreatioFault) -> Int {
        let place = schema.known("Case").known("Status")
        var count = 0
        for row in table("Case").all {
            guard let status = row[place].guid else { continue }
            let flags = statusFlags(status)
            guard flags.isResolved, !flags.isFinal else { continue }
            let closed: CreatioValues = [place: .guid(CreatioSeed.closedStatus)]
            try update("Case", row.id, closed, by: .supervisor, at: now)
            count += 1
        }
        return count
    }
}
