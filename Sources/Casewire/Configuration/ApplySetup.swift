package import CasewireStorage

/// Brings the configuration to what a setup declares, in one transaction; repeatable.
package struct ApplySetup: Sendable {
    private let database: any Database
    private let vault: Vault
    private let random: any RandomSource
    private let clock: any WallClock

    package init(database: any Database, vault: Vault, random: any RandomSource, clock: any WallClock) {
        self.database = database
        self.vault = vault
        self.random = random
        self.clock = clock
    }

    /// What was changed, a line each; of a dry run, what would be.
    package struct Outcome: Sendable, Hashable {
        package var lines: [String] = []
        /// Settings of the organization and the agent, as a setup file names them.
        package var settings: [String] = []
    }

    /// Applies a setup and returns what it changed, a line each; with `dryRun`, what it would change.
    ///
    /// - Parameter declaration: how a file's settings will come back, where it is one that was applied.
    package func apply(
        _ setup: Setup, dryRun: Bool = false, from declaration: DeclaredSettings.Occasion? = nil
    ) async throws -> [String] {
        try await run(setup, dryRun: dryRun, from: declaration).lines
    }

    /// The same, and keeps in the audit log which settings a caller changed.
    func run(
        _ setup: Setup, dryRun: Bool = false, from declaration: DeclaredSettings.Occasion? = nil,
        by caller: Caller? = nil
    ) async throws -> Outcome {
        // Hashing takes long on purpose, so it is done before the transaction, and only for operators who are new.
        var passwords: [String: PasswordHash] = [:]
        for entry in setup.operators {
            let isKnown = try await database.read { try $0.findOperator(email: entry.email) } != nil
            if !isKnown {
                passwords[entry.email] = try await PasswordHash(password: entry.password, random: random)
            }
        }
        let now = clock.now()
        do {
            return try await database.write { [passwords, vault, random] transaction in
                // Nodes that start together apply the same file one after the other.
                try transaction.hold("setup")
                var writer = SetupWriter(transaction: transaction, vault: vault, random: random, now: now)
                try writer.write(setup, passwords: passwords)
                if dryRun { throw DryRun(outcome: writer.outcome) }
                if let declaration { try transaction.declare(setup.settings, at: declaration, now: now) }
                if let caller, !writer.outcome.settings.isEmpty {
                    let changed = writer.outcome.settings.joined(separator: ", ")
                    try transaction.audit(
                        "Changed " + changed, by: caller.name, role: caller.role, at: now)
                }
                return writer.outcome
            }
        } catch let dry as DryRun {
            return dry.outcome
        }
    }

    /// Undoes the transaction, and carries out what it would have changed.
    private struct DryRun: Error {
        let outcome: Outcome
    }
}

/// Writes a setup's parts and notes what differs from what was there.
private struct SetupWriter {
    let transaction: Transaction
    let vault: Vault
    let random: any RandomSource
    let now: Timestamp
    var outcome = ApplySetup.Outcome()

    init(transaction: Transaction, vault: Vault, random: any RandomSource, now: Timestamp) {
        self.transaction = transaction
        self.vault = vault
        self.random = random
        self.now = now
    }

    mutating func write(_ setup: Setup, passwords: [String: PasswordHash]) throws {
        try writeOrganization(setup.organization)
        for entry in setup.numbers { try writeNumber(entry) }
        if let creatio = setup.creatio { try writeCreatio(creatio) }
        try writeAgent(setup.agent)
        for entry in setup.agent?.actions ?? [] { try writeAction(entry) }
        if !setup.knowledge.isEmpty { try transaction.hold("knowledge") }
        for entry in setup.knowledge { try writeArticle(entry) }
        for entry in setup.operators { try writeOperator(entry, password: passwords[entry.email]) }
        for entry in setup.keys { try writeKey(entry) }
    }

    private mutating func note<Value: Equatable>(
        _ name: String, _ old: Value, _ new: Value, shown: Bool = true
    ) {
        guard old != new else { return }
        outcome.settings.append(name)
        outcome.lines.append(shown ? "\(name): \(old) → \(new)" : "\(name): changed")
    }

    /// An empty text stands for none.
    private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }

    private mutating func writeOrganization(_ entry: Setup.Organization?) throws {
        guard let entry else { return }
        let old = try transaction.organization()
        let new = OrganizationSettings(
            name: entry.name ?? old.name, timezone: entry.timezone ?? old.timezone,
            language: entry.language ?? old.language,
            contact: entry.contact.map(Self.filled) ?? old.contact,
            policyVersion: entry.policyVersion.map(Self.filled) ?? old.policyVersion,
            prices: entry.prices ?? old.prices,
            limits: entry.limits.map { $0.applied(to: old.textLimits) } ?? old.limits,
            quietHours: entry.quietHours.map { $0.from == $0.to ? nil : $0 } ?? old.quietHours)
        note("organization.name", old.name, new.name)
        note("organization.timezone", old.timezone, new.timezone)
        note("organization.language", old.language, new.language)
        note("organization.contact", old.contact ?? "", new.contact ?? "")
        note("organization.segment_prices", old.segmentPrices, new.segmentPrices, shown: false)
        note("organization.policy_version", old.policyVersion ?? "", new.policyVersion ?? "")
        note("organization.limits", old.textLimits, new.textLimits, shown: false)
        note("organization.quiet_hours", old.quietHours, new.quietHours, shown: false)
        if old.quietHours != new.quietHours { try transaction.releaseHeldTexts(at: now) }
        try transaction.save(new, at: now)
    }

    private mutating func writeNumber(_ entry: Setup.NumberEntry) throws {
        let old = try transaction.number(entry.phone, vault: vault)
        let new = Number(
            id: old?.id ?? random.identifier(), phone: entry.phone, provider: entry.provider,
            account: entry.account,
            secret: entry.secret, further: entry.further, apiURL: entry.apiURL,
            autopilot: entry.autopilot ?? old?.autopilot ?? true,
            assist: entry.assist ?? old?.assist ?? false,
            optOutReplies: entry.optOutReplies ?? old?.optOutReplies ?? .auto, limit: entry.limit,
            segmentsPerSecond: entry.segmentsPerSecond ?? old?.segmentsPerSecond)
        guard new != old else { return }
        outcome.lines.append("number \(entry.phone.e164): \(old == nil ? "added" : "changed")")
        try transaction.save(new, vault: vault, at: now)
    }

    private mutating func writeCreatio(_ entry: Setup.Creatio) throws {
        let old = try transaction.creatioSettings(openedBy: vault)
        let token = entry.webhookToken ?? old?.webhookToken ?? SecretToken.make(random)
        var new =
            old
            ?? CreatioSettings(
                url: entry.url, identityURL: entry.identityURL, signIn: entry.signIn, webhookToken: token,
                connectedAt: now)
        if old?.url != entry.url {
            // Another site: what is known of the old one says nothing of this one, and its old rows are not replies.
            new.connectedAt = now
            try transaction.removeSetting("creatio.cursor")
            try transaction.removeSetting(HintRecord.name)
        }
        new.url = entry.url
        new.identityURL = entry.identityURL
        new.signIn = entry.signIn
        new.webhookToken = token
        if let cases = entry.cases { new.cases = cases }
        if let owner = entry.defaultOwner { new.defaultOwner = owner }
        if let group = entry.defaultGroup { new.defaultGroup = group }
        if let status = entry.resolvedStatus { new.resolvedStatus = status }
        if let origin = entry.origin { new.origin = origin }
        if let task = entry.replyTask { new.replies.task = task }
        if let poll = entry.poll { new.replies.poll = poll }
        if let seconds = entry.pollSeconds { new.replies.pollSeconds = seconds }
        if let types = entry.replyTypes { new.replies.types = types }
        if let category = entry.replyCategory { new.replies.category = category }
        if let prefix = entry.feedPrefix { new.replies.feedPrefix = prefix.isEmpty ? nil : prefix }
        if let seconds = entry.oldestReplySeconds { new.replies.oldestSeconds = seconds }
        new.statuses.merge(entry.statuses) { $1 }
        if let mappings = entry.mappings { new.mappings = mappings }
        if let operations = entry.dailyOperations { new.dailyOperations = operations }
        if let fields = entry.fields { new.fields = fields }
        guard new != old else { return }
        outcome.lines.append("creatio \(entry.url): \(old == nil ? "added" : "changed")")
        try transaction.removeSetting("creatio.catalog")
        try transaction.save(new, sealedBy: vault, at: now)
        try transaction.enqueue(PollReplies(), at: now, now: now, id: random.identifier())
    }

    private mutating func writeAgent(_ entry: Setup.Agent?) throws {
        guard let entry else { return }
        let old = try transaction.agentSettings()
        var new = old
        if let model = entry.model { new.model = model }
        if let endpoint = entry.endpoint, try old.endpoint?.opened(by: vault) != endpoint {
            new.endpoint = try SealedModelEndpoint(endpoint, sealedBy: vault)
        }
        if let profile = entry.profile { new.profile = profile }
        if let level = entry.level { new.level = level }
        if let triggers = entry.triggers { new.triggers = triggers == TriggerLevels() ? nil : triggers }
        if let topics = entry.topics { new.topics = topics }
        if let notice = entry.notice { new.notice = Self.filled(notice) }
        if let notice = entry.noticeClosed { new.noticeClosed = Self.filled(notice) }
        if let hours = entry.hours { new.hours = hours }
        if let minutes = entry.escalateAfterMinutes { new.escalateAfterMinutes = minutes }
        if let seconds = entry.burstSeconds { new.burstSeconds = seconds }
        if let minutes = entry.resolveAfterMinutes { new.resolveAfterMinutes = minutes }
        if let threshold = entry.threshold { new.threshold = threshold }
        if let satisfaction = entry.satisfaction { new.satisfaction = satisfaction }
        if let memory = entry.memory { new.memory = memory }
        guard new != old else { return }
        note("agent.model.kind", old.model.rawValue, new.model.rawValue)
        note("agent.model", old.endpoint, new.endpoint, shown: false)
        note("agent.profile", old.profile, new.profile, shown: false)
        note("agent.handoff.level", old.level.rawValue, new.level.rawValue)
        note("agent.handoff.triggers", old.triggers, new.triggers, shown: false)
        note("agent.handoff.topics", old.topics, new.topics, shown: false)
        note("agent.handoff.notice", old.notice, new.notice, shown: false)
        note("agent.handoff.notice_closed", old.noticeClosed, new.noticeClosed, shown: false)
        note(
            "agent.handoff.escalate_after_minutes", old.escalateAfterMinutes ?? Escalation.usualMinutes,
            new.escalateAfterMinutes ?? Escalation.usualMinutes)
        note("agent.hours", old.hours, new.hours, shown: false)
        note("agent.burst_seconds", old.burstSeconds, new.burstSeconds)
        note("agent.resolve_after_minutes", old.resolveAfterMinutes, new.resolveAfterMinutes)
        note("agent.threshold", old.threshold, new.threshold, shown: false)
        note("agent.memory", old.remembers, new.remembers)
        note("agent.csat", old.satisfaction, new.satisfaction, shown: false)
        for text in [new.profile, new.notice ?? "", new.noticeClosed ?? ""] {
            if let warning = LinkShortener.warning(about: text) {
                outcome.lines.append("agent: warning: \(warning)")
            }
        }
        try transaction.save(new, at: now)
    }

    private mutating func writeAction(_ entry: ActionDeclaration) throws {
        guard let saved = try transaction.declare(entry, vault: vault, at: now) else { return }
        outcome.lines.append("action \(entry.name): \(saved.isNew ? "added" : "changed")")
    }

    private mutating func writeArticle(_ entry: Setup.ArticleEntry) throws {
        let old = try transaction.article(titled: entry.title)?.content
        let content = ArticleContent(
            kind: entry.kind ?? old?.kind ?? .article, title: entry.title, body: entry.body,
            shortAnswer: entry.shortAnswer ?? old?.shortAnswer, examples: entry.examples,
            locale: entry.locale ?? old?.locale)
        let before = try transaction.knowledgeVersion()
        guard
            let record = try transaction.save(
                content, state: entry.state, id: random.identifier(), source: nil, by: "setup file", at: now)
        else { return }
        outcome.lines.append("article “\(entry.title)”: written")
        if record.archivedAt != nil {
            outcome.lines.append(
                "article “\(entry.title)”: warning: it is archived, so the agent does not use it")
        }
        if let warning = LinkShortener.warning(about: entry.body) {
            outcome.lines.append("article “\(entry.title)”: warning: \(warning)")
        }
        guard try transaction.knowledgeVersion() != before else { return }
        try transaction.requestTraining(at: now, random: random)
    }

    private mutating func writeOperator(_ entry: Setup.OperatorEntry, password: PasswordHash?) throws {
        if let old = try transaction.findOperator(email: entry.email) {
            guard old.role != entry.role else { return }
            try transaction.setRole(entry.role, ofOperator: entry.email)
            outcome.lines.append("operator \(entry.email): \(old.role.rawValue) → \(entry.role.rawValue)")
        } else if let password {
            let person = Operator(
                id: random.identifier(), email: entry.email, role: entry.role, createdAt: now)
            if try transaction.insertOnce(person, password: password) {
                outcome.lines.append("operator \(entry.email): added")
            }
        }
    }

    private mutating func writeKey(_ entry: Setup.KeyEntry) throws {
        let saved = try transaction.saveKey(
            named: entry.name, role: entry.role, token: entry.key, id: random.identifier(), at: now)
        if saved { outcome.lines.append("key \(entry.name): written") }
    }
}
