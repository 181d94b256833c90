import Casewire

/// Rows as Creatio writes and takes them.
struct CreatioRow: Sendable {
    /// The columns of each object by `$metadata`; where it is not known, the column's name and value tell its
    /// type.
    var columns: [String: [RowColumn]] = [:]

    // MARK: Reading

    /// The rows of a collection's answer; nil where the answer is none.
    func rows(in answer: CreatioJSON?, of object: String) -> [RowValues]? {
        answer?["value"]?.list?.map { values(of: $0, in: object) }
    }

    /// The columns of one row, annotations left out.
    func values(of row: CreatioJSON, in object: String) -> RowValues {
        guard case .object(let fields) = row else { return [:] }
        let types = columns[object].map { columns in
            Dictionary(columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        }
        var values: RowValues = [:]
        values.reserveCapacity(fields.count)
        for (name, value) in fields where !name.contains("@") {
            switch value {
            case .null: values[name] = .null
            case .flag(let flag): values[name] = .flag(flag)
            case .integer(let number): values[name] = .number(Double(number))
            case .number(let number): values[name] = .number(number)
            case .text(let text):
                values[name] = Self.value(text, type: types?[name] ?? Self.likelyType(of: name, text))
            case .list, .object: continue  // Expanded lookups, which are never asked for.
            }
        }
        return values
    }

    private static func value(_ text: String, type: String) -> RowValue {
        switch type {
        case "Guid":
            guard text.isGUID else { return text.isEmpty ? .null : .text(text) }
            return text == emptyGUID ? .null : .id(text.lowercased())
        case "DateTimeOffset":
            if let moment = CreatioMoment.parse(text) { return .moment(moment) }
            return text.isEmpty || CreatioMoment.isMoment(text) ? .null : .text(text)
        case "Decimal", "Double", "Int64": return Double(text).map { .number($0) } ?? .text(text)
        default: return .text(text)
        }
    }

    /// A text column may hold what looks like an id or a date, such as a customer's text: names decide before
    /// values.
    private static func likelyType(of name: String, _ text: String) -> String {
        if textColumns.contains(name) { return "String" }
        if text.isGUID { return "Guid" }
        return CreatioMoment.isMoment(text) ? "DateTimeOffset" : "String"
    }

    private static let emptyGUID = "00000000-0000-0000-0000-000000000000"

    private static let textColumns: Set<String> = [
        "Title", "DetailedResult", "Notes", "Body", "Subject", "Symptoms", "Solution", "Message", "Name",
        "Number",
        "SearchNumber", "Description", "Sender", "Recepient", "MobilePhone", "Phone", "HomePhone", "Email",
        "Code",
        "SatisfactionLevelComment", "GivenName", "MiddleName", "Surname", "JobTitle",
    ]

    // MARK: Writing

    /// The body of a change. A new row's empty columns are left to the site's defaults, a changed row's are
    /// cleared.
    func body(for change: RowChange) throws(CaseSystemFailure) -> CreatioJSON {
        var fields: [String: CreatioJSON] = [:]
        for (name, value) in change.values {
            guard name.isColumnName else {
                throw .rejected(reason: "“\(name.quotable)” is not a column's name")
            }
            switch Self.json(value, column: name) {
            case .null where change.kind == .create: continue
            case let json: fields[name] = json
            }
        }
        switch change.kind {
        case .create: fields["Id"] = .text(try ODataLiteral.id(change.id))
        case .update, .delete: fields["Id"] = nil
        }
        return .object(fields)
    }

    private static func json(_ value: RowValue, column: String) -> CreatioJSON {
        switch value {
        case .null: return .null
        case .text(let text): return .text(fitted(text, to: column))
        // An empty GUID is dropped by some builds together with its siblings; only null clears a lookup.
        case .id(let id): return id == emptyGUID || id.isEmpty ? .null : .text(id.lowercased())
        case .flag(let flag): return .flag(flag)
        case .number(let number):
            if let whole = Int64(exactly: number) { return .integer(whole) }
            return number.isFinite ? .number(number) : .null
        case .moment(let moment): return .text(CreatioMoment.text(moment))
        }
    }

    /// Without the character that PostgreSQL does not store, and no longer than the column.
    private static func fitted(_ text: String, to column: String) -> String {
        let whole = text.unicodeScalars.contains("\0") ? String(text.filter { $0 != "\0" }) : text
        guard let limit = longestTexts[column], whole.utf16.count > limit else { return whole }
        var used = 0
        return String(
            whole.prefix { character in
                used += character.utf16.count
                return used <= limit
            })
    }

    /// In UTF-16 units: Creatio's LongText is 500, MediumText, PhoneText and EmailText are 250.
    private static let longestTexts: [String: Int] = [
        "Subject": 500, "Title": 500,
        "Name": 250, "GivenName": 250, "MiddleName": 250, "Surname": 250, "JobTitle": 250,
        "Number": 250, "MobilePhone": 250, "Phone": 250, "HomePhone": 250, "Email": 250, "Sender": 250,
    ]
}
