import CasewireStorage

/// Brings `Contact.DoNotUseSms` in Creatio and the contact's opt-out here to the same.
///
/// What the customer said last is written there; when a contact is linked for the first time, a tick that stands there counts here.
package struct SyncConsent: Job {
    package enum Cause: String, Sendable, Hashable, Codable {
        /// The customer opted out or in.
        case customer
        /// The contact was found in Creatio.
        case link
    }

    package static let kind = "consent.sync"
    package static let retry = RetryPolicy.endless

    package let contact: Contact.ID
    package let cause: Cause

    package var lane: String? { "consent/\(contact.rawValue)" }
    package var edge: Edge? { .creatio }
    package var coalescingKey: String? { "consent/\(contact.rawValue)/\(cause.rawValue)" }

    /// Rows of one person in Creatio that are looked at.
    private static let mostRows = 20

    package func run(with services: Services) async throws {
        try await services.requireComparison()
        let vault = services.vault
        let known = try await services.database.read { [contact] snapshot in
            (
                settings: try snapshot.creatioSettings(openedBy: vault),
                rows: try snapshot.creatioContacts(of: contact),
                isSuppressed: try snapshot.isSuppressed(contact)
            )
        }
        guard let settings = known.settings, !known.rows.isEmpty else { return }
        let catalog = try await CatalogReader(services: services).catalog(for: settings)
        guard catalog.description.has(DoNotUseSms.column, in: "Contact") else {
            return try await noteWritten([], services: services)
        }
        let system = try await services.caseSystem(for: settings)
        let query = RowQuery(
            "Contact", where: .any(known.rows.prefix(Self.mostRows).map { .equal("Id", .id($0)) }),
            columns: ["Id", DoNotUseSms.column])
        let standing = try await system.read([query]).joined().compactMap(DoNotUseSms.init)
        let now = services.clock.now()
        if cause == .link, !known.isSuppressed {
            try await services.database.write { transaction in
                for tick in standing where tick.isSet { try transaction.take(tick, at: now) }
            }
            return
        }
        let changes = standing.filter { $0.isSet != known.isSuppressed }.map {
            RowChange(
                .update, "Contact", id: $0.contact, values: [DoNotUseSms.column: .flag(known.isSuppressed)])
        }
        if !changes.isEmpty {
            for case .failed(let failure) in try await system.write(changes) {
                switch failure {
                case .notFound: continue  // Merged away or deleted; the next link is another row.
                case .denied, .rejected: throw GivingUp(failure.words)
                default: throw failure
                }
            }
        }
        try await noteWritten(
            standing.map { DoNotUseSms(contact: $0.contact, isSet: known.isSuppressed) }, services: services)
    }

    private func noteWritten(_ ticks: [DoNotUseSms], services: Services) async throws {
        let now = services.clock.now()
        try await services.database.write { [contact] transaction in
            for tick in ticks { try transaction.note(tick) }
            try transaction.execute(
                "UPDATE suppression SET creatio_at = \(now) WHERE contact_id = \(contact)")
        }
    }
}

/// Whether texts to a contact are forbidden in Creatio.
struct DoNotUseSms: Sendable, Hashable {
    static let column = "DoNotUseSms"
    /// In the consent ledger, for a tick or its removal in Creatio.
    static let source = "creatio"

    /// The contact's GUID in Creatio.
    let contact: String
    let isSet: Bool
}

extension DoNotUseSms {
    init?(_ values: RowValues) {
        guard let id = values.id("Id") else { return nil }
        self.init(contact: id, isSet: values[Self.column] == .flag(true))
    }
}

extension Snapshot {
    /// Whether a contact in Creatio was ticked when it was seen or written last; nil where it never was.
    func knownTick(of creatioContact: String) throws -> Bool? {
        let known: Int? = try rows(
            "SELECT MAX(do_not_sms) AS known FROM case_link WHERE creatio_contact = \(creatioContact)"
        ).first.flatMap { try $0["known"] }
        return known.map { $0 == 1 }
    }

    /// The rows of a contact in Creatio that its cases name.
    func creatioContacts(of contact: Contact.ID) throws -> [String] {
        try rows(
            """
            SELECT DISTINCT case_link.creatio_contact AS id FROM case_link
            JOIN session ON session.id = case_link.session_id
            WHERE session.contact_id = \(contact) AND case_link.creatio_contact IS NOT NULL ORDER BY 1
            """
        ).map { try $0["id"] }
    }

    /// Contacts in Creatio whose tick there is why nothing is texted to them.
    func contactsTickedInCreatio(limit: Int) throws -> [String] {
        try rows(
            """
            SELECT DISTINCT case_link.creatio_contact AS id FROM suppression
            JOIN session ON session.contact_id = suppression.contact_id
            JOIN case_link ON case_link.session_id = session.id
            WHERE suppression.source = \(DoNotUseSms.source) AND case_link.creatio_contact IS NOT NULL
            ORDER BY 1 LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }
}

extension Transaction {
    /// Has an opt-out or opt-in written to Creatio, where the contact is known there.
    func requestConsentSync(of contact: Contact.ID, at moment: Timestamp) throws {
        guard try !creatioContacts(of: contact).isEmpty else { return }
        let job = SyncConsent(contact: contact, cause: .customer)
        try enqueue(
            job, at: moment, now: moment,
            id: DerivedID.make("\(job.coalescingKey ?? "")/\(moment.milliseconds)"))
    }

    /// The same for an opt-out from before the contact was known there.
    func requestMissedConsentSync(of contact: Contact.ID, at now: Timestamp) throws {
        let isMissing = try !rows(
            "SELECT 1 AS yes FROM suppression WHERE contact_id = \(contact) AND creatio_at IS NULL"
        ).isEmpty
        if isMissing { try requestConsentSync(of: contact, at: now) }
    }

    func note(_ tick: DoNotUseSms) throws {
        try execute(
            """
            UPDATE case_link SET do_not_sms = \(tick.isSet ? 1 : 0) WHERE creatio_contact = \(tick.contact)
            """)
    }

    /// Acts on a *change* of the tick in Creatio, never on the tick alone: what the customer said since may be on its way there.
    /// Its removal lifts only what the tick had set.
    func take(_ tick: DoNotUseSms, at now: Timestamp) throws {
        guard try knownTick(of: tick.contact) ?? false != tick.isSet else { return }
        try note(tick)
        let contacts: [Contact.ID] = try rows(
            """
            SELECT DISTINCT session.contact_id AS id FROM case_link
            JOIN session ON session.id = case_link.session_id WHERE case_link.creatio_contact = \(tick.contact)
            """
        ).map { try $0["id"] }
        for contact in contacts {
            let source: String? = try rows("SELECT source FROM suppression WHERE contact_id = \(contact)")
                .first.map {
                    try $0["source"]
                }
            guard tick.isSet ? source == nil : source == DoNotUseSms.source else { continue }
            let words =
                tick.isSet
                ? "“Do not use SMS” was ticked in Creatio." : "“Do not use SMS” was unticked in Creatio."
            try keep(
                ConsentEntry(
                    kind: tick.isSet ? .optOut : .optIn, number: nil, source: DoNotUseSms.source,
                    wording: words,
                    at: now, policy: try organization().policyVersion), of: contact)
            if tick.isSet {
                try execute(
                    """
                    INSERT INTO suppression (contact_id, source, at, creatio_at)
                    VALUES (\(contact), \(DoNotUseSms.source), \(now), \(now)) ON CONFLICT (contact_id) DO NOTHING
                    """)
            } else {
                try execute("DELETE FROM suppression WHERE contact_id = \(contact)")
            }
            let sessions: [Session.ID] = try rows(
                "SELECT id FROM session WHERE contact_id = \(contact) AND state <> 'resolved'"
            ).map { try $0["id"] }
            for session in sessions { try record(.consent, words, in: session, at: now) }
        }
    }
}
