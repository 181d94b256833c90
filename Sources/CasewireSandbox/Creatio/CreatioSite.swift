import Logging

/// The state of a simulated site between requests: rows, sign-ins, processes and counts.
package actor CreatioSite {
    package let configuration: CreatioConfiguration
    private let clock: SandboxClock
    private let identifiers: SandboxIdentifiers
    private let faults: FaultPlan
    private let journal: CreatioJournal?
    private let events: ProcessQueue
    private var store: CreatioStore
    private var signIns = SignIns()
    private var processes: [BusinessProcess] = []
    private var usage = Usage()
    private var uploads: [GUID: [UInt8]] = [:]

    /// What a quota would count: each part of a batch is an operation.
    package struct Usage: Codable, Sendable, Equatable {
        package var requests = 0
        package var operations = 0
    }

    /// Reads what was kept before, or fills a new site.
    init(
        configuration: CreatioConfiguration, clock: SandboxClock, identifiers: SandboxIdentifiers,
        faults: FaultPlan, events: ProcessQueue
    ) throws {
        self.configuration = configuration
        self.clock = clock
        self.identifiers = identifiers
        self.faults = faults
        self.events = events
        let newId: @Sendable () -> GUID = { GUID(identifiers.uuid()) ?? .zero }
        journal = try configuration.dataFolder.map { try CreatioJournal(in: $0) }
        let kept = try journal?.contents() ?? CreatioJournal.Contents()
        let switches = kept.switches ?? configuration.switches
        var store = CreatioStore(
            schema: CreatioSchema(switches: switches), switches: switches, newId: newId)
        if kept.changes.isEmpty {
            try CreatioSeed.fill(&store, at: CreatioTime(clock.now))
        } else {
            for change in kept.changes { store.restore(change) }
            store.finishRestoring(after: kept.lastCaseNumber)
        }
        _ = store.takeWritten()
        processes = kept.processes
        try journal?.compact(to: store, processes: processes)
        self.store = store
    }

    var now: CreatioTime { CreatioTime(clock.now) }

    package var switches: CreatioSwitches { store.switches }

    /// A copy of all rows, to read from.
    package var rows: CreatioStore { store }

    // MARK: Rows

    /// Answers one OData operation.
    func odata(_ request: ODataRequest, by user: CreatioUser, root: String) -> ODataResponse {
        usage.requests += 1
        usage.operations += 1
        let response = service(user, root).respond(to: request, in: &store)
        commit()
        return response
    }

    /// Runs a batch and answers its parts.
    func odata(_ batch: ODataBatch, by user: CreatioUser, root: String) -> [ODataBatch.Answer] {
        usage.requests += 1
        let answers = batch.run(with: service(user, root), in: &store, newId: store.newId) { store in
            keep(store.takeWritten(), schema: store.schema)
            events.add(store.takeEvents())
        }
        usage.operations += answers.count
        return answers
    }

    /// Changes rows on somebody's behalf; what is thrown leaves nothing changed.
    func write<Result: Sendable>(
        _ change: @Sendable (inout CreatioStore, CreatioTime) throws -> Result
    ) throws -> Result {
        let before = store
        do {
            let result = try change(&store, now)
            commit()
            return result
        } catch {
            store = before
            throw error
        }
    }

    func newId() -> GUID { store.newId() }

    /// Joins a range of a file to what came before; answers the file once it is whole.
    ///
    /// At most 100 files are waited for at once.
    func collect(_ content: [UInt8], at start: Int, of id: GUID, total: Int) throws -> [UInt8]? {
        guard total <= CreatioStore.fileLimit else {
            throw CreatioFault.saving("The file exceeds the maximum size of 10 MB")
        }
        var whole = start == 0 ? [] : uploads[id] ?? []
        guard start == whole.count else { throw CreatioFault.bare(416) }
        whole += content
        if whole.count >= total {
            uploads[id] = nil
            return whole
        }
        guard uploads.count < 100 || uploads[id] != nil else { throw CreatioFault.bare(503) }
        uploads[id] = whole
        return nil
    }

    /// Refuses what a user may not do with an object, in services beside OData.
    func requireRight(_ right: String, on object: String, of user: CreatioUser) throws {
        let taken = store.switches.denied[user.name] ?? []
        guard !faults.denies(right, on: object), !taken.contains(object),
            !taken.contains("\(object)/\(right)")
        else { throw CreatioFault.noRights(to: object, status: store.switches.noRightsStatus) }
    }

    /// Refuses files whose kind the site's security settings do not let in.
    func requireTakenFile(named name: String) throws {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard !store.switches.refusedFiles.contains(ending) else {
            throw CreatioFault.plain(
                200,
                [
                    "success": false,
                    "errorInfo": [
                        "errorCode": "", "message": .text("Files of the type \(ending) are not allowed"),
                    ],
                ])
        }
    }

    private func service(_ user: CreatioUser, _ root: String) -> ODataService {
        let faults = faults
        return ODataService(user: user, root: root, now: now) { object, right in
            faults.denies(right, on: object)
        }
    }

    private func commit() {
        keep(store.takeWritten(), schema: store.schema)
        events.add(store.takeEvents())
    }

    /// The schema is handed over, since the store may be in use by a batch.
    private func keep(_ changes: [CreatioChange], schema: CreatioSchema) {
        guard let journal else { return }
        attempt {
            for change in changes { try journal.append(change, in: schema) }
        }
    }

    /// A disk that takes no more costs the sandbox only its memory of a restart.
    private func attempt(_ write: () throws -> Void) {
        do {
            try write()
        } catch {
            configuration.logger.error("The journal was not written.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Sign-ins

    /// A fresh token for the OAuth application.
    func issueToken() -> (token: String, seconds: Int) {
        let token = identifiers.hex(64)
        let seconds = store.switches.tokenSeconds
        signIns.issueToken(token, until: now.adding(seconds: Int64(seconds)))
        return (token, seconds)
    }

    func accepts(token: String) -> Bool { signIns.accepts(token: token, at: now) }

    func beginSession(for user: CreatioUser) -> SignIns.Session {
        let session = SignIns.Session(
            ticket: identifiers.hex(96).uppercased(), user: user,
            csrf: identifiers.hex(12) + "/" + identifiers.hex(8) + "+" + identifiers.hex(2),
            loader: identifiers.hex(24), lastUsed: now)
        signIns.begin(session)
        return session
    }

    func session(ticket: String) -> SignIns.Session? {
        signIns.use(ticket: ticket, idleSeconds: store.switches.sessionSeconds, at: now)
    }

    func endSession(ticket: String) { signIns.end(ticket: ticket) }

    func endAllSignIns() { signIns.endAll() }

    /// From now on writes need another `BPMCSRF` header than the sessions were given.
    func renewGuards() { signIns.renewGuards { _ in GUID(identifiers.uuid())?.text ?? "" } }

    // MARK: Switches, processes, counts

    func set(_ switches: CreatioSwitches) {
        store.switches = switches
        attempt { try journal?.append(switches) }
    }

    func set(_ processes: [BusinessProcess]) {
        self.processes = processes
        attempt { try journal?.append(processes) }
    }

    package var allProcesses: [BusinessProcess] { processes }

    package var counts: Usage { usage }

    /// Counts a call of a service beside OData.
    func countService() {
        guard switches.countsServices else { return }
        usage.requests += 1
        usage.operations += 1
    }

    func forgetCounts() { usage = Usage() }
}

extension FaultPlan {
    /// Whether an ordered fault takes a right on an object away; `Activity` takes all, `Activity/add` one.
    fileprivate func denies(_ right: String, on object: String) -> Bool {
        let paths: Set<String> = [object, "\(object)/\(right)"]
        guard
            let fault = all.first(where: { fault in
                fault.kind == .deny && fault.path.map { paths.contains($0) } ?? true
            })
        else { return false }
        if fault.count != nil { _ = take(.deny, path: fault.path ?? object) }
        return true
    }
}
