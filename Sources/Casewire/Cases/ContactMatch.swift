/// Finds the Creatio contact behind a phone number, in whatever formatting it stands there.
///
/// `ContactCommunication.SearchNumber` holds the digits reversed, so its beginning is the number's end, and country codes do
/// not matter. The phone columns of `Contact` are asked for the usual spellings, for rows that were never synchronized.
package enum ContactMatch: Sendable, Hashable {
    case none
    case one(String)
    /// A person must choose: never guessed.
    case several([String])

    /// The last digits that are compared: a North American number without its country code.
    static let comparedDigits = 10

    package static func find(_ phone: PhoneNumber, in system: any CaseSystem) async throws(CaseSystemFailure)
        -> ContactMatch
    {
        let digits = phone.e164.dropFirst()
        let reversed = String(digits.suffix(comparedDigits).reversed())
        let columns = ["MobilePhone", "Phone", "HomePhone"]
        let answers = try await system.read([
            RowQuery(
                "ContactCommunication", where: .startsWith("SearchNumber", reversed),
                columns: ["ContactId", "Number", "NonActual"], limit: 50),
            RowQuery(
                "Contact",
                where: .any(
                    columns.flatMap { column in spellings(of: phone).map { .equal(column, .text($0)) } }),
                columns: ["Id"] + columns, limit: 50),
        ])
        var found: [String] = []
        func add(_ contact: String?, _ spelling: String?) {
            guard let contact, let spelling, isSame(spelling, phone), !found.contains(contact) else { return }
            found.append(contact)
        }
        for row in answers.first ?? [] where row["NonActual"] != .flag(true) {
            add(row.id("ContactId"), row.text("Number"))
        }
        for row in answers.last ?? [] {
            for column in columns { add(row.id("Id"), row.text(column)) }
        }
        switch found.count {
        case 0: return .none
        case 1: return .one(found[0])
        default: return .several(found)
        }
    }

    /// Whether a number as somebody wrote it is the same phone.
    static func isSame(_ spelling: String, _ phone: PhoneNumber) -> Bool {
        if PhoneNumber(parsing: spelling) == phone { return true }
        // Numbers of the North American plan whose area is not known are still written as there.
        let region = phone.region ?? (phone.e164.hasPrefix("+1") ? "US" : nil)
        return PhoneNumber(parsing: spelling, region: region) == phone
    }

    /// How a number usually stands in a text column.
    static func spellings(of phone: PhoneNumber) -> [String] {
        let digits = String(phone.e164.dropFirst())
        var spellings = [phone.e164, digits, "00" + digits, phone.national]
        let nationalDigits = phone.national.filter(\.isNumber)
        spellings.append(nationalDigits)
        if phone.e164.hasPrefix("+1") && digits.count == 11 {
            let area = digits.dropFirst().prefix(3)
            let exchange = digits.dropFirst(4).prefix(3)
            let line = digits.suffix(4)
            spellings += [
                "\(area)-\(exchange)-\(line)", "\(area).\(exchange).\(line)",
                "+1 \(area) \(exchange) \(line)",
                "+1 (\(area)) \(exchange)-\(line)", "1-\(area)-\(exchange)-\(line)",
                "+1-\(area)-\(exchange)-\(line)",
            ]
        }
        var unique: [String] = []
        for spelling in spellings where !unique.contains(spelling) { unique.append(spelling) }
        return unique
    }
}
