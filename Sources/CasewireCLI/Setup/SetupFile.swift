import Casewire
import CasewireConnectors
import Foundation
import Yams

/// A setup file: YAML whose keys are those of the API and the dashboard.
struct SetupFile {
    let setup: Setup

    /// Reads a file. Throws every problem of it together, each with its line.
    init(path: String, environment: [String: String]) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsProblems(problems: ["The setup file \(path) cannot be read."])
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try self.init(
            yaml: String(decoding: data, as: UTF8.self), name: path, folder: folder, environment: environment)
    }

    init(yaml: String, name: String, folder: URL, environment: [String: String]) throws {
        let reader = SetupReader(environment: environment)
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw SettingsProblems(problems: ["\(name) is not YAML: \(error)"])
        }
        var setup = Setup()
        if let root, let top = reader.mapping(root, named: "The file", keys: Self.sections) {
            setup = SetupParts(top: top, reader: reader, folder: folder).setup()
        }
        guard reader.problems.isEmpty else {
            throw SettingsProblems(problems: reader.problems.map { "\(name), \($0)" })
        }
        self.setup = setup
    }

    private static let sections = [
        "organization", "numbers", "creatio", "agent", "knowledge", "operators", "keys",
    ]
}

/// Reads each part of a setup file.
struct SetupParts {
    let top: SetupSection
    let reader: SetupReader
    /// Where relative file names begin.
    let folder: URL

    func setup() -> Setup {
        var setup = Setup()
        setup.organization = organization()
        setup.numbers = numbers()
        setup.creatio = creatio()
        setup.agent = agent()
        setup.knowledge = knowledge()
        setup.operators = operators()
        setup.keys = keys()
        return setup
    }

    private func organization() -> Setup.Organization? {
        let apart = ["limits", "quiet_hours"]
        guard let section = section("organization", OrganizationDeclaration.keys + apart) else { return nil }
        let declaration = OrganizationDeclaration(section.entered(besides: apart))
        section.tell(declaration.problems)
        var entry = declaration.entry
        entry.limits = section.textLimits("limits")
        entry.quietHours = section.quietHours("quiet_hours")
        return entry
    }

    private func numbers() -> [Setup.NumberEntry] {
        // Which keys a provider takes depends on its kind, so all are let in here and looked at with it.
        let carriers = Carriers.descriptions
        let keys = ["kind", "api_url"] + Set(carriers.flatMap(\.fields).map(\.name)).sorted()
        let own = ["number", "provider", "autopilot", "assist", "opt_out_replies", "segments_per_second"]
        return sections("numbers", own).compactMap { section in
            guard let number = section.required("number") else { return nil }
            guard PhoneNumber(parsing: number) != nil else {
                section.problem(NumberDeclaration.noPhoneNumber(number))
                return nil
            }
            guard let provider = section.section("provider", keys: keys) else {
                section.problem("The number \(number) needs a provider.")
                return nil
            }
            let values = keys.compactMap { key in provider.text(key).map { (key, $0) } }
            // What could not be read has been told already.
            guard values.count == keys.count(where: { provider[$0] != nil }) else { return nil }
            let declaration = NumberDeclaration(
                number: number, provider: Dictionary(values) { first, _ in first },
                autopilot: section.flag("autopilot"), assist: section.flag("assist"),
                optOutReplies: section.text("opt_out_replies"),
                segmentsPerSecond: section.number("segments_per_second", in: 0...1000), carriers: carriers)
            for problem in declaration.problems { provider.problem(problem) }
            return declaration.entry
        }
    }

    private func agent() -> Setup.Agent? {
        guard let section = section("agent", AgentDeclaration.keys + ["actions"]) else { return nil }
        let declaration = AgentDeclaration(section.entered(besides: ["actions"]))
        section.tell(declaration.problems)
        var entry = declaration.entry
        entry.actions = section.actions("actions")
        return entry
    }

    private func knowledge() -> [Setup.ArticleEntry] {
        sections(
            "knowledge", ["title", "body", "examples", "file", "kind", "short_answer", "locale", "state"]
        ).flatMap {
            section -> [Setup.ArticleEntry] in
            if let pattern = section.text("file") {
                return articles(matching: pattern, section).map { completed($0, section) }
            }
            let hasOtherWords = section.text("kind") == "topic" || section.text("short_answer") != nil
            guard let title = section.required("title"),
                let body = hasOtherWords ? section.text("body") ?? "" : section.required("body")
            else {
                return []
            }
            let entry = Setup.ArticleEntry(
                title: title, body: body, examples: section.texts("examples") ?? [])
            return [completed(entry, section)]
        }
    }

    private func completed(_ entry: Setup.ArticleEntry, _ section: SetupSection) -> Setup.ArticleEntry {
        var entry = entry
        entry.kind = section.word("kind", as: Article.Kind.self) ?? entry.kind
        entry.shortAnswer = section.text("short_answer") ?? entry.shortAnswer
        entry.locale = section.text("locale") ?? entry.locale
        entry.state = section.word("state", as: ArticleRecord.State.self)
        return entry
    }

    /// A Markdown, text or HTML file is one article, a table (CSV) one a row.
    private func articles(matching pattern: String, _ section: SetupSection) -> [Setup.ArticleEntry] {
        let url = URL(fileURLWithPath: pattern, relativeTo: folder)
        let files: [URL]
        if url.lastPathComponent.contains("*") {
            let parts = url.lastPathComponent.split(
                separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path))
                ?? []
            files = names.sorted().filter {
                $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) && !$0.hasPrefix(".")
            }
            .map { url.deletingLastPathComponent().appendingPathComponent($0) }
        } else {
            files = [url]
        }
        if files.isEmpty { section.problem("No file matches \(pattern).") }
        return files.flatMap { file -> [Setup.ArticleEntry] in
            guard let data = FileManager.default.contents(atPath: file.path) else {
                section.problem("\(file.relativePath) cannot be read.")
                return []
            }
            let reading = ArticleFile.read(file.lastPathComponent, Array(data))
            for refusal in reading.refused { section.problem("\(refusal.place): \(refusal.reason)") }
            return reading.articles.map(\.content).map { content in
                var entry = Setup.ArticleEntry(
                    title: content.title, body: content.body, examples: content.examples)
                entry.shortAnswer = content.shortAnswer
                entry.locale = content.locale
                entry.kind = content.kind == .article ? nil : content.kind
                return entry
            }
        }
    }

    private func operators() -> [Setup.OperatorEntry] {
        sections("operators", ["email", "role", "password"]).compactMap { section in
            guard let email = section.required("email"),
                let role = section.word("role", as: Operator.Role.self),
                let password = section.required("password")
            else {
                if section["role"] == nil { section.problem("\(section.name) needs role.") }
                return nil
            }
            guard email.contains("@") else {
                section.problem("“\(email)” is no e-mail address.")
                return nil
            }
            if password.count < PasswordHash.shortestPassword {
                section.problem(
                    "\(section.name).password must have at least \(PasswordHash.shortestPassword) characters."
                )
            }
            return Setup.OperatorEntry(email: email, role: role, password: Secret(password))
        }
    }

    private func keys() -> [Setup.KeyEntry] {
        sections("keys", ["name", "key", "role"]).compactMap { section in
            guard let name = section.required("name"), let key = section.required("key") else { return nil }
            guard APIKey.isWellFormed(Secret(key)) else {
                section.problem("\(section.name).key must be cw_ and at least 32 more characters.")
                return nil
            }
            let role = section.word("role", as: Operator.Role.self) ?? .admin
            return Setup.KeyEntry(name: name, key: Secret(key), role: role)
        }
    }

    func url(_ section: SetupSection, _ key: String) -> String? {
        guard let text = section.text(key) else { return nil }
        guard let parts = URL(string: text), ["http", "https"].contains(parts.scheme), parts.host != nil
        else {
            section.problem("\(section.name).\(key) “\(text)” is no http or https address.")
            return nil
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    func section(_ key: String, _ keys: [String]) -> SetupSection? {
        top[key].flatMap { reader.mapping($0, named: key, keys: keys) }
    }

    private func sections(_ key: String, _ keys: [String]) -> [SetupSection] {
        guard let node = top[key] else { return [] }
        return reader.list(node, named: key).enumerated().compactMap { place, node in
            reader.mapping(node, named: "\(key)[\(place + 1)]", keys: keys)
        }
    }
}
