/// Reads the JSON body of POST and PATCH into columns, as strictly as the vendor's server does.
struct BodyReader {
    let entity: EntitySchema
    let switches: CreatioSwitches

    enum Verb {
        case insert, update
    }

    /// The columns that a body gives; nil when the whole request is to be taken and dropped (a known build).
    func read(_ bytes: [UInt8], for verb: Verb) throws(CreatioFault) -> CreatioValues? {
        let json: JSONValue
        do { json = try JSONParser.parse(bytes) } catch { throw .invalid("item : \(error.words)") }
        guard case .object(let members) = json else {
            throw .invalid("item : A value without a type name was found and no expected type is available.")
        }
        var values: CreatioValues = [:]
        for member in members where !member.name.contains("@odata.") {
            guard let place = entity.place(ofProperty: member.name), entity.columns[place].kind != .stream
            else {
                if let place = entity.place(of: member.name), entity.columns[place].target != nil {
                    if switches.navigationInBody == .ignore { continue }
                    throw .invalid(
                        "item : The property '\(member.name)' is a navigation property and cannot be set here. "
                            + "Use '\(member.name)Id'.")
                }
                if verb == .update, switches.unknownInPatch == .ignore { return nil }
                throw .unknownProperty(member.name, on: entity.name)
            }
            guard let value = try value(member.value, for: entity.columns[place], verb) else { continue }
            values[place] = value
        }
        return values
    }

    /// The value for a column; nil when it is to be left as it is.
    private func value(
        _ json: JSONValue, for column: ColumnSchema, _ verb: Verb
    ) throws(CreatioFault) -> CreatioValue? {
        if json == .null { return column.emptyValue }
        switch (column.kind, json) {
        case (.guid, .text(let text)), (.lookup, .text(let text)):
            guard let guid = GUID(text) else { throw wrong(text, column) }
            if guid == .zero { return verb == .update ? nil : .null }
            return .guid(guid)
        case (.text, .text(let text)): return .text(text)
        case (.flag, .flag(let flag)): return .flag(flag)
        case (.integer, .number(let digits)):
            guard let number = Int32(digits) else { throw wrong(digits, column) }
            return .integer(Int(number))
        case (.decimal, .number(let digits)), (.decimal, .text(let digits)):
            guard let number = Double(digits) else { throw wrong(digits, column) }
            return .decimal(number)
        case (.time, .text(let text)): return try time(text, column)
        default: throw wrong(json.text ?? json.json, column)
        }
    }

    private func time(_ text: String, _ column: ColumnSchema) throws(CreatioFault) -> CreatioValue {
        switch CreatioTime.read(text) {
        case .zoned(let time): return time.text == CreatioTime.emptyText ? .null : .time(time)
        case .zoneless:
            guard switches.zonelessDate == .zero else { throw wrong(text, column) }
            return .null
        case .dateOnly(let midnight):
            return .time(midnight.adding(seconds: Int64(-switches.serverZoneMinutes) * 60))
        case nil: throw wrong(text, column)
        }
    }

    private func wrong(_ literal: String, _ column: ColumnSchema) -> CreatioFault {
        .invalid(
            "item.\(column.property) : Cannot convert the literal '\(literal)' to the expected type "
                + "'\(column.edmType)'.")
    }
}
