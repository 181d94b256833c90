import Casewire
import Logging

/// What a request needs to reach a site: how to get in, and where its services are.
struct CreatioStanding: Sendable {
    let pass: CreatioPass
    let flavour: CreatioFlavour
    /// Counts the times that the flavour was looked for.
    let probes: Int
}

/// The state that all workers share: the sign-in, the flavour, what was learned of the site, and the usage.
///
/// However many ask at once, one signs in and the others wait for it and share what came of it.
actor CreatioAccess {
    /// What is wrong with the standing that a caller has.
    enum Doubt: Sendable {
        case none
        /// The site did not take the pass of this generation.
        case pass(generation: Int)
        /// A service was not where the flavour puts it, after so many probes.
        case flavour(probes: Int)
    }

    /// Tokens are renewed so long before they end.
    static let renewalLead = Duration.seconds(60)
    /// A refused password is not tried again before, since some sites lock the user out.
    static let refusalMemory = Duration.seconds(15 * 60)
    /// Likewise for a client's secret, which locks nobody out.
    static let clientRefusalMemory = Duration.seconds(60)
    /// The flavour is not looked for more often.
    static let probeInterval = Duration.seconds(5 * 60)

    private(set) var usage = CreatioUsage()
    /// Columns by object, once `$metadata` was read.
    private(set) var columns: [String: [RowColumn]] = [:]
    /// The contact behind the integration user, once an answer told it.
    private(set) var integrationContact: String?
    /// The site does not take `$batch`.
    private(set) var refusesBatches = false

    private let connection: CreatioConnection
    private let wire: CreatioWire
    private let clock: any WallClock
    private var pass: CreatioPass?
    private var flavour: CreatioFlavour?
    private var probes = 0
    private var probedAt: Timestamp?
    private var signInCount = 0
    private var refusal: (failure: CaseSystemFailure, until: Timestamp)?
    private var isBusy = false
    private var waiting: [CheckedContinuation<CaseSystemFailure?, Never>] = []

    init(connection: CreatioConnection, wire: CreatioWire, clock: any WallClock) {
        self.connection = connection
        self.wire = wire
        self.clock = clock
        flavour = connection.flavour
    }

    /// A pass and a flavour free of the doubt, signing in and looking for the flavour where that is needed.
    ///
    /// Throws `signInRefused` again for a while after a refusal, without asking the site.
    func standing(after doubt: Doubt) async throws(CaseSystemFailure) -> CreatioStanding {
        while true {
            if let standing = standingNow(free: doubt) { return standing }
            if let refusal, clock.now() < refusal.until { throw refusal.failure }
            guard isBusy else { break }
            let failure = await withCheckedContinuation { waiting.append($0) }
            if let failure { throw failure }
        }
        isBusy = true
        do {
            let standing = try await establish(free: doubt)
            finish(failure: nil)
            return standing
        } catch {
            // The others share a failure of the site; when only this caller was cancelled, one of them goes on.
            finish(failure: Task.isCancelled ? nil : error)
            throw error
        }
    }

    /// Forgets refusals and what was found out, so that the next request finds it out anew.
    func startAfresh() {
        refusal = nil
        pass = nil
        flavour = nil
        probedAt = nil
        refusesBatches = false
    }

    func learn(columns: [String: [RowColumn]]) { self.columns = columns }

    func learn(integrationContact: String) { self.integrationContact = integrationContact }

    func learnBatchesRefused() { refusesBatches = true }

    func count(requests: Int, operations: Int) {
        usage.requests += requests
        usage.operations += operations
    }

    /// Takes over the cookies that a site renews while a session is in use.
    func take(cookies lines: [String], for generation: Int) {
        guard !lines.isEmpty, var pass, pass.generation == generation, case .cookies(var cookies) = pass.proof
        else { return }
        cookies.take(lines)
        pass.proof = .cookies(cookies)
        self.pass = pass
    }

    private func standingNow(free doubt: Doubt) -> CreatioStanding? {
        guard let pass, let flavour, pass.renewAt.map({ clock.now() < $0 }) ?? true else { return nil }
        switch doubt {
        case .none: break
        case .pass(let generation): if pass.generation <= generation { return nil }
        case .flavour(let seen):
            let isRecent = probedAt.map { clock.now() < $0 + Self.probeInterval } ?? false
            if probes <= seen && !isRecent { return nil }
        }
        return CreatioStanding(pass: pass, flavour: flavour, probes: probes)
    }

    private func finish(failure: CaseSystemFailure?) {
        isBusy = false
        let woken = waiting
        waiting = []
        for waiter in woken { waiter.resume(returning: failure) }
    }

    private func establish(free doubt: Doubt) async throws(CaseSystemFailure) -> CreatioStanding {
        var pass = pass
        let isSpent = pass?.renewAt.map { clock.now() >= $0 } ?? false
        var isRefused = false
        if case .pass(let generation) = doubt, let pass { isRefused = pass.generation <= generation }
        if isSpent || isRefused { pass = nil }
        let current: CreatioPass
        if let pass { current = pass } else { current = try await signIn() }

        if case .flavour = doubt { flavour = try await probe(with: current) }
        let found: CreatioFlavour
        if let flavour { found = flavour } else { found = try await probe(with: current) }
        flavour = found
        return CreatioStanding(pass: self.pass ?? current, flavour: found, probes: probes)
    }

    private func signIn() async throws(CaseSystemFailure) -> CreatioPass {
        let signIn = CreatioSignIn(connection: connection)
        pass = nil
        usage.requests += 1
        usage.signIns += 1
        do {
            let result = try signIn.result(of: try await wire.send(signIn.request))
            signInCount += 1
            let lead = result.lifetime.map { min(Self.renewalLead, $0 / 2) } ?? .zero
            let renewed = CreatioPass(
                proof: result.proof, generation: signInCount,
                renewAt: result.lifetime.map { clock.now() + ($0 - lead) })
            pass = renewed
            refusal = nil
            Logger.current.debug("Signed in to Creatio")
            return renewed
        } catch {
            if case .signInRefused = error {
                let memory =
                    switch connection.signIn {
                    case .client: Self.clientRefusalMemory
                    case .user: Self.refusalMemory
                    }
                refusal = (error, clock.now() + memory)
            }
            throw error
        }
    }

    private func probe(with pass: CreatioPass) async throws(CaseSystemFailure) -> CreatioFlavour {
        let probe = CreatioProbe(connection: connection)
        var found: [CreatioFlavour: CreatioProbe.Finding] = [:]
        for flavour in CreatioProbe.order {
            usage.requests += 1
            let finding = probe.finding(in: try await wire.send(probe.request(for: flavour, with: pass)))
            if finding == .present { usage.operations += 1 }  // Elsewhere there is no OData to count it.
            found[flavour] = finding
        }
        probes += 1
        probedAt = clock.now()
        let flavour = try probe.flavour(by: found)
        Logger.current.debug(
            "Found the flavour of a Creatio site", metadata: ["flavour": "\(flavour.rawValue)"])
        return flavour
    }
}
