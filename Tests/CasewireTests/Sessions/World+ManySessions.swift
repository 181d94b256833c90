import CasewireStorage
import TestSupport
import Testing

@testable import Casewire

extension World {
    /// Begins sessions of as many contacts, their times in no order, in one transaction with what `extra` adds to each.
    func beginSessions(
        _ count: Int, with extra: @escaping @Sendable (Transaction, Session, Int) throws -> Void
    ) async throws {
        try await database.write { [number] transaction in
            for place in 1...count {
                let contact = try transaction.contact(
                    behind: #require(PhoneNumber(e164: "+1555\(1_000_000 + place)")),
                    newID: Identifier(rawValue: "contact-\(place)"), at: Timestamp(milliseconds: 1))
                let session = try transaction.beginSession(
                    with: contact.id, on: number.id, after: nil, id: Identifier(rawValue: "session-\(place)"),
                    at: Timestamp(milliseconds: Int64(place * 7919 % 1000)))
                try extra(transaction, session, place)
            }
        }
    }
}
