import CasewireStorage

/// Takes over the opt-outs of another product from a file with a number a line.
package struct ImportOptOuts: Sendable {
    package struct Outcome: Sendable, Hashable, Codable {
        package var imported = 0
        /// Suppressed before.
        package var known = 0
        /// Lines whose first column is no phone number, counted from 1.
        package var unreadable: [Int] = []
    }

    /// Rows of one transaction.
    private static let batch = 500

    private let services: Services

    package init(services: Services) {
        self.services = services
    }

    /// - Parameters:
    ///   - text: CSV. The column named `phone` (or `number`, `contact`), or else the first, holds the number; `wording`, if
    ///     there is one, what the customer said.
    ///   - region: the country of numbers without a country code (ISO 3166).
    ///   - origin: names the other product in the ledger.
    package func run(_ text: String, region: String?, origin: String) async throws -> Outcome {
        var rows = Array(CSV.rows(text).enumerated())
        var columns = (phone: 0, wording: Int?.none)
        if let first = rows.first?.element.map({ $0.lowercased() }),
            let phone = first.firstIndex(where: { ["phone", "number", "contact"].contains($0) })
        {
            columns = (phone, first.firstIndex(of: "wording"))
            rows.removeFirst()
        }
        var outcome = Outcome()
        var numbers: [(phone: PhoneNumber, wording: String)] = []
        for (index, row) in rows {
            let text = row.indices.contains(columns.phone) ? row[columns.phone] : ""
            guard let phone = PhoneNumber(parsing: text, region: region) else {
                outcome.unreadable.append(index + 1)
                continue
            }
            let said = columns.wording.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? ""
            numbers.append((phone, said.isEmpty ? "Imported from \(origin)." : said))
        }
        for start in stride(from: 0, to: numbers.count, by: Self.batch) {
            let part = Array(numbers[start..<min(start + Self.batch, numbers.count)])
            let (now, random) = (services.clock.now(), services.random)
            let imported = try await services.database.write { transaction in
                let policy = try transaction.organization().policyVersion
                var imported = 0
                for (phone, wording) in part {
                    let contact = try transaction.contact(behind: phone, newID: random.identifier(), at: now)
                    guard try !transaction.isSuppressed(contact.id) else { continue }
                    try transaction.record(
                        ConsentEntry(
                            kind: .optOut, number: nil, source: "import", wording: wording, at: now,
                            policy: policy),
                        of: contact.id)
                    imported += 1
                }
                return imported
            }
            outcome.imported += imported
            outcome.known += part.count - imported
        }
        return outcome
    }
}
