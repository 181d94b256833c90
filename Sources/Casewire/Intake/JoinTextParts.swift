import CasewireStorage

/// Takes in the parts of a text whose others never came, so that nothing is lost.
package struct JoinTextParts: Job {
    package static let kind = "message.join"
    package static let retry = RetryPolicy.endless
    /// Parts of one text come within seconds; a carrier that lost one sends it again within minutes.
    static let longestWait = Duration.seconds(300)

    package let number: Number.ID
    package let sender: String
    package let reference: String

    package var coalescingKey: String? { "join/\(number.rawValue)/\(sender)/\(reference)" }

    package func run(with services: Services) async throws {
        let vault = services.vault
        guard
            let number = try await services.database.read({ [number] in try $0.number(number, vault: vault) })
        else { return }
        let settlement = ConsentSettlement(
            number: number, decoder: services.connections.webhooks(of: number.provider), vault: vault,
            now: services.clock.now(), random: services.random)
        try await services.database.write { [sender, reference] transaction in
            try transaction.holdParts(on: number.id, from: sender, reference: reference)
            let parts = try transaction.openParts(on: number.id, from: sender, reference: reference)
            guard !parts.isEmpty else { return }
            _ = try transaction.join(parts, by: settlement)
        }
    }
}

/// A part that is kept until its text is whole.
struct KeptPart: Sendable {
    let providerID: String
    let sender: String
    let total: Int
    let index: Int
    let text: String

    /// The newest part of each place, in order, with gaps marked.
    static func whole(_ parts: [KeptPart]) -> (text: String, isWhole: Bool) {
        guard let total = parts.last?.total else { return ("", false) }
        let newest = Dictionary(parts.map { ($0.index, $0.text) }) { $1 }
        let pieces = (1...max(1, total)).map { newest[$0] }
        return (pieces.map { $0 ?? " … " }.joined(), pieces.allSatisfy { $0 != nil })
    }
}

extension Snapshot {
    /// Parts that belong to no text yet, in the order they came.
    func openParts(on number: Number.ID, from sender: String, reference: String) throws -> [KeptPart] {
        try rows(
            """
            SELECT * FROM text_part WHERE number_id = \(number) AND sender = \(sender)
                AND reference = \(reference) AND joined_as IS NULL ORDER BY position LIMIT 1000
            """
        ).map { row in
            KeptPart(
                providerID: try row["provider_id"], sender: try row["sender"], total: try row["total"],
                index: try row["part_index"], text: try row["text"])
        }
    }
}

extension Transaction {
    /// Keeps a part once, and joins its text when it is the last.
    func keepPart(_ part: TextPart, by settlement: ConsentSettlement) throws -> Intake.Outcome {
        let (number, now) = (settlement.number.id, settlement.now)
        try holdParts(on: number, from: part.text.from, reference: part.reference)
        let kept = try execute(
            """
            INSERT INTO text_part (number_id, provider_id, sender, reference, total, part_index, text, received_at)
            VALUES (\(number), \(part.text.providerID), \(part.text.from), \(part.reference), \(part.total),
                \(part.index), \(part.text.body), \(now))
            ON CONFLICT (number_id, provider_id) DO NOTHING
            """)
        guard kept == 1 else { return .repeated }
        let parts = try openParts(on: number, from: part.text.from, reference: part.reference)
            .filter { $0.total == part.total }
        guard KeptPart.whole(parts).isWhole else {
            try enqueue(
                JoinTextParts(number: number, sender: part.text.from, reference: part.reference),
                at: now + JoinTextParts.longestWait, now: now, id: settlement.random.identifier())
            return .waiting
        }
        return try join(parts, by: settlement)
    }

    /// Has the parts of one text taken in one after the other, so that the last of them sees all.
    fileprivate func holdParts(on number: Number.ID, from sender: String, reference: String) throws {
        try hold("part/\(number)/\(sender)/\(reference)")
    }

    /// Takes parts in as one text, under the carrier's id of the newest.
    func join(_ parts: [KeptPart], by settlement: ConsentSettlement) throws -> Intake.Outcome {
        guard let last = parts.last else { return .repeated }
        for part in parts {
            try execute(
                """
                UPDATE text_part SET joined_as = \(last.providerID)
                WHERE number_id = \(settlement.number.id) AND provider_id = \(part.providerID)
                """)
        }
        let text = InboundText(
            providerID: last.providerID, from: last.sender, to: settlement.number.phone.e164,
            body: KeptPart.whole(parts).text)
        return try takeIn(text, by: settlement)
    }
}
