package import CasewireStorage

/// The consent ledger as evidence: one line an entry, apart from the messages and kept longer.
package enum ConsentLedger {
    package static let header = ["at", "contact", "kind", "source", "wording", "policy_version", "number"]

    /// The next lines after a position, and the position that they end with; nil at the end.
    package static func page(
        of number: Number.ID?, after position: Int, in snapshot: Snapshot, limit: Int = 1000
    ) throws -> (lines: [String], next: Int?) {
        var sql: SQL = """
            SELECT consent.*, contact.phone AS contact_phone, number.phone AS number_phone FROM consent
            JOIN contact ON contact.id = consent.contact_id
            LEFT JOIN number ON number.id = consent.number_id WHERE consent.position > \(position)
            """
        if let number { sql += " AND consent.number_id = \(number)" }
        sql += " ORDER BY consent.position LIMIT \(limit)"
        var last: Int?
        let lines = try snapshot.rows(sql).map { row -> String in
            last = try row["position"]
            let at: Timestamp = try row["at"]
            let policy: String? = try row["policy"]
            let number: String? = try row["number_phone"]
            return CSV.line([
                at.iso8601, try row["contact_phone"], try row["kind"], try row["source"], try row["wording"],
                policy ?? "", number ?? "",
            ])
        }
        return (lines, lines.count == limit ? last : nil)
    }
}

/// Comma-separated values (RFC 4180).
package enum CSV {
    package static func line(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    /// Quoted where it must be; a field that a spreadsheet would run as a formula gets an apostrophe before it. Phone
    /// numbers begin with a plus and are none.
    private static func field(_ text: String) -> String {
        let isFormula =
            text.first.map { "=-@\t\r".contains($0) || ($0 == "+" && PhoneNumber(e164: text) == nil) }
            ?? false
        let harmless = isFormula ? "'" + text : text
        guard harmless.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return harmless
        }
        return "\"" + harmless.replacing("\"", with: "\"\"") + "\""
    }

    /// The rows of a file. Quotes are as RFC 4180 has them; what is malformed is taken as it stands.
    package static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var afterQuote = false
        func endField() {
            row.append(String(field))
            field = String.UnicodeScalarView()
            afterQuote = false
        }
        func endRow() {
            endField()
            if row != [""] { rows.append(row) }
            row = []
        }
        for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
            if isQuoted {
                if scalar == "\"" {
                    isQuoted = false
                    afterQuote = true
                } else {
                    field.append(scalar)
                }
                continue
            }
            switch scalar {
            case "\"" where afterQuote:
                field.append(scalar)
                isQuoted = true
            case "\"" where field.isEmpty: isQuoted = true
            case ",", ";": endField()
            case "\n": endRow()
            case "\r": break
            default: field.append(scalar)
            }
            if scalar != "\"" { afterQuote = false }
        }
        endRow()
        return rows
    }
}
