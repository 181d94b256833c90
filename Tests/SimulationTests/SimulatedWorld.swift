import Casewire
import CasewireStorage
import Logging
import Synchronization
import TestSupport

/// A whole product with everything around it, in one thread and in a time of its own, all by the choices of one seed.
final class SimulatedWorld {
    /// A text that a phone sent, and whether a success answer was seen.
    struct PhoneText: Sendable {
        let id: String
        let phone: String
        let body: String
        /// Counts of points: when it was answered with success for the first time.
        var acknowledged: Int?
        var acknowledgedAt: Timestamp?
        var begun: Int?
    }

    /// What an operator wants to send, repeated under one key until there is an answer.
    struct OperatorReply: Sendable {
        let mark: String
        let session: Session.ID
        let contact: Contact.ID
        var isKept = false
        var isRefused = false
    }

    /// What a rep wrote in Creatio: on one activity, one of these texts is to be sent.
    struct RepReply: Sendable {
        let activity: String
        let caseID: String
        let isTask: Bool
        var marks: [String]
    }

    enum Event: Sendable {
        case text(Int), receipt(Int, status: String, tries: Int), reply(Int), rep, operate
        case carrier(isAway: Bool), site(isAway: Bool)
        case start(Int), resume(Int)
    }

    enum Report: Sendable {
        case text(Int, isKept: Bool)
        case receipt(Int, status: String, tries: Int, isKept: Bool)
        case reply(Int, isKept: Bool, isRefused: Bool)
    }

    struct Counts: Sendable {
        var restarts = 0
        var pauses = 0
        var steps = 0
    }

    let seed: UInt64
    let chance: Chance
    let executor: WorldExecutor
    let time: SimulatedTime
    let crossings: Crossings
    let carrier: SimulatedCarrier
    let site: SimulatedSite
    let database: any Database
    let vault: Vault
    let number: Number
    let settings: CreatioSettings
    let isTraced: Bool

    var processes: [SimulatedProcess?]
    var paused: [Life] = []
    var agenda: [(at: Timestamp, number: Int, event: Event)] = []
    var eventNumber = 0
    var texts: [PhoneText] = []
    var operatorReplies: [OperatorReply] = []
    var repReplies: [RepReply] = []
    var counts = Counts()
    var mark = 0
    /// Two runs of one seed make the same choices, so they end with the same digest.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    let reports = Reports()

    static let start = Timestamp(milliseconds: 1_790_000_000_000)
    static let phones = ["+15551230001", "+15551230002"]

    /// - Parameter executor: what the caller itself runs on.
    init(seed: UInt64, executor: WorldExecutor, isTraced: Bool) async throws {
        self.seed = seed
        self.executor = executor
        self.isTraced = isTraced
        chance = Chance(seed: seed &* 0x9E37_79B9 &+ 17)
        let time = SimulatedTime(Self.start)
        self.time = time
        crossings = Crossings { time.now }
        let trouble = [0.0, 0.1, 0.25, 0.4][chance.below(4)]
        carrier = SimulatedCarrier(chance: chance, trouble: trouble, time: time, crossings: crossings)
        site = SimulatedSite(chance: chance, trouble: trouble / 2, time: time, crossings: crossings)
        vault = try Vault(keyBytes: Array(repeating: 7, count: 32))
        let random = SeededRandom(seed: seed)
        guard let phone = PhoneNumber(e164: "+15550001000") else { throw Died() }
        number = Number(
            id: random.identifier(), phone: phone, provider: .twilio, account: "AC1", secret: Secret("token"),
            apiURL: nil, autopilot: chance.happens(0.95), segmentsPerSecond: [0, 1, 3][Int(seed % 3)])
        var settings = CreatioSettings(
            url: "https://creatio.example.com", identityURL: nil,
            signIn: .client(id: "id", secret: Secret("secret")), webhookToken: Secret("0123456789abcdef"),
            connectedAt: Self.start)
        settings.cases = chance.happens(0.8) ? .everyConversation : .onHandoff
        self.settings = settings
        processes = Array(repeating: nil, count: chance.happens(0.5) ? 2 : 1)

        database = try executor.elsewhere { try await EmptyDatabases.shared.take() }
        let (number, vault, now) = (number, vault, Self.start)
        var agent = AgentSettings()
        agent.resolveAfterMinutes = chance.pick([2, 10, 180]) ?? 180
        agent.burstSeconds = chance.pick([0, 2, 4]) ?? 4
        agent.escalateAfterMinutes = chance.pick([0, 0, 1]) ?? 0
        try executor.elsewhere { [database, settings, agent] in
            try await database.write { transaction in
                try transaction.save(number, vault: vault, at: now)
                try transaction.save(settings, sealedBy: vault, at: now)
                try transaction.saveSetting("agent", agent, at: now)
            }
        }
        for node in processes.indices { try await startProcess(node) }
    }

    /// A process begins, on what the database holds.
    func startProcess(_ node: Int) async throws {
        counts.restarts += 1
        let life = Life(name: "node \(node), start \(counts.restarts)")
        let random = SeededRandom(seed: seed &* 1_000 &+ UInt64(counts.restarts))
        var logger = Logger(label: "simulation")
        logger.logLevel = isTraced ? .info : .critical
        let model = SimulatedModel(chance: chance, trouble: 0.02, crossings: crossings, life: life)
        let services = Services(
            database: SimulatedDatabase(base: database, executor: executor, crossings: crossings, life: life),
            clock: time.clock(of: life), random: random,
            connections: SimulatedConnections(
                line: carrier.line(of: life), way: site.way(of: life), model: model),
            vault: vault, publicURL: "https://support.example.com", logger: logger)
        // What the server does at its start; only one that has the database to itself frees all leases.
        let (isAlone, now, id) = (processes.count == 1, time.now, random.identifier())
        try executor.elsewhere { [database] in
            try await database.write { transaction in
                if isAlone { try transaction.releaseAllLeases(now: now) }
                try transaction.enqueue(PollReplies(), at: now + .seconds(1), now: now, id: id)
            }
        }
        let process = SimulatedProcess(life: life, services: services, executor: executor)
        processes[node] = process
        process.start()
    }

    func kill(_ node: Int) {
        guard let process = processes[node] else { return }
        paused.removeAll { $0 === process.life }
        process.die(crossings)
        processes[node] = nil
        schedule(.start(node), in: chance.between(1, chance.happens(0.3) ? 120 : 15))
    }

    func schedule(_ event: Event, in seconds: Int, and milliseconds: Int = 0) {
        eventNumber += 1
        agenda.append(
            (time.now + .milliseconds(seconds * 1000 + milliseconds), eventNumber, event))
    }

    func nextMark(_ kind: String) -> String {
        mark += 1
        return "\(kind)\(mark)"
    }

    /// Notes a choice, for the digest and for who follows a run.
    func trace(_ words: @autoclosure () -> String) {
        let words = words()
        for byte in words.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        guard isTraced else { return }
        print("\(time.now - Self.start) \(crossings.count): \(words)")
    }
}

/// What became of requests, for the driver to take up when it is its turn.
final class Reports: Sendable {
    private let all = Mutex<[SimulatedWorld.Report]>([])

    func add(_ report: SimulatedWorld.Report) { all.withLock { $0.append(report) } }

    func takeAll() -> [SimulatedWorld.Report] {
        all.withLock { all in
            defer { all = [] }
            return all
        }
    }
}
