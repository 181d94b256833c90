import HTTPTypes

/// What a form of the case page asks for, done as the Service rep.
enum RepAction: Sendable {
    case fields(FormFields)
    case status(FormFields)
    case contact(FormFields)
    case task(GUID, FormFields)
    case newTask(FormFields)
    case feed(FormFields)
    case email(FormFields)

    /// Throws `CreatioFault` where saving fails, `SandboxProblem` where the case or activity is not there.
    func perform(on caseId: GUID, in store: inout CreatioStore, at now: CreatioTime) throws {
        guard store.row("Case", caseId) != nil else {
            throw SandboxProblem("There is no case \(caseId).", status: .notFound)
        }
        switch self {
        case .fields(let form): try saveFields(form, of: caseId, in: &store, at: now)
        case .status(let form): _ = try store.setStatus(form["status"] ?? "", of: caseId, at: now)
        case .contact(let form): try saveContact(form, in: &store, at: now)
        case .task(let id, let form): try saveTask(id, form, of: caseId, in: &store, at: now)
        case .newTask(let form): try addTask(form, to: caseId, in: &store, at: now)
        case .feed(let form): try addPost(form, to: caseId, in: &store, at: now)
        case .email(let form): try addEmail(form, to: caseId, in: &store, at: now)
        }
    }

    /// As on the real page only what was changed is saved, so that nothing newer is overwritten.
    private func saveFields(
        _ form: FormFields, of caseId: GUID, in store: inout CreatioStore, at now: CreatioTime
    ) throws {
        let schema = store.schema.known("Case")
        var values: CreatioValues = [:]
        for name in CreatioCasePage.editable {
            guard let text = form.changed(name) else { continue }
            let place = schema.known(name)
            values[place] =
                schema.columns[place].target == nil
                ? .text(Self.unixLines(text)) : GUID(text).map { .guid($0) } ?? .null
        }
        try store.update("Case", caseId, values, by: .rep, at: now)
    }

    private func saveContact(_ form: FormFields, in store: inout CreatioStore, at now: CreatioTime) throws {
        guard let id = form["contact"].flatMap({ GUID($0) }), store.row("Contact", id) != nil else {
            throw SandboxProblem("There is no such contact.", status: .notFound)
        }
        let place = store.schema.known("Contact").known("DoNotUseSms")
        try store.update("Contact", id, [place: .flag(form["silent"] != nil)], by: .rep, at: now)
    }

    private func saveTask(
        _ id: GUID, _ form: FormFields, of caseId: GUID, in store: inout CreatioStore, at now: CreatioTime
    ) throws {
        let schema = store.schema.known("Activity")
        guard let task = store.row("Activity", id), task[schema.known("Case")].guid == caseId else {
            throw SandboxProblem("The case has no such activity.", status: .notFound)
        }
        var values: CreatioValues = [:]
        let result = schema.known("DetailedResult")
        if let text = form.changed("result") { values[result] = .text(text) }
        if form["action"] == "complete" {
            values[schema.known("Status")] = .guid(CreatioSeed.completed)
        } else if let status = form.changed("status").flatMap({ GUID($0) }) {
            values[schema.known("Status")] = .guid(status)
        }
        try store.update("Activity", id, values, by: .rep, at: now)
    }

    private func addTask(
        _ form: FormFields, to caseId: GUID, in store: inout CreatioStore, at now: CreatioTime
    ) throws {
        let schema = store.schema.known("Activity")
        var values: CreatioValues = [
            schema.known("Title"): .text(form["title"] ?? ""), schema.known("Case"): .guid(caseId),
            schema.known("DetailedResult"): .text(form["result"] ?? ""),
        ]
        for (field, column) in [("category", "ActivityCategory"), ("status", "Status")] {
            if let id = form[field].flatMap({ GUID($0) }) { values[schema.known(column)] = .guid(id) }
        }
        try store.insert("Activity", values, by: .rep, at: now)
    }

    private func addPost(
        _ form: FormFields, to caseId: GUID, in store: inout CreatioStore, at now: CreatioTime
    ) throws {
        let schema = store.schema.known("SocialMessage")
        let words = Self.html(form["message"] ?? "")
        try store.insert(
            "SocialMessage",
            [
                schema.known("EntitySchemaUId"): .guid(store.schema.known("Case").uid),
                schema.known("EntityId"): .guid(caseId), schema.known("Message"): .text(words),
            ], by: .rep, at: now)
    }

    private func addEmail(
        _ form: FormFields, to caseId: GUID, in store: inout CreatioStore, at now: CreatioTime
    ) throws {
        let schema = store.schema.known("Activity")
        try store.insert(
            "Activity",
            [
                schema.known("Title"): .text(form["subject"] ?? ""), schema.known("Case"): .guid(caseId),
                schema.known("Type"): .guid(CreatioSeed.emailType),
                schema.known("ActivityCategory"): .guid(CreatioSeed.emailCategory),
                schema.known("Status"): .guid(CreatioSeed.completed),
                schema.known("MessageType"): .guid(GUID(known: "7f6d3f94-f36b-1410-068c-20cf30b39373")),
                schema.known("Recepient"): .text(form["to"] ?? ""),
                schema.known("Body"): .text(Self.html(form["body"] ?? "")),
                schema.known("IsHtmlBody"): .flag(true), schema.known("SendDate"): .time(now),
            ], by: .rep, at: now)
    }

    private static func unixLines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }

    /// What the page's editor makes of lines that were typed.
    private static func html(_ text: String) -> String {
        unixLines(text).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let escaped = line.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
                ">", with: "&gt;")
            return "<p>\(escaped)</p>"
        }.joined()
    }
}

extension FormFields {
    /// What a field was changed to; nil when it is as the page showed it, which a hidden field tells.
    fileprivate func changed(_ name: String) -> String? {
        guard let value = self[name] else { return nil }
        func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
        return self["was-" + name].map { lines($0) == lines(value) } == true ? nil : value
    }
}
