import HTTPTypes

/// What the rep does on a case page.
extension CreatioStore {
    /// Writes the result of a task and completes it: the given activity, or the case's newest unfinished task.
    ///
    /// Throws `SandboxProblem`: 404 where the case or activity is not there, 409 where no task is open.
    @discardableResult
    mutating func completeTask(
        of caseId: GUID, activity: GUID?, with text: String,
        files: [(name: String, content: [UInt8])] = [], at now: CreatioTime
    ) throws -> GUID {
        guard table("Case")[caseId] != nil else {
            throw SandboxProblem("There is no case \(caseId).", status: .notFound)
        }
        let schema = schema.known("Activity")
        let ofCase = activities(of: caseId)
        let task: CreatioRow
        if let activity {
            guard let given = ofCase.first(where: { $0.id == activity }) else {
                throw SandboxProblem("The case has no activity \(activity).", status: .notFound)
            }
            guard !isFinished(given) else {
                throw SandboxProblem("The activity \(activity) is finished already.", status: .conflict)
            }
            task = given
        } else {
            let type = schema.known("Type")
            guard
                let newest = ofCase.last(where: {
                    $0[type].guid == CreatioSeed.taskType && !isFinished($0)
                })
            else { throw SandboxProblem("The case has no unfinished task.", status: .conflict) }
            task = newest
        }
        for file in files { try attach(file.content, named: file.name, to: task.id, at: now) }
        let values: CreatioValues = [
            schema.known("DetailedResult"): .text(text), schema.known("Status"): .guid(CreatioSeed.completed),
        ]
        try update("Activity", task.id, values, by: .rep, at: now)
        return task.id
    }

    /// Attaches a file to an activity.
    private mutating func attach(
        _ content: [UInt8], named name: String, to activity: GUID, at now: CreatioTime
    ) throws {
        let schema = schema.known("ActivityFile")
        let row = try insert(
            "ActivityFile",
            [schema.known("Name"): .text(name), schema.known("Activity"): .guid(activity)], by: .rep, at: now)
        try fill(row.id, of: "ActivityFile", with: content, by: .rep, at: now)
    }

    /// Sets a case's status, by its name or identifier; answers the name.
    mutating func setStatus(_ words: String, of caseId: GUID, at now: CreatioTime) throws -> String {
        guard table("Case")[caseId] != nil else {
            throw SandboxProblem("There is no case \(caseId).", status: .notFound)
        }
        let statuses = table("CaseStatus")
        let name = statuses.schema.known("Name")
        guard
            let status = statuses.all.first(where: {
                $0.id.text == words.lowercased() || $0[name].text?.lowercased() == words.lowercased()
            })
        else {
            let names = statuses.all.compactMap { $0[name].text }.joined(separator: ", ")
            throw SandboxProblem("There is no case status \"\(words)\". Known: \(names).")
        }
        let place = schema.known("Case").known("Status")
        try update("Case", caseId, [place: .guid(status.id)], by: .rep, at: now)
        return status[name].text ?? ""
    }
}
