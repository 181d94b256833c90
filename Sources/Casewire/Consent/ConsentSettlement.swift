import CasewireStorage

/// Settles what a text says about texts (opt-out, opt-in, help) before the agent sees it.
struct ConsentSettlement: Sendable {
    let number: Number
    let decoder: any WebhookDecoder
    let vault: Vault
    let now: Timestamp
    let random: any RandomSource

    /// False when nothing is left for the agent to answer.
    ///
    /// A text that came late counts at the moment at which it was written: what the customer said after it stands. With
    /// `isAnswered` they have their answer already, and none follows.
    func settle(
        _ text: InboundText, in session: Session, of organization: OrganizationSettings, sentAt: Timestamp?,
        isAnswered: Bool, with transaction: Transaction
    ) throws -> Bool {
        let isSuppressed = try transaction.isSuppressed(session.contact)
        let carrierSource = text.handledKeyword == nil ? "keyword" : "carrier"
        func entry(_ kind: ConsentEntry.Kind, source: String) -> ConsentEntry {
            ConsentEntry(
                kind: kind, number: number.id, source: source, wording: text.body, at: sentAt ?? now,
                policy: organization.policyVersion)
        }
        if let sentAt, try transaction.hasConsent(of: session.contact, after: sentAt) {
            return try keepOvertaken(
                text, entry: { entry($0, source: $1) }, of: session.contact, isSuppressed: isSuppressed,
                with: transaction)
        }
        func isOurs(_ keyword: ConsentKeyword) -> Bool { !isAnswered && self.isOurs(keyword, text) }
        func say(_ wording: (String, String) -> String, for purpose: String) throws {
            let language =
                ConsentKeyword.language(of: text.body)
                ?? LanguageGuess.language(
                    of: [text.body], fallback: session.language ?? organization.language)
            try transaction.queue(
                NewMessage(author: .system, text: wording(organization.name, language), purpose: purpose),
                in: session, at: now, random: random)
        }

        switch keyword(in: text, isSuppressed: isSuppressed) {
        case .optOut:
            if !isSuppressed && isOurs(.optOut) { try say(AgentPhrases.optedOut, for: "consent") }
            try transaction.record(entry(.optOut, source: carrierSource), of: session.contact)
            try noteOptOut(text, in: session, with: transaction)
            return false
        case .optIn where isSuppressed:
            try transaction.record(entry(.optIn, source: carrierSource), of: session.contact)
            try transaction.record(.consent, "The customer opted in again.", in: session.id, at: now)
            if isOurs(.optIn) { try say(AgentPhrases.optedIn, for: "consent") }
            return false
        case .help:
            if !isSuppressed && isOurs(.help) {
                let contact = organization.contact ?? number.phone.national
                try say({ AgentPhrases.help(organization: $0, contact: contact, language: $1) }, for: "help")
            }
            return false
        case .optIn, nil: break
        }
        if RevocationText.isRevocation(text.body) {
            if !isSuppressed {
                if !isAnswered { try say(AgentPhrases.optedOut, for: "consent") }
                try transaction.record(entry(.optOut, source: "free_text"), of: session.contact)
                try transaction.record(
                    .consent, "The customer asked for no more texts.", in: session.id, at: now)
            }
            return false
        }
        return !isSuppressed
    }

    /// Keeps the words of a text after which the customer decided anew; they change nothing any more.
    private func keepOvertaken(
        _ text: InboundText, entry: (ConsentEntry.Kind, String) -> ConsentEntry, of contact: Contact.ID,
        isSuppressed: Bool, with transaction: Transaction
    ) throws -> Bool {
        switch keyword(in: text, isSuppressed: isSuppressed) {
        case .optOut: try transaction.keep(entry(.optOut, "keyword"), of: contact)
        case .optIn: try transaction.keep(entry(.optIn, "keyword"), of: contact)
        case .help: break
        case nil:
            guard RevocationText.isRevocation(text.body) else { return !isSuppressed }
            try transaction.keep(entry(.optOut, "free_text"), of: contact)
        }
        return false
    }

    /// Whether a text opts out, whoever sends it.
    static func isOptOut(_ text: InboundText) -> Bool {
        ConsentKeyword.match(text.body) == .optOut || RevocationText.isRevocation(text.body)
            || text.handledKeyword.flatMap { ConsentKeyword.match($0) } == .optOut
    }

    /// YES opts in only where the carrier takes it so, and only someone who opted out; elsewhere it answers a question.
    private func keyword(in text: InboundText, isSuppressed: Bool) -> ConsentKeyword? {
        let acceptsYes = isSuppressed && decoder.answers(.optIn, written: "YES", on: number.senderKind)
        return ConsentKeyword.match(text.body, acceptsYes: acceptsYes)
            ?? text.handledKeyword.flatMap { ConsentKeyword.match($0) }
    }

    /// Whether answering a keyword falls to us.
    private func isOurs(_ keyword: ConsentKeyword, _ text: InboundText) -> Bool {
        guard text.handledKeyword == nil else { return false }
        return switch number.optOutReplies {
        case .provider: false
        case .casewire: true
        case .auto: !decoder.answers(keyword, written: text.body, on: number.senderKind)
        }
    }

    /// On the timeline, with what the word may have been meant for: "CANCEL" after a question about an order.
    private func noteOptOut(_ text: InboundText, in session: Session, with transaction: Transaction) throws {
        var details: [String: String] = [:]
        if ConsentKeyword.mayBeAboutOtherThings(text.body),
            let question = try transaction.newestOutbound(in: session.id)
        {
            details["may_be_about"] = String(question.prefix(300))
        }
        let words =
            details.isEmpty
            ? "The customer opted out of texts."
            : "The customer opted out of texts with a word that may have answered what they were asked."
        try transaction.record(.consent, words, details: details, in: session.id, at: now)
    }
}

extension Snapshot {
    fileprivate func newestOutbound(in session: Session.ID) throws -> String? {
        try rows(
            """
            SELECT text FROM message WHERE session_id = \(session) AND direction = 'out'
            ORDER BY position DESC LIMIT 1
            """
        ).first.map { try $0["text"] }
    }
}
