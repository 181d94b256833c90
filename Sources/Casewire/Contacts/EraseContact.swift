import CasewireStorage

/// Removes all that is kept of a contact. What another system holds, such as Creatio, is left to it.
package struct EraseContact: Sendable {
    package struct Outcome: Sendable, Hashable {
        package let sessions: Int
        package let messages: Int
        /// Whether the opt-out outlives the contact, as a keyed hash of the number.
        package let staysSuppressed: Bool
    }

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// Nil when there is no such contact.
    package func run(_ phone: PhoneNumber) async throws -> Outcome? {
        let (vault, now) = (services.vault, services.clock.now())
        let outcome = try await services.database.write { transaction -> Outcome? in
            guard let contact = try transaction.contact(phone) else { return nil }
            try transaction.holdConversation(with: contact.id)
            let staysSuppressed = try transaction.isSuppressed(contact.id)
            try transaction.keepSuppressionHash(of: contact, vault: vault, at: now)
            let (sessions, messages) = try transaction.erase(contact)
            return Outcome(sessions: sessions, messages: messages, staysSuppressed: staysSuppressed)
        }
        if outcome != nil { try await services.database.tidySearch() }
        return outcome
    }
}

extension Transaction {
    /// Deletes a contact's rows, those that refer to others first.
    fileprivate func erase(_ contact: Contact) throws -> (sessions: Int, messages: Int) {
        let sessions: SQL = "(SELECT id FROM session WHERE contact_id = \(contact.id))"
        let texts = try rows("SELECT id, provider_id FROM message WHERE contact_id = \(contact.id)")
        for row in texts {
            let (id, providerID): (String, String?) = (try row["id"], try row["provider_id"])
            try execute("DELETE FROM receipt WHERE message_id = \(id) OR provider_id = \(providerID)")
        }
        let work: SQL = """
            (SELECT id FROM job WHERE lane IN (SELECT 'turn/' || id FROM session WHERE contact_id = \(contact.id))
                OR lane IN (SELECT 'sync/' || id FROM session WHERE contact_id = \(contact.id))
                OR lane LIKE \("send/%/" + contact.id.rawValue) OR lane = \("consent/" + contact.id.rawValue)
                OR coalescing_key IN (SELECT 'media/' || id FROM medium WHERE session_id IN \(sessions))
                OR coalescing_key IN (SELECT 'idle/' || id FROM session WHERE contact_id = \(contact.id))
                OR coalescing_key IN (SELECT 'deliver/' || id FROM webhook_delivery WHERE session_id IN \(sessions))
                OR coalescing_key IN (SELECT 'wake/' || id FROM session WHERE contact_id = \(contact.id))
                OR coalescing_key IN (SELECT 'escalate/' || id FROM session WHERE contact_id = \(contact.id))
                OR coalescing_key IN (SELECT 'lookup/' || id FROM message WHERE contact_id = \(contact.id))
                OR coalescing_key LIKE \("join/%/" + contact.phone.e164 + "/%"))
            """
        for table: SQL in ["job_attempt", "job_decision"] {
            try execute("DELETE FROM " + table + " WHERE job_id IN " + work)
        }
        try execute("DELETE FROM job WHERE id IN " + work)
        for table: SQL in [
            "action_call", "case_reply", "case_file", "case_row", "case_link", "satisfaction", "event",
            "unanswered", "session_seen", "webhook_delivery", "draft",
        ] {
            try execute("DELETE FROM " + table + " WHERE session_id IN " + sessions)
        }
        try execute(
            "DELETE FROM medium_part WHERE medium_id IN (SELECT id FROM medium WHERE session_id IN \(sessions))"
        )
        try execute("DELETE FROM medium WHERE session_id IN " + sessions)
        try execute("DELETE FROM message WHERE contact_id = \(contact.id)")
        // The number stays taken, so that no other session gets it.
        try execute("UPDATE ticket SET session_id = '' WHERE session_id IN " + sessions)
        let count = try execute("DELETE FROM session WHERE contact_id = \(contact.id)")
        try execute("DELETE FROM text_part WHERE sender = \(contact.phone.e164)")
        try execute("DELETE FROM stray_text WHERE sender = \(contact.phone.e164)")
        try execute("DELETE FROM consent WHERE contact_id = \(contact.id)")
        try execute("DELETE FROM suppression WHERE contact_id = \(contact.id)")
        try execute("DELETE FROM contact_detail WHERE contact_id = \(contact.id)")
        try leavePerson(contact.id)
        try removeSavedViews(searchingFor: contact)
        try execute("DELETE FROM contact WHERE id = \(contact.id)")
        return (count, texts.count)
    }
}
