package import Casewire
package import CasewireStorage
import Logging

/// A whole product in a test: one engine, a clock that stands still, and a scripted outside.
package struct World: Sendable {
    package let database: any Database
    package let clock: ManualClock
    package let random: SeededRandom
    package let sms: ScriptedSMS
    package let creatio: MemoryCreatio
    package let services: Services
    package let jobs: JobRunner
    package let number: Number
    private let providerIDs: SeededRandom

    package static let customer = "+15551230001"

    /// - Parameter site: takes the place of `creatio`.
    package init(
        on engine: Engine, sms: ScriptedSMS = ScriptedSMS(), model: any LanguageModel = ScriptedModel(),
        autopilot: Bool = true, assist: Bool = false, clock: ManualClock = ManualClock(),
        site: (any CaseSystem)? = nil, segmentsPerSecond: Double = 0,
        actions: any ActionCaller = ScriptedActions()
    ) async throws {
        try await self.init(
            in: try await engine.makeDatabase(), sms: sms, model: model, autopilot: autopilot, assist: assist,
            clock: clock, site: site, segmentsPerSecond: segmentsPerSecond, actions: actions)
    }

    /// A node on a database that others may have, too.
    ///
    /// - Parameters:
    ///   - seed: what its identifiers begin with; each node has another.
    ///   - site: takes the place of `creatio`.
    ///   - segmentsPerSecond: the number's rate; without limit unless a test is about that.
    package init(
        in database: any Database, seed: UInt64 = 1, sms: ScriptedSMS = ScriptedSMS(),
        model: any LanguageModel = ScriptedModel(), autopilot: Bool = true, assist: Bool = false,
        clock: ManualClock = ManualClock(),
        site: (any CaseSystem)? = nil, segmentsPerSecond: Double = 0,
        actions: any ActionCaller = ScriptedActions()
    ) async throws {
        self.database = database
        self.clock = clock
        providerIDs = SeededRandom(seed: 7)
        random = SeededRandom(seed: seed)
        try await database.migrate(Schema.migrations)
        self.sms = sms
        creatio = MemoryCreatio(startingAt: clock.now())
        let vault = try Vault(keyBytes: Array(repeating: 7, count: 32))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        services = Services(
            database: database, clock: clock, random: random,
            connections: ScriptedConnections(
                sms: sms, model: model, creatio: site ?? creatio, actions: actions), vault: vault,
            publicURL: "https://support.example.com", logger: logger)
        jobs = JobRunner(services: services)
        guard let phone = PhoneNumber(e164: "+15550001000") else { throw UnusableWorld() }
        let new = Number(
            id: random.identifier(), phone: phone, provider: .twilio, account: "AC1", secret: Secret("token"),
            apiURL: nil, autopilot: autopilot, assist: assist, segmentsPerSecond: segmentsPerSecond)
        let now = clock.now()
        let kept = try await database.write { transaction in
            try transaction.save(new, vault: vault, at: now)
            return try transaction.number(phone, vault: vault)
        }
        number = kept ?? new
    }

    /// The same outside and the same moment, with another database: what a server has after a restore.
    package func continued(on database: any Database) -> World {
        World(continuing: self, on: database)
    }

    private init(continuing world: World, on database: any Database) {
        self.database = database
        clock = world.clock
        random = world.random
        sms = world.sms
        creatio = world.creatio
        services = Services(
            database: database, clock: world.clock, random: world.random,
            connections: world.services.connections, vault: world.services.vault,
            publicURL: world.services.publicURL, logger: world.services.logger)
        jobs = JobRunner(services: services)
        number = world.number
        providerIDs = world.providerIDs
    }

    private struct UnusableWorld: Error {}

    /// Connects the scripted Creatio.
    package func connectCreatio(
        cases: CreatioSettings.CaseMode = .everyConversation, fields: [CreatioSettings.Field] = [],
        dailyOperations: Int? = nil, configure: (inout CreatioSettings) -> Void = { _ in }
    ) async throws {
        var settings = CreatioSettings(
            url: "https://creatio.example.com", identityURL: nil,
            signIn: .client(id: "id", secret: Secret("secret")),
            webhookToken: Secret("0123456789abcdef"), connectedAt: clock.now())
        settings.cases = cases
        settings.fields = fields
        settings.dailyOperations = dailyOperations
        configure(&settings)
        let (vault, now) = (services.vault, clock.now())
        try await database.write { [settings] in try $0.save(settings, sealedBy: vault, at: now) }
    }

    /// A text from the customer; the same `id` is the same text again.
    @discardableResult
    package func receive(
        _ body: String, from phone: String = World.customer, id: String? = nil,
        media: [InboundText.Media] = []
    ) async throws -> Intake.Outcome {
        let text = InboundText(
            providerID: id ?? "SM-in-\(providerIDs.identifier())", from: phone, to: number.phone.e164,
            body: body, media: media)
        return try await Intake(services: services).receive(text, on: number)
    }

    /// What the carrier's list has of a text from the customer.
    package func listed(
        _ body: String, id: String, ago: Duration, from phone: String = World.customer,
        status: String = "received", error: String? = nil, media: Int = 0
    ) -> ListedText {
        ListedText(
            providerID: id, from: phone, to: number.phone.e164, body: body, createdAt: clock.now() - ago,
            status: status, errorCode: error, mediaCount: media)
    }

    /// Has the carrier's list read now.
    package func backfill() async throws {
        let (id, now): (String, Timestamp) = (random.identifier(), clock.now())
        try await database.write { [number] in
            try $0.enqueue(BackfillTexts(number: number.id), at: now, isOnlySooner: true, now: now, id: id)
        }
        try await jobs.runDue()
    }

    /// A text, and then whatever follows within ten seconds.
    @discardableResult
    package func converse(_ body: String, from phone: String = World.customer) async throws -> Session {
        try await receive(body, from: phone)
        try await settle()
        return try await session(of: phone)
    }

    /// Lets ten seconds go by, and runs what becomes due in each.
    package func settle(_ seconds: Int = 10) async throws {
        try await jobs.runDue()
        for _ in 0..<seconds {
            clock.advance(by: .seconds(1))
            await creatio.set(clock.now())
            try await jobs.runDue()
        }
    }

    package func session(of phone: String = World.customer) async throws -> Session {
        let found = try await database.read { snapshot in
            try snapshot.rows(
                """
                SELECT session.* FROM session JOIN contact ON contact.id = session.contact_id
                WHERE contact.phone = \(phone) ORDER BY session.ticket DESC LIMIT 1
                """
            ).first.map { row -> Session.ID in try row["id"] }
        }
        guard let found, let session = try await database.read({ try $0.session(found) }) else {
            throw UnusableWorld()
        }
        return session
    }

    package func messages(of phone: String = World.customer) async throws -> [Message] {
        let session = try await session(of: phone)
        return try await database.read { try $0.messages(in: session.id) }
    }

    package func timeline(of phone: String = World.customer) async throws -> [TimelineEvent] {
        let session = try await session(of: phone)
        return try await database.read { try $0.timeline(of: session.id) }
    }

    package func media(of phone: String = World.customer) async throws -> [Medium] {
        let session = try await session(of: phone)
        return try await database.read { try $0.media(in: session.id) }
    }

    package func receipt(_ status: String, for message: Message, error: String? = nil) async throws {
        let receipt = Receipt(
            providerID: message.providerID ?? "SM-lost", messageID: message.id.rawValue, status: status,
            errorCode: error)
        try await Receipts(services: services).receive(receipt, on: number)
    }

    /// What the phone got, in order.
    package var textsSent: [String] {
        get async { await sms.sent.map(\.body) }
    }
}
