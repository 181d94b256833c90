import CasewireStorage

/// Takes in the texts to a number that the carrier has in its list and whose webhook never came.
///
/// It comes back by itself as long as the number is there, and is asked for sooner when texts had to be refused.
package struct BackfillTexts: Job {
    package static let kind = "texts.back_fill"
    package static let retry = RetryPolicy.endless

    /// The time between two looks while nothing is wrong: a text that the carrier gave up on leaves no trace here, so only
    /// the list tells. Five minutes find it before its turn is stale (`AgentSettings.stalestTurn`), for 288 small requests
    /// a day.
    static let interval = Duration.seconds(300)
    /// The list is read again for so long, since it may lag behind and two clocks may differ.
    static let overlap = Duration.seconds(900)
    /// The carrier itself may still be trying with a text that is younger (Twilio: 15 s in all).
    package static let grace = Duration.seconds(15)
    /// How far back the first look goes.
    static let firstLook = Duration.seconds(24 * 3600)
    /// What one question spans at most, so that a long outage is read in parts that each fit the carrier's pages.
    static let window = Duration.seconds(6 * 3600)
    /// A refusal that only a person can mend is tried again so rarely.
    static let refusedWait = Duration.seconds(300)

    package let number: Number.ID

    package var lane: String? { "backfill/\(number.rawValue)" }
    package var coalescingKey: String? { "backfill/\(number.rawValue)" }

    package init(number: Number.ID) {
        self.number = number
    }

    package func run(with services: Services) async throws {
        let now = services.clock.now()
        let vault = services.vault
        let known = try await services.database.read { [number] snapshot in
            (
                number: try snapshot.number(number, vault: vault),
                start: try snapshot.backfillStart(of: number, at: now)
            )
        }
        guard let number = known.number, let start = known.start,
            // Some carriers keep no list; their texts come by webhook or not at all.
            services.connections.carrier(of: number.provider)?.listsTexts ?? true
        else { return }
        var begin = start.cursor
        var seesYoung = false
        repeat {
            let end = min(begin + Self.window, now)
            let query = TextQuery(
                direction: .receivedByUs, number: number.phone, contact: nil,
                since: max(begin - Self.overlap, start.earliest), until: end)
            seesYoung = try await takeIn(
                Self.list(query, of: number, services: services), on: number, services: services)
            begin = end
            try await services.database.write { try $0.saveBackfill(of: number.id, upTo: end, at: now) }
        } while begin < now
        let next = now + (seesYoung ? Self.grace : Self.interval)
        let id = services.random.identifier()
        try await services.database.write { [self] in
            try $0.enqueue(self, at: next, isOnlySooner: true, now: now, id: id)
        }
    }

    private static func list(_ query: TextQuery, of number: Number, services: Services) async throws
        -> [ListedText]
    {
        do {
            return try await services.connections.carrier(for: number).texts(query)
        } catch let failure as ListFailure {
            switch failure {
            case .unavailable(let reason): throw RetryLater(after: .seconds(30), reason: reason)
            case .refused(let reason): throw RetryLater(after: refusedWait, reason: reason)
            }
        }
    }

    /// True when a text was left for the next look, since the carrier may still bring it.
    private func takeIn(_ listed: [ListedText], on number: Number, services: Services) async throws -> Bool {
        let ids = listed.map(\.providerID)
        let known = try await services.database.read { try $0.known(ids, on: number.id) }
        let now = services.clock.now()
        var seesYoung = false
        for text in listed where !known.contains(text.providerID) {
            guard now - text.createdAt >= Self.grace else {
                seesYoung = true
                continue
            }
            if text.status == "failed" {
                try await keepAside(text, on: number, services: services)
            } else {
                _ = try await Intake(services: services).receive(
                    await Self.whole(text, of: number, services: services), on: number,
                    sentAt: text.createdAt)
            }
        }
        return seesYoung
    }

    /// A listed text with its files. Where they cannot be listed, the text does not wait for them.
    private static func whole(_ text: ListedText, of number: Number, services: Services) async -> InboundText
    {
        guard text.mediaCount > 0, let carrier = try? await services.connections.carrier(for: number),
            let media = try? await carrier.media(of: text.providerID), !media.isEmpty
        else { return InboundText(text) }
        return InboundText(
            providerID: text.providerID, from: text.from, to: text.to, body: text.body, media: media)
    }

    /// A text that the carrier itself held back, such as one that looks machine-made (Twilio: error 30039), is for people.
    private func keepAside(_ text: ListedText, on number: Number, services: Services) async throws {
        let now = services.clock.now()
        let id = services.random.identifier()
        let reason = text.errorCode.map {
            services.connections.webhooks(of: number.provider).words(forErrorCode: $0)
        }
        _ = try await services.database.write {
            try $0.keepStray(
                InboundText(text), on: number.id, because: reason ?? "The carrier held it back.", id: id,
                at: now)
        }
    }
}

extension InboundText {
    /// The list itself shows neither the attachments nor whether the carrier answered a keyword.
    init(_ text: ListedText) {
        self.init(
            providerID: text.providerID, from: text.from, to: text.to, body: text.body,
            unreadMedia: text.mediaCount)
    }
}

extension Snapshot {
    /// From where a number's list is to be read, and before which moment it is none of ours; nil for a number that is gone.
    func backfillStart(of number: Number.ID, at now: Timestamp) throws -> (
        cursor: Timestamp, earliest: Timestamp
    )? {
        let created = try rows("SELECT created_at FROM number WHERE id = \(number)").first
        guard let earliest = try created.map({ row -> Timestamp in try row["created_at"] }) else {
            return nil
        }
        let cursor = try setting("backfill/\(number)", as: Timestamp.self) ?? now - BackfillTexts.firstLook
        return (max(cursor, earliest), earliest)
    }

    /// Those of the carrier's ids under which a text was taken in or kept aside.
    func known(_ ids: [String], on number: Number.ID) throws -> Set<String> {
        var known: Set<String> = []
        for start in stride(from: 0, to: ids.count, by: 500) {
            let some = ids[start..<min(start + 500, ids.count)]
            for table in ["message", "stray_text"] {
                for row in try rows(
                    "SELECT provider_id FROM \(raw: table) WHERE number_id = \(number) AND provider_id IN (\(list: some))"
                ) {
                    known.insert(try row["provider_id"])
                }
            }
        }
        return known
    }
}

extension Transaction {
    func saveBackfill(of number: Number.ID, upTo moment: Timestamp, at now: Timestamp) throws {
        try saveSetting("backfill/\(number)", moment, at: now, isAnnounced: false)
    }

    /// Has the texts of every number looked for, soon: some had to be refused.
    package func requestBackfill(at moment: Timestamp, now: Timestamp, random: any RandomSource) throws {
        for row in try rows("SELECT id FROM number ORDER BY id") {
            try enqueue(
                BackfillTexts(number: try row["id"]), at: moment, isOnlySooner: true, now: now,
                id: random.identifier())
        }
    }
}
