extension CreatioStore {
    /// Type and category fill each other in; the duration follows the dates.
    func prepareActivity(_ row: inout CreatioRow, replacing old: CreatioRow?, given: CreatioValues) {
        let schema = schema.known("Activity")
        let type = schema.known("Type")
        let category = schema.known("ActivityCategory")
        if old == nil {
            if given[category] == nil { row[category] = .guid(CreatioSeed.toDoCategory) }
            if row[type].isEmpty {
                let categories = table("ActivityCategory")
                let typeOfCategory = row[category].guid.flatMap { categories[$0] }?[
                    categories.schema.known("ActivityType")]
                row[type] = typeOfCategory ?? .guid(CreatioSeed.taskType)
            }
        }
        let start = row[schema.known("StartDate")].time
        let due = row[schema.known("DueDate")].time
        if let start, let due {
            let minutes = Int(max(0, due.ticks - start.ticks) / CreatioTime.ticksPerSecond / 60)
            row[schema.known("DurationInMinutes")] = .integer(minutes)
            row[schema.known("DurationInMnutesAndHours")] = .text("\(minutes / 60) h \(minutes % 60) min")
        }
    }

    mutating func followActivity(_ row: CreatioRow, replacing old: CreatioRow?) {
        let schema = schema.known("Activity")
        guard let caseId = row[schema.known("Case")].guid else { return }
        let wasCompleted = old.map { isFinished($0) } ?? false
        guard old == nil || (isFinished(row) && !wasCompleted) else { return }
        announce(
            ProcessEvent(
                kind: .newActivity, caseId: caseId, activityId: row.id,
                category: row[schema.known("ActivityCategory")].guid,
                title: row[schema.known("Title")].text ?? ""))
    }

    /// Whether an activity is completed or cancelled.
    package func isFinished(_ activity: CreatioRow) -> Bool {
        let statuses = table("ActivityStatus")
        guard
            let id = activity[schema.known("Activity").known("Status")].guid,
            let status = statuses[id]
        else { return false }
        return status[statuses.schema.known("Finish")].flag ?? false
    }

    /// The activities of a case in the order of the timeline: by `StartDate`, then as they were added.
    package func activities(of caseId: GUID) -> [CreatioRow] {
        let schema = schema.known("Activity")
        let start = schema.known("StartDate")
        return table("Activity").rows(with: .guid(caseId), in: schema.known("Case")).sorted { left, right in
            let leftTime = left[start].time?.ticks ?? 0
            let rightTime = right[start].time?.ticks ?? 0
            return leftTime != rightTime ? leftTime < rightTime : left.sequence < right.sequence
        }
    }
}
