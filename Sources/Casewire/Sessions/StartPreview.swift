import CasewireStorage

/// What a first text to somebody would meet, told before it is sent.
package struct StartPreview: Sendable, Hashable {
    package let phone: PhoneNumber
    /// The number of ours that it would come from.
    package let number: PhoneNumber
    /// Nil for somebody new.
    package let contact: Contact?
    /// The open session that the text would be a part of.
    package let session: Session.ID?
    package let segments: Segments
    /// Of one segment, in millionths; nil where none is known.
    package let price: Int?
    /// In words; nil where nothing is in the way.
    package let obstacle: String?
    /// Until when it would wait, where it is quiet hours.
    package let leavesAt: Timestamp?
}

extension StartConversation {
    /// Looks without sending or keeping anything; throws `SessionActions.Refusal` for what is no phone number.
    package func preview(to phone: String, from number: String?, text: String) async throws -> StartPreview {
        let phone = try Self.phone(phone)
        let segments = Segments(of: OutboundBody.prepare(text))
        let (vault, now) = (services.vault, services.clock.now())
        return try await services.database.read { snapshot in
            let own = try Self.own(number, in: snapshot, vault: vault)
            let organization = try snapshot.organization()
            let contact = try snapshot.contact(phone)
            var obstacle = try snapshot.obstacleToStarting(with: phone, at: now)
            let isSuppressed =
                try contact.map { try snapshot.isSuppressed($0.id) }
                ?? snapshot.isSuppressedSinceErasure(phone, vault: vault)
            if isSuppressed { obstacle = SessionActions.Refusal.suppressed.description }
            let newest = try contact.flatMap { try snapshot.newestSession(with: $0.id, on: own.id) }
            return StartPreview(
                phone: phone, number: own.phone, contact: contact,
                session: newest?.state == .resolved ? nil : newest?.id, segments: segments,
                price: organization.segmentPrices.price(to: phone), obstacle: obstacle,
                leavesAt: try snapshot.quietEnd(
                    for: contact?.id, at: phone, organization: organization, at: now))
        }
    }

    static func phone(_ text: String) throws -> PhoneNumber {
        guard let phone = PhoneNumber(parsing: text) else {
            throw SessionActions.Refusal.invalid(
                "“\(text.prefix(40))” is no phone number; write it with its country code, such as +15551230001."
            )
        }
        return phone
    }

    /// The number of ours that is named, or the first.
    static func own(_ number: String?, in snapshot: Snapshot, vault: Vault) throws -> Number {
        let numbers = try snapshot.numbers(vault: vault)
        guard let own = numbers.first(where: { number == nil || $0.phone.e164 == number }) else {
            throw SessionActions.Refusal.invalid("There is no such number of ours.")
        }
        return own
    }
}

extension Snapshot {
    /// Why nobody starts a conversation with a number now, apart from an opt-out; nil where nothing is in the way.
    func obstacleToStarting(with phone: PhoneNumber, at now: Timestamp) throws -> String? {
        let limits = try organization().textLimits
        if let obstacle = limits.obstacle(to: phone) { return obstacle }
        guard try used(.segments, at: now) >= limits.segmentsPerDay else { return nil }
        return
            "The organization's \(limits.segmentsPerDay) segments a day are used up. Try again after 00:00 UTC."
    }
}
