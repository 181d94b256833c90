import Casewire
import Foundation

extension SetupParts {
    func creatio() -> Setup.Creatio? {
        let keys = [
            "url", "identity_url", "client_id", "client_secret", "user_name", "password", "cases",
            "webhook_token", "default_owner", "default_group", "resolved_status", "statuses", "origin",
            "replies",
            "fields", "mappings", "daily_operations",
        ]
        guard let section = section("creatio", keys), let url = section.required("url") else { return nil }
        let signIn: CreatioSettings.SignIn
        if let id = section.text("client_id"), let secret = section.text("client_secret") {
            signIn = .client(id: id, secret: Secret(secret))
        } else if let name = section.text("user_name"), let password = section.text("password") {
            signIn = .user(name: name, password: Secret(password))
        } else {
            section.problem("creatio needs client_id and client_secret, or user_name and password.")
            return nil
        }
        var entry = Setup.Creatio(url: url, identityURL: self.url(section, "identity_url"), signIn: signIn)
        entry.cases = section.word("cases", as: CreatioSettings.CaseMode.self)
        if let token = section.text("webhook_token") {
            if token.utf8.count < 16 {
                section.problem("creatio.webhook_token must have at least 16 characters.")
            }
            entry.webhookToken = Secret(token)
        }
        entry.defaultOwner = section.text("default_owner")
        entry.defaultGroup = section.text("default_group")
        entry.resolvedStatus = section.text("resolved_status")
        if let statuses = section.section("statuses", keys: CasePhase.allCases.map(\.rawValue)) {
            entry.statuses = self.statuses(statuses)
            if let resolved = statuses.text("resolved") { entry.resolvedStatus = resolved }
        }
        entry.origin = section.text("origin")
        if let replies = section.section("replies", keys: Self.replyKeys) {
            readReplies(replies, into: &entry)
        }
        entry.dailyOperations = section.number("daily_operations", in: 100...10_000_000).map { Int($0) }
        if section["fields"] != nil { entry.fields = fields(section) }
        if section["mappings"] != nil { entry.mappings = mappings(section) }
        return entry
    }

    private static let replyKeys = [
        "task", "poll", "poll_seconds", "types", "category", "feed_prefix", "max_reply_age",
    ]

    private func readReplies(_ replies: SetupSection, into entry: inout Setup.Creatio) {
        entry.replyTask = replies.flag("task")
        entry.poll = replies.flag("poll")
        entry.pollSeconds = replies.number("poll_seconds", in: 1...3600).map { Int($0) }
        entry.replyTypes = replies.texts("types")
        entry.replyCategory = replies.text("category")
        entry.oldestReplySeconds = replies.seconds("max_reply_age", in: 60...30 * 86_400)
        if let prefix = replies.text("feed_prefix") {
            if !prefix.isEmpty && prefix.count < 3 {
                replies.problem(
                    "\(replies.name).feed_prefix must have at least 3 characters, such as /sms, or be empty for none."
                )
            }
            entry.feedPrefix = prefix
        }
    }

    private func statuses(_ section: SetupSection) -> [CasePhase: String] {
        var statuses: [CasePhase: String] = [:]
        for phase in CasePhase.allCases where phase != .resolved {
            if let status = section.text(phase.rawValue), !status.isEmpty { statuses[phase] = status }
        }
        return statuses
    }

    private func mappings(_ creatio: SetupSection) -> [CaseMapping] {
        creatio.sections("mappings", keys: ["column", "from"]).compactMap { section in
            guard let column = section.required("column"), section.required("from") != nil,
                let source = section.word("from", as: CaseMapping.Source.self)
            else { return nil }
            guard !CaseMapping.reserved.contains(column) else {
                section.problem(
                    "\(section.name).column: \(column) is written by Casewire or Creatio already.")
                return nil
            }
            return CaseMapping(column: column, from: source)
        }
    }

    private func fields(_ creatio: SetupSection) -> [CreatioSettings.Field] {
        creatio.sections("fields", keys: Self.fieldKeys).compactMap {
            section in
            guard let column = section.required("column"),
                let kind = section.word("kind", as: CreatioSettings.Field.Kind.self)
            else {
                if section["kind"] == nil { section.problem("\(section.name) needs kind: text or dropdown.") }
                return nil
            }
            let field = CreatioSettings.Field(
                column: column, title: section.text("title") ?? column, kind: kind,
                description: section.text("description") ?? "", pattern: section.text("pattern"),
                examples: examples(of: section), values: section.texts(by: "values"))
            for problem in field.problems {
                section.problem("\(section.name).\(problem.sentence)")
            }
            return field
        }
    }

    private static let fieldKeys = [
        "column", "title", "kind", "description", "pattern", "values", "examples", "examples_file",
    ]

    /// Texts with the value that each gives the field, here or in a file of JSON lines.
    private func examples(of field: SetupSection) -> [FieldExample]? {
        var examples: [FieldExample] = []
        if field["examples"] != nil {
            examples += field.sections("examples", keys: ["text", "value"]).compactMap { example in
                example.required("text").map { FieldExample(text: $0, value: example.text("value")) }
            }
        }
        if let name = field.text("examples_file") {
            let url = URL(fileURLWithPath: name, relativeTo: folder)
            guard let data = FileManager.default.contents(atPath: url.path) else {
                field.problem("\(name) cannot be read.")
                return nil
            }
            for (place, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
                guard let example = try? JSONDecoder().decode(FieldExample.self, from: line) else {
                    field.problem("\(name), line \(place + 1): write {\"text\": \"…\", \"value\": \"…\"}.")
                    return nil
                }
                examples.append(example)
            }
        }
        return examples.isEmpty ? nil : examples
    }
}
