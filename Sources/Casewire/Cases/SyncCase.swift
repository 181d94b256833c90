import CasewireStorage

/// Brings a session's case in Creatio to what it should be: case, contact, one activity a message, note, reply task.
///
/// It knows what should be there and what is, so it may run any number of times. Ids are made before the first attempt, and a
/// row whose making nobody saw the end of is read before it is repeated.
package struct SyncCase: Job {
    package static let kind = "case.sync"
    package static let retry = RetryPolicy.endless
    /// What changes within this time goes out together.
    static let gathering = Duration.milliseconds(700)
    static let longestGathering = Duration.seconds(5)
    /// A refusal that only a person can mend is tried again so rarely.
    static let refusedWait = Duration.seconds(300)
    /// Rounds in one run: a plan is made again after a step showed something new.
    static let rounds = 4

    package let session: Session.ID

    package var lane: String? { "sync/\(session.rawValue)" }
    package var edge: Edge? { .creatio }
    package var coalescingKey: String? { "sync/\(session.rawValue)" }

    package init(session: Session.ID) {
        self.session = session
    }

    package func run(with services: Services) async throws {
        do {
            for _ in 0..<Self.rounds {
                guard try await bringCloser(services) else { return }
            }
            throw CaseSystemFailure.unavailable(reason: "Creatio kept changing while the case was written.")
        } catch let later as RetryLater {
            try await note(.behind, later.reason, services: services)
            throw later
        } catch let failure as CaseSystemFailure {
            try await handle(failure, services: services)
        } catch let problem as CatalogProblem {
            try await note(.failed, problem.description, services: services)
            throw RetryLater(after: Self.refusedWait, reason: problem.description)
        }
    }

    /// One round: reads, plans, writes. True when another round is needed.
    private func bringCloser(_ services: Services) async throws -> Bool {
        let now = services.clock.now()
        let newID = services.random.identifier()
        let picture = try await services.database.write {
            [session, vault = services.vault, url = services.publicURL] in
            try $0.casePicture(of: session, vault: vault, publicURL: url, caseID: newID, at: now)
        }
        guard let picture else { return false }
        if picture.caseRow == nil {
            try await services.database.read { try $0.requireRoomForCase(at: now) }
        }
        let system = try await services.caseSystem(for: picture.settings, leavesReserve: true)
        let catalog = try await CatalogReader(services: services).catalog(for: picture.settings)

        if let row = picture.caseRow, row.goneAt != nil {
            return try await looksForDeleted(row, system: system, services: services)
        }
        if catalog.isFinal(picture.link.status), picture.session.state != .resolved,
            picture.caseRow?.state == .written
        {
            try await services.database.write { [session, link = picture.link] in
                try $0.followUp(link, of: session, at: now)
            }
            return true
        }
        if try await settleAttempts(picture, system: system, services: services) { return true }
        var contact = picture.link.contact
        var makesContact = false
        if contact == nil, picture.caseRow?.state != .written, picture.link.candidates.isEmpty {
            switch try await ContactMatch.find(picture.contact.phone, in: system) {
            case .none: makesContact = true
            case .one(let id): contact = id
            case .several(let ids):
                try await noteSeveral(ids, in: system, services: services)
                return true
            }
        }
        let plan = CasePlan(picture, catalog: catalog, contact: contact, makesContact: makesContact, at: now)
        let writer = CaseWriter(
            picture: picture, catalog: catalog, contact: contact, system: system, services: services)
        guard plan.steps.isEmpty else {
            let needsAnother = try await writer.write(plan)
            return needsAnother || picture.lacksFiles
        }
        do {
            if try await CaseFileWriter(writer: writer).attach(CaseFilePlan(picture)) { return true }
        } catch CaseSystemFailure.denied(_, _, let reason) {
            try await waitForRight(reason, services: services)
            return false
        }
        return try await writer.write(plan)
    }

    /// Shows that files may not be attached, and comes back for them; what else the case needs does not wait so long.
    private func waitForRight(_ reason: String, services: Services) async throws {
        try await note(.failed, reason, services: services)
        let now = services.clock.now()
        let id = services.random.identifier()
        try await services.database.write { [self] in
            try $0.enqueue(self, at: now + Self.refusedWait, isOnlySooner: true, now: now, id: id)
        }
    }

    /// Looks whether a deleted case was restored. True when it was.
    private func looksForDeleted(_ row: CaseRow, system: any CaseSystem, services: Services) async throws
        -> Bool
    {
        let query = RowQuery("Case", where: .equal("Id", .id(row.id)), columns: ["Id"], limit: 1)
        guard try await system.read([query]).first?.isEmpty == false else {
            try await note(.failed, Self.caseIsGone, services: services)
            return false
        }
        let now = services.clock.now()
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            try transaction.noteBack(row.id, of: session, at: now)
        }
        return true
    }

    /// Reads the rows whose making nobody saw the end of. True when any was found.
    private func settleAttempts(_ picture: CasePicture, system: any CaseSystem, services: Services)
        async throws
        -> Bool
    {
        let attempted = picture.rows.filter { $0.state == .attempted }
        guard !attempted.isEmpty else { return false }
        let defaults = CaseObservation.columnsWithDefaults(picture.settings).filter {
            !CaseObservation.columns.contains($0)
        }
        var queries: [RowQuery] = []
        for object in ["Case", "Activity"] {
            let ids = attempted.filter { $0.object == object }.map(\.id)
            let columns = object == "Case" ? CaseObservation.columns + defaults : ["Id"]
            for start in stride(from: 0, to: ids.count, by: Self.idsPerQuery) {
                let some = ids[start..<min(start + Self.idsPerQuery, ids.count)]
                queries.append(
                    RowQuery(object, where: .any(some.map { .equal("Id", .id($0)) }), columns: columns))
            }
        }
        let found = try await system.read(queries).flatMap { $0 }
        guard !found.isEmpty else { return false }
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            for values in found {
                guard let id = values.id("Id") else { continue }
                let isCase = id == picture.link.caseID
                try transaction.noteWritten(
                    id, values: isCase ? values.filter { defaults.contains($0.key) } : nil)
                if isCase { try transaction.noteCase(values, of: session) }
                // A task made before a restore may have been answered before it.
                try transaction.closeTaskIfTaken(id, of: session)
            }
        }
        return true
    }

    static let caseIsGone =
        "The case was deleted in Creatio. Restore it there, or choose Resync whole to make it again."

    /// Keeps a filter's length well below what servers take in an address.
    static let idsPerQuery = 20

    /// Shows who may be meant, by name, to operators and on the case.
    private func noteSeveral(_ contacts: [String], in system: any CaseSystem, services: Services) async throws
    {
        let query = RowQuery(
            "Contact", where: .any(contacts.prefix(Self.idsPerQuery).map { .equal("Id", .id($0)) }),
            columns: ["Id", "Name"], order: "Name")
        let candidates = try await system.read([query]).joined().compactMap { row in
            row.id("Id").map { ContactCandidate(id: $0, name: row.text("Name") ?? $0) }
        }
        let now = services.clock.now()
        try await services.database.write { [session] transaction in
            try transaction.holdConversation(of: session)
            guard try transaction.note(candidates, of: session) else { return }
            try transaction.record(
                .sync,
                "Several Creatio contacts have this phone number; choose the right one here or on the case.",
                details: ["contacts": candidates.map(\.name).joined(separator: ", ")], in: session, at: now)
        }
    }

    private func note(_ sync: CaseLink.Sync, _ error: String?, services: Services) async throws {
        let now = services.clock.now()
        try await services.database.write { [session] in
            try $0.holdConversation(of: session)
            try $0.noteSync(sync, error: error, of: session, at: now)
        }
    }

    /// Shows what is wrong, and decides when to try again.
    private func handle(_ failure: CaseSystemFailure, services: Services) async throws {
        switch failure {
        case .overQuota(let reason, let wait):
            try await note(.behind, reason, services: services)
            throw RetryLater(after: wait, reason: reason)
        case .unavailable(let reason), .duplicate(let reason), .notFound(let reason):
            try await note(.behind, reason, services: services)
            throw failure
        case .missingReference(let reason):
            // A contact was merged away, or a lookup value removed: both are looked up anew for the next try.
            try await note(.behind, reason, services: services)
            let contact = try await contactByNow(services)
            try await services.database.write { [session] transaction in
                try transaction.holdConversation(of: session)
                try transaction.execute(
                    "UPDATE case_link SET creatio_contact = \(contact) WHERE session_id = \(session)")
                try transaction.removeSetting("creatio.catalog")
            }
            throw failure
        case .signInRefused(let reason), .denied(_, _, let reason), .rejected(let reason):
            try await note(.failed, reason, services: services)
            throw RetryLater(after: Self.refusedWait, reason: reason)
        }
    }

    /// The contact that stands on the case, or else the only one with the phone: the one known so far may have been merged away.
    private func contactByNow(_ services: Services) async throws -> String? {
        let vault = services.vault
        let known = try await services.database.read { [session] snapshot in
            (
                link: try snapshot.caseLink(of: session),
                settings: try snapshot.creatioSettings(openedBy: vault),
                contact: try snapshot.session(session).flatMap { try snapshot.contact($0.contact) }
            )
        }
        guard let link = known.link, let settings = known.settings, let contact = known.contact else {
            return nil
        }
        do {
            let system = try await services.caseSystem(for: settings, leavesReserve: true)
            let query = RowQuery(
                "Case", where: .equal("Id", .id(link.caseID)), columns: ["Id", "ContactId"], limit: 1)
            if let standing = try await system.read([query]).first?.first?.id("ContactId") { return standing }
            if case .one(let id) = try await ContactMatch.find(contact.phone, in: system) { return id }
            return nil
        } catch is CaseSystemFailure {
            return link.contact  // Looked up at the next failure.
        }
    }
}
