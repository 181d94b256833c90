import CasewireStorage

/// What a send job found when it wanted to begin.
enum SendStart: Sendable {
    /// Ours to send now.
    case begun(Message, to: PhoneNumber)
    /// Sent before, dropped, or cut short by a crash and being looked up.
    case nothing(Message.ID)
    /// An earlier text to the same customer is not settled yet.
    case held(Duration)
    /// It begins a conversation, and customers are not texted first now.
    case quiet(until: Timestamp)
    /// The number's rate leaves no room now.
    case paced(Duration)

    var isBegun: Bool {
        if case .begun = self { true } else { false }
    }
}

extension Transaction {
    /// The message itself, or an earlier one to the same customer that is queued again since the carrier never took it.
    func firstToSend(upTo id: Message.ID) throws -> Message.ID {
        let earlier = try rows(
            """
            SELECT other.id FROM message AS own
            JOIN message AS other ON other.contact_id = own.contact_id AND other.number_id = own.number_id
                AND other.state = 'queued'
            JOIN session AS owner ON owner.id = own.session_id
            JOIN session AS its ON its.id = other.session_id
            WHERE own.id = \(id) AND (its.ticket < owner.ticket
                OR (other.session_id = own.session_id AND other.position < own.position))
            ORDER BY its.ticket, other.position LIMIT 1
            """
        ).first
        return try earlier.map { try $0["id"] } ?? id
    }

    /// Has the texts looked up whose call was cut short by the end of a process.
    ///
    /// A lane runs singly, so at the beginning of a job no call is under way. The text need not be the job's own: a job also
    /// sends what is queued before it.
    func settleCutShort(
        with contact: Contact.ID, on number: Number.ID, at now: Timestamp, rule: LookUpRule,
        random: any RandomSource
    ) throws {
        let cutShort = try rows(
            """
            SELECT * FROM message WHERE contact_id = \(contact) AND number_id = \(number) AND state = 'sending'
                AND provider_id IS NULL
            """
        ).map(Message.init(row:))
        for message in cutShort {
            try markUnknown(
                message, reason: "The server stopped during the call to the carrier.", at: now, rule: rule,
                random: random)
        }
    }

    /// Moves a queued message to `sending`, after a last look at take-over and opt-out.
    func beginSending(_ id: Message.ID, at now: Timestamp, rule: LookUpRule, random: any RandomSource) throws
        -> SendStart
    {
        guard let message = try message(id), let session = try session(message.session),
            let contact = try contact(message.contact)
        else { return .nothing(id) }
        guard message.state == .queued else { return .nothing(id) }
        if try isSuppressed(message.contact), try purpose(of: id) != "consent" {
            try fail(
                message, code: nil, words: "Not sent: the customer opted out of texts.", at: now,
                random: random)
            return .nothing(id)
        }
        let organization = try organization()
        if let obstacle = organization.textLimits.obstacle(to: contact.phone),
            try purpose(of: id) != "consent"
        {
            try fail(message, code: nil, words: "Not sent: \(obstacle)", at: now, random: random)
            return .nothing(id)
        }
        if message.author == .agent && session.state == .handedOff
            && session.handoff.map({ $0.at > message.createdAt }) ?? false
        {
            try fail(
                message, code: nil, words: "Not sent: a person took over first.", at: now, random: random)
            return .nothing(id)
        }
        let unsettled = try rows(
            """
            SELECT MAX(called_at) AS called_at FROM message
            WHERE contact_id = \(message.contact) AND number_id = \(message.number) AND state = 'unknown'
                AND called_at > \(now - rule.longestHold)
            """
        ).first.flatMap { row -> Timestamp? in try row["called_at"] }
        if unsettled != nil { return .held(.seconds(5)) }
        if let end = try quietEnd(of: message, to: contact.phone, organization: organization, at: now) {
            try hold(message, until: end, at: now)
            return .quiet(until: end)
        }
        if let wait = try takeTurn(for: message, at: now) { return .paced(wait) }
        let begun = try execute(
            """
            UPDATE message SET state = 'sending', called_at = \(now), held_until = NULL
            WHERE id = \(id) AND state = 'queued'
            """)
        return begun == 1 ? .begun(message, to: contact.phone) : .nothing(id)
    }

    /// Keeps what became of the call.
    func record(
        _ outcome: SendOutcome, of message: Message, at now: Timestamp, rule: LookUpRule,
        random: any RandomSource, words: (String) -> String
    ) throws {
        if let reason = outcome.awayBecause {
            try noteAway(.carrier(message.number), because: reason, at: now, chance: random.fraction())
        } else {
            try noteReached(.carrier(message.number), at: now)
        }
        switch outcome {
        case .accepted(let accepted):
            try holdReceipts(of: accepted.providerID)
            try execute(
                """
                UPDATE message SET provider_id = \(accepted.providerID), error_text = NULL
                WHERE id = \(message.id) AND provider_id IS NULL
                """)
            try applyEarlyReceipts(
                of: accepted.providerID, to: message.id, at: now, random: random, words: words)
        case .refused(let code, let reason):
            try fail(message, code: code, words: reason, at: now, random: random)
        case .notTaken(let reason, let wait):
            if let wait { try pauseTurn(of: message.number, until: now + wait) }
            try execute(
                """
                UPDATE message SET state = 'queued', error_text = \(reason)
                WHERE id = \(message.id) AND state = 'sending' AND provider_id IS NULL
                """)
        case .unknown(let reason):
            try markUnknown(message, reason: reason, at: now, rule: rule, random: random)
        }
        announce(.session(message.session))
    }

    /// Receipts may come before the carrier's answer to our call: they were kept, and count now.
    func applyEarlyReceipts(
        of providerID: String, to id: Message.ID, at now: Timestamp, random: any RandomSource,
        words: (String) -> String
    ) throws {
        for row in try rows(
            "SELECT * FROM receipt WHERE provider_id = \(providerID) ORDER BY position LIMIT 100")
        {
            guard let message = try message(id) else { return }
            let code: String = try row["error_code"]
            let receipt = Receipt(
                providerID: providerID, messageID: try row["message_id"], status: try row["status"],
                errorCode: code.isEmpty ? nil : code)
            try apply(
                receipt, to: message, words: receipt.errorCode.map(words), at: now, random: random)
        }
    }

    func fail(
        _ message: Message, code: String?, words: String, at now: Timestamp, random: any RandomSource
    ) throws {
        let failed = try execute(
            """
            UPDATE message SET state = 'failed', error_code = \(code), error_text = \(words)
            WHERE id = \(message.id) AND state IN ('queued', 'sending', 'unknown')
            """)
        if failed == 1 {
            try noteFailure(of: message)
            try tell(.messageFailed, of: message.session, message: message.id, at: now, random: random)
        }
        for row in try rows("SELECT activity_id FROM case_reply WHERE message_id = \(message.id)") {
            try reopenTask(try row["activity_id"], because: words)
        }
        try requestSyncOfReply(message, at: now, random: random)
        announce(.session(message.session))
    }

    /// The call's outcome was not seen: it is looked up, never repeated blindly.
    private func markUnknown(
        _ message: Message, reason: String, at now: Timestamp, rule: LookUpRule, random: any RandomSource
    ) throws {
        try execute(
            """
            UPDATE message SET state = 'unknown', error_text = \(reason)
            WHERE id = \(message.id) AND state = 'sending' AND provider_id IS NULL
            """)
        try enqueue(
            LookUpMessage(message: message.id), at: now + rule.firstWait, now: now,
            id: random.identifier())
        announce(.session(message.session))
    }
}
