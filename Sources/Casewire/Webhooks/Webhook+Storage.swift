package import CasewireStorage

extension Snapshot {
    /// All endpoints, the oldest first.
    package func webhooks(openedBy vault: Vault) throws -> [Webhook] {
        try rows("SELECT * FROM webhook ORDER BY created_at, id").map { try webhook($0, openedBy: vault) }
    }

    package func webhook(_ id: Webhook.ID, openedBy vault: Vault) throws -> Webhook? {
        try rows("SELECT * FROM webhook WHERE id = \(id)").first.map { try webhook($0, openedBy: vault) }
    }

    private func webhook(_ row: Row, openedBy vault: Vault) throws -> Webhook {
        let (events, includesText, allowsPrivateHost, isEnabled): (String, Int, Int, Int) = (
            try row["events"], try row["includes_text"], try row["allows_private_host"],
            try row["is_enabled"]
        )
        return Webhook(
            id: try row["id"], url: try row["url"], secret: try vault.open(try row["secret"]),
            events: events.split(separator: ",").compactMap { WebhookEvent(rawValue: String($0)) },
            includesText: includesText == 1, allowsPrivateHost: allowsPrivateHost == 1,
            isEnabled: isEnabled == 1)
    }

    func webhookDelivery(_ id: WebhookDelivery.ID) throws -> WebhookDelivery? {
        try rows("SELECT * FROM webhook_delivery WHERE id = \(id)").first.map(WebhookDelivery.init(row:))
    }

    /// The newest first.
    package func webhookDeliveries(to webhook: Webhook.ID, limit: Int) throws -> [WebhookDelivery] {
        try rows(
            """
            SELECT * FROM webhook_delivery WHERE webhook_id = \(webhook)
            ORDER BY position DESC LIMIT \(limit)
            """
        ).map(WebhookDelivery.init(row:))
    }

    /// What was tried last at each endpoint.
    package func newestTries() throws -> [Webhook.ID: WebhookDelivery] {
        var newest: [Webhook.ID: WebhookDelivery] = [:]
        for row in try rows(
            """
            SELECT webhook_delivery.* FROM webhook JOIN webhook_delivery ON webhook_delivery.position =
                (SELECT tried.position FROM webhook_delivery AS tried
                WHERE tried.webhook_id = webhook.id AND tried.tried_at IS NOT NULL
                ORDER BY tried.tried_at DESC, tried.position DESC LIMIT 1)
            """)
        { newest[try row["webhook_id"]] = try WebhookDelivery(row: row) }
        return newest
    }
}

extension Transaction {
    package func save(_ webhook: Webhook, sealedBy vault: Vault, at now: Timestamp) throws {
        let events = webhook.events.map(\.rawValue).joined(separator: ",")
        try execute(
            """
            INSERT INTO webhook (id, url, secret, events, includes_text, allows_private_host, is_enabled, created_at)
            VALUES (\(webhook.id), \(webhook.url), \(try vault.seal(webhook.secret)), \(events),
                \(webhook.includesText), \(webhook.allowsPrivateHost), \(webhook.isEnabled), \(now))
            ON CONFLICT (id) DO UPDATE SET url = excluded.url, secret = excluded.secret,
                events = excluded.events, includes_text = excluded.includes_text,
                allows_private_host = excluded.allows_private_host, is_enabled = excluded.is_enabled
            """)
        announce(.settings)
    }

    /// Removes an endpoint with what it was to be told. False where there was none.
    package func removeWebhook(_ id: Webhook.ID) throws -> Bool {
        let lane = "webhook/\(id.rawValue)"
        try execute(
            "DELETE FROM job_attempt WHERE job_id IN (SELECT id FROM job WHERE lane = \(lane))")
        try execute("DELETE FROM job WHERE lane = \(lane)")
        try execute("DELETE FROM outage WHERE edge = \(Edge.webhook(id))")
        try execute("DELETE FROM webhook_delivery WHERE webhook_id = \(id)")
        announce(.settings)
        announce(.jobs)
        return try execute("DELETE FROM webhook WHERE id = \(id)") > 0
    }

    /// Has the endpoints told that chose an event, by jobs of the transaction that makes the fact.
    func tell(
        _ event: WebhookEvent, of session: Session.ID, message: Message.ID? = nil, at now: Timestamp,
        random: any RandomSource
    ) throws {
        let listeners = try rows(
            "SELECT id, includes_text FROM webhook WHERE is_enabled = 1 AND ',' || events || ',' LIKE \("%,\(event.rawValue),%")"
        )
        guard !listeners.isEmpty, let fact = try webhookFact(of: session, message: message) else { return }
        for row in listeners {
            let (webhook, withText): (Webhook.ID, Int) = (try row["id"], try row["includes_text"])
            let data = String(decoding: fact.data(withText: withText == 1).bytes, as: UTF8.self)
            let id: WebhookDelivery.ID = random.identifier()
            try execute(
                """
                INSERT INTO webhook_delivery (id, webhook_id, event, session_id, body, state, tries, at)
                VALUES (\(id), \(webhook), \(event), \(session), \(data), 'waiting', 0, \(now))
                """)
            try enqueue(
                DeliverWebhook(delivery: id, webhook: webhook), at: now, now: now, id: random.identifier())
        }
    }

    /// Keeps what became of a call, and what that says of the endpoint.
    func keep(
        _ outcome: WebhookOutcome, of delivery: WebhookDelivery.ID, to webhook: Webhook.ID,
        isOver: Bool, at now: Timestamp, chance: Double
    ) throws {
        if outcome.isAway, let problem = outcome.problem {
            try noteAway(.webhook(webhook), because: problem, at: now, chance: chance)
        } else {
            try noteReached(.webhook(webhook), at: now)
        }
        let state: WebhookDelivery.State =
            outcome.problem == nil ? .delivered : isOver ? .failed : .waiting
        try execute(
            """
            UPDATE webhook_delivery SET state = \(state), tries = tries + 1, status = \(outcome.status),
                error = \(outcome.problem), tried_at = \(now),
                body = CASE WHEN \(state) = 'delivered' THEN NULL ELSE body END
            WHERE id = \(delivery)
            """)
        if state == .delivered { try tidyDeliveries(to: webhook) }
    }

    /// What was to be told and is not any more.
    func drop(_ delivery: WebhookDelivery.ID, because words: String) throws {
        try execute(
            """
            UPDATE webhook_delivery SET state = 'dropped', error = \(words), body = NULL
            WHERE id = \(delivery) AND state IN ('waiting', 'failed')
            """)
    }

    /// Keeps that a test was tried.
    func keepTest(
        _ outcome: WebhookOutcome, as id: WebhookDelivery.ID, of webhook: Webhook.ID, at now: Timestamp
    ) throws {
        let state: WebhookDelivery.State = outcome.problem == nil ? .delivered : .dropped
        guard try !rows("SELECT 1 AS yes FROM webhook WHERE id = \(webhook)").isEmpty else { return }
        try execute(
            """
            INSERT INTO webhook_delivery (id, webhook_id, event, state, tries, status, error, at, tried_at)
            VALUES (\(id), \(webhook), \(WebhookEvent.test), \(state), 1, \(outcome.status), \(outcome.problem),
                \(now), \(now))
            """)
        if outcome.problem == nil { try noteReached(.webhook(webhook), at: now) }
        try tidyDeliveries(to: webhook)
    }

    /// Forgets what was over long ago.
    private func tidyDeliveries(to webhook: Webhook.ID) throws {
        try execute(
            """
            DELETE FROM webhook_delivery WHERE webhook_id = \(webhook) AND state IN ('delivered', 'dropped')
                AND position < COALESCE((SELECT newest.position FROM webhook_delivery AS newest
                    WHERE newest.webhook_id = \(webhook) AND newest.state IN ('delivered', 'dropped')
                    ORDER BY newest.position DESC LIMIT 1 OFFSET \(WebhookDelivery.kept - 1)), 0)
            """)
    }
}
