import CasewireStorage
import Foundation

extension Snapshot {
    /// Whether a contact wrote to us, on any of our numbers, since a moment.
    func hasWritten(_ contact: Contact.ID, since moment: Timestamp) throws -> Bool {
        try !rows(
            """
            SELECT 1 AS yes FROM session JOIN message ON message.session_id = session.id
            WHERE session.contact_id = \(contact) AND session.updated_at >= \(moment)
                AND message.direction = 'in' AND message.created_at >= \(moment) LIMIT 1
            """
        ).isEmpty
    }

    /// When a text may go, where quiet hours hold it now; nil where it may go.
    func quietEnd(
        of message: Message, to phone: PhoneNumber, organization: OrganizationSettings, at now: Timestamp
    ) throws -> Timestamp? {
        guard let quiet = organization.quietHours else { return nil }
        // The question at the end of a session wakes people up as a first text does.
        let isUncalledFor = ["start", SatisfactionQuestion.purpose].contains(try purpose(of: message.id))
        guard isUncalledFor || (message.author == .rep && quiet.holdsReps) else { return nil }
        return try quietEnd(for: message.contact, at: phone, organization: organization, at: now)
    }

    /// When quiet hours end where a customer is; nil where they are not on, or the customer wrote so lately as to be awake.
    ///
    /// - Parameter contact: nil for a number that is new to us.
    package func quietEnd(
        for contact: Contact.ID?, at phone: PhoneNumber, organization: OrganizationSettings,
        at now: Timestamp
    ) throws -> Timestamp? {
        guard let quiet = organization.quietHours,
            let end = quiet.end(
                after: now, in: QuietHours.zones(of: phone, organization: organization))
        else { return nil }
        guard let contact else { return end }
        return try hasWritten(contact, since: now - QuietHours.conversation) ? nil : end
    }
}

extension Transaction {
    /// Shows that a text waits, and on the timeline until when.
    func hold(_ message: Message, until end: Timestamp, at now: Timestamp) throws {
        let changed = try execute(
            """
            UPDATE message SET held_until = \(end) WHERE id = \(message.id)
                AND (held_until IS NULL OR held_until <> \(end))
            """)
        guard changed == 1, let phone = try contact(message.contact)?.phone else { return }
        let zones = QuietHours.zones(of: phone, organization: try organization())
        let zone = zones.count == 1 ? zones.first : nil
        try record(
            .state, "A text waits until \(Self.spoken(end, in: zone ?? .gmt)): quiet hours.",
            details: [
                "time zone": zones.map(\.identifier).joined(separator: ", "), "message": message.id.rawValue,
            ],
            in: message.session, at: now)
    }

    /// A customer who writes is awake: what waited for the end of quiet hours goes now, in its order.
    func release(textsTo contact: Contact.ID, on number: Number.ID, at now: Timestamp) throws {
        try execute(
            """
            UPDATE job SET run_at = \(now), scheduled_at = \(now)
            WHERE lane = \(SendMessage.lane(from: number, to: contact)) AND state = 'waiting' AND run_at > \(now)
                AND EXISTS (SELECT 1 FROM message WHERE contact_id = \(contact) AND number_id = \(number)
                    AND state = 'queued' AND held_until IS NOT NULL)
            """)
        announce(.jobs)
    }

    /// Quiet hours were changed: whatever waits is looked at anew.
    func releaseHeldTexts(at now: Timestamp) throws {
        try execute(
            """
            UPDATE job SET run_at = \(now), scheduled_at = \(now)
            WHERE kind = \(SendMessage.kind) AND state = 'waiting' AND run_at > \(now) AND lane IN (
                SELECT 'send/' || number_id || '/' || contact_id FROM message
                WHERE state = 'queued' AND held_until IS NOT NULL)
            """)
        announce(.jobs)
    }

    private static func spoken(_ moment: Timestamp, in zone: TimeZone) -> String {
        let minutes =
            (moment.milliseconds / 60_000 + Int64(zone.secondsFromGMT(for: moment.date) / 60)) % 1440
        let time = QuietHours.time(Int(minutes))
        return zone == .gmt ? "\(time) UTC" : "\(time) in \(zone.identifier)"
    }
}
