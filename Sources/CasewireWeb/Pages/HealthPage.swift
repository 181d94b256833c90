import Casewire
import CasewirePages

/// Every link to the outside, and the work that waits or was set aside.
struct HealthPage: Page {
    static let template = "pages/health"

    struct NumberPart: Sendable {
        let phone: String
        let provider: String
        let isConnected: Bool
        let words: String
        let autopilot: String
        let note: String?
        /// How fast its texts leave, and how many wait for that.
        let rate: String?
    }

    struct CreatioPart: Sendable {
        let url: String?
        let isGood: Bool
        let words: String
        let error: String?
        let since: MomentLabel?
        let behind: String?
    }

    struct OutagePart: Sendable {
        let title: String
        let since: MomentLabel
        let endedAt: MomentLabel?
        let nextTry: MomentLabel?
        let reason: String
        let waiting: String
        /// What to do.
        let advice: String?
    }

    struct ModelPart: Sendable {
        let words: String
        let isGood: Bool
        /// What each took lately, a line each.
        let uses: [String]
    }

    struct WebhookPart: Sendable {
        let host: String
        let isGood: Bool
        let words: String
        /// What to do.
        let advice: String?
    }

    struct JobPart: Sendable {
        let id: String
        let words: String
        let kind: String
        let attempts: Int
        let error: String
        let since: MomentLabel
        let mayRetry: Bool
        let history: [AttemptPart]
        let hasHistory: Bool
    }

    struct AttemptPart: Sendable {
        let error: String
        let times: Int
        let firstAt: MomentLabel
        let lastAt: MomentLabel
    }

    struct StrayPart: Sendable {
        let sender: String
        let text: String
        let reason: String
        let at: MomentLabel
    }

    struct LimitPart: Sendable {
        let name: String
        let words: String
        /// What is held back, where it is reached.
        let reached: String?
    }

    let frame: PageFrame
    let limits: [LimitPart]
    let hold: HoldPart?
    let numbers: [NumberPart]
    let hasNoNumbers: Bool
    let creatio: CreatioPart
    let model: ModelPart
    let webhooks: [WebhookPart]
    let hasWebhooks: Bool
    let outages: [OutagePart]
    let waiting: Int
    let running: Int
    let oldestDue: MomentLabel?
    let setAsideCount: Int
    let setAside: [JobPart]
    let nothingSetAside: Bool
    let mayExport: Bool
    let strays: [StrayPart]
    let hasNoStrays: Bool
    let publicURL: String
    let formToken: String

    init(
        _ content: HealthContent, frame: PageFrame, role: Operator.Role, formToken: String, publicURL: String
    ) {
        self.frame = frame
        limits = content.limits.map { LimitPart($0) }
        hold = content.hold.map { HoldPart($0, mayRelease: role.may(.configure)) }
        self.formToken = formToken
        self.publicURL = publicURL
        numbers = content.numbers.map { NumberPart($0) }
        hasNoNumbers = content.numbers.isEmpty
        creatio = CreatioPart(content)
        model = ModelPart(content)
        webhooks = content.webhooks.map { WebhookPart($0, last: content.told[$0.id]) }
        hasWebhooks = !webhooks.isEmpty
        outages = content.outages.map { OutagePart($0) }
        waiting = content.statistics.backlog.waiting
        running = content.statistics.backlog.running
        oldestDue = content.statistics.backlog.oldestDueAt.map { MomentLabel($0) }
        setAsideCount = content.statistics.backlog.setAside
        setAside = content.setAside.map {
            JobPart($0, history: content.history[$0.id] ?? [], mayRetry: role.may(.retryJobs))
        }
        mayExport = role.may(.retryJobs) && !content.setAside.isEmpty
        nothingSetAside = content.setAside.isEmpty
        strays = content.strays.map {
            StrayPart(sender: $0.sender, text: $0.text, reason: $0.reason, at: MomentLabel($0.receivedAt))
        }
        hasNoStrays = content.strays.isEmpty
    }
}

/// What the health page shows, read at one moment.
struct HealthContent: Sendable {
    let numbers: [NumberStatus]
    /// Nil where no Creatio is set up.
    let creatioURL: String?
    let creatio: CreatioStatus?
    let agent: AgentSettings
    let cases: CaseBacklog
    let statistics: Statistics
    /// Those that last, and those of the last day.
    let outages: [Outage]
    let setAside: [QueuedJob]
    /// What was tried, by the job's id.
    let history: [String: [JobAttempt]]
    let strays: [StrayText]
    /// Why nothing is sent, where sending is held.
    let hold: Restore?
    let limits: [LimitUse]
    /// Those that are switched on, and what was tried last at each.
    let webhooks: [Webhook]
    let told: [Webhook.ID: WebhookDelivery]
}

extension HealthPage.NumberPart {
    init(_ status: NumberStatus) {
        phone = status.phone
        provider = status.provider.rawValue.prefix(1).uppercased() + status.provider.rawValue.dropFirst()
        isConnected = status.isConnected
        words =
            if status.isConnected {
                say("Connected")
            } else if status.connectedAt == nil {
                say("Not connected yet")
            } else {
                say("Needs attention")
            }
        autopilot = AnsweringWords(status).label
        note = status.note.map { say(told: $0) }
        rate = RateWords.words(status)
    }
}

extension HealthPage.CreatioPart {
    init(_ content: HealthContent) {
        url = content.creatioURL
        let status = content.creatioURL == nil ? nil : content.creatio
        isGood = status?.state != .failing && content.cases.failed == 0
        words =
            switch status?.state {
            case nil:
                content.creatioURL == nil ? say("Off: handoffs go to the inbox alone") : say("Not tried yet")
            case .active: say("Active")
            case .failing: say("Failing")
            }
        error = (status?.reason).map { say(told: $0) }
        since = status?.state == .failing ? status.map { MomentLabel($0.since) } : nil
        let late = content.cases.behind + content.cases.failed
        behind = late == 0 ? nil : say(late, one: "1 case is behind", other: "\(late) cases are behind")
    }
}

extension HealthPage.ModelPart {
    init(_ content: HealthContent) {
        let outage = content.outages.first { $0.edge == .model && $0.endedAt == nil }
        isGood = outage == nil
        words =
            switch content.agent.model {
            case .builtin: say("The built-in model answers")
            case .openai, .anthropic:
                outage == nil
                    ? say("The hosted model answers") : say("The hosted model does not answer: people do")
            }
        uses = content.statistics.models.sorted { $0.key < $1.key }.map { name, use in
            let cost = Self.plain(Double(use.costMicros) / 1_000_000)
            let tokens = say("\(use.usage.inputTokens) tokens in, \(use.usage.outputTokens) out")
            return say(
                "\(name), last 30 days: \(use.calls) calls, \(use.failures) without an answer, \(tokens)")
                + (use.costMicros > 0 ? ", " + say("cost \(cost)") : "")
        }
    }

    /// With two digits after the point.
    private static func plain(_ amount: Double) -> String {
        let hundredths = Int((amount * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    }
}

extension HealthPage.WebhookPart {
    init(_ webhook: Webhook, last: WebhookDelivery?) {
        host = webhook.host
        isGood = last?.error == nil
        words =
            last.map { say(told: $0.error) ?? say("Took what it was told last.") }
            ?? say("Nothing was sent yet.")
        advice =
            isGood
            ? nil
            : say(
                "Check its address and its secret at Settings, Webhooks, and send a test. What it refuses for half an hour is set aside."
            )
    }
}

extension HealthPage.OutagePart {
    private static var modelAdvice: String {
        say(
            """
            Customers who write meanwhile get a person at once, and single turns try whether the model is back. A refused key or used-up \
            credit is mended under Settings, Agent; where the address does not answer, look at its host and the way there. \
            With kind: builtin the agent answers without it.
            """)
    }

    private static var webhookAdvice: String {
        say(
            """
            Everything else goes on. What it is to be told waits for a day, then it is set aside below. Settings, Webhooks has a test that \
            asks it at once; where it is no longer used, switch it off or remove it there.
            """)
    }

    init(_ outage: Outage) {
        let isModel = outage.edge == .model
        let system = say(told: outage.systemName)
        let advice = isModel ? Self.modelAdvice : outage.webhook == nil ? nil : Self.webhookAdvice
        self.advice = outage.endedAt == nil ? advice : nil
        title = outage.endedAt == nil ? say("\(system) does not answer") : say("\(system) did not answer")
        since = MomentLabel(outage.since)
        endedAt = outage.endedAt.map { MomentLabel($0) }
        nextTry = outage.nextTryAt.map { MomentLabel($0) }
        reason = say(told: outage.reason)
        waiting =
            switch outage.waiting {
            case 0: say("Nothing waits for it.")
            case let count:
                say(
                    count, one: "1 piece of work waits for it, and goes on by itself.",
                    other: "\(count) pieces of work wait for it, and go on by themselves, in order.")
            }
    }
}

extension HealthPage.JobPart {
    init(_ job: QueuedJob, history: [JobAttempt], mayRetry: Bool) {
        self.history = history.map {
            HealthPage.AttemptPart(
                error: say(told: $0.error), times: $0.times, firstAt: MomentLabel($0.firstAt),
                lastAt: MomentLabel($0.lastAt))
        }
        hasHistory = !history.isEmpty
        id = job.id
        kind = job.kind
        words = Self.words(job.kind)
        attempts = job.attempts
        error = job.error.map { say(told: $0) } ?? say("No reason was kept.")
        since = MomentLabel(job.createdAt)
        self.mayRetry = mayRetry
    }

    private static func words(_ kind: String) -> String {
        switch kind {
        case "message.send": say("Send a text")
        case "media.fetch": say("Fetch a picture or file of a text")
        case "message.look_up": say("Look up a text at the carrier")
        case "agent.answer": say("Answer a customer")
        case "handoff.describe": say("Describe a handoff")
        case "case.sync": say("Write a case to Creatio")
        case "case.read": say("Read a case from Creatio")
        case "case.poll": say("Read replies from Creatio")
        case "restore.compare": say("Ask what happened since the backup")
        case "texts.back_fill": say("Look for missed texts")
        case "webhook.deliver": say("Tell a webhook")
        case "session.wake": say("Show a snoozed session again")
        case "session.escalate": say("Raise that nobody answered")
        case "session.resolve_idle": say("Resolve an idle session")
        case "number.check": say("Connect a number and check the way to it")
        default: kind
        }
    }
}
