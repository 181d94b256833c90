/// Values by the place of their column.
package typealias CreatioValues = [Int: CreatioValue]

extension CreatioStore {
    /// Adds a row with the given values, the defaults of the rest, and all that follows from it.
    ///
    /// Answers the row with its times as they were before the database cut them.
    @discardableResult
    package mutating func insert(
        _ entity: String, _ values: CreatioValues, by user: CreatioUser, at now: CreatioTime
    ) throws(CreatioFault) -> CreatioRow {
        let schema = schema.known(entity)
        let stamp = stamp(at: now)
        let given = values.filter { $0.key != EntitySchema.Base.id || !$0.value.isEmpty }
        var row = CreatioRow(values: schema.columns.map(\.emptyValue))
        for (place, column) in schema.columns.enumerated() {
            row[place] = given[place] ?? initial(column, by: user, at: stamp)
        }
        row[EntitySchema.Base.id] = given[EntitySchema.Base.id] ?? .guid(newId())
        row[EntitySchema.Base.modifiedOn] = .time(stamp)
        row[EntitySchema.Base.modifiedBy] = .guid(user.contact)
        prepare(&row, in: entity, replacing: nil, given: given, at: stamp)
        try check(&row, in: schema, changed: nil)
        guard table(entity)[row.id] == nil else {
            throw .duplicateId(
                row.id, in: entity, engine: switches.database, status: switches.duplicateIdStatus)
        }
        put(row, in: entity)
        follow(row, in: entity, replacing: nil, by: user, at: now)
        return row
    }

    /// Changes the given columns of a row; answers nil when there is no such row.
    ///
    /// A change that changes nothing is not a save: it leaves `ModifiedOn` alone.
    @discardableResult
    package mutating func update(
        _ entity: String, _ id: GUID, _ values: CreatioValues, by user: CreatioUser, at now: CreatioTime
    ) throws(CreatioFault) -> CreatioRow? {
        let schema = schema.known(entity)
        guard let old = table(entity)[id] else { return nil }
        var row = old
        let given = values.filter { $0.key != EntitySchema.Base.id }
        for (place, value) in given { row[place] = value }
        if row == old { return old }
        let stamp = stamp(at: now)
        row[EntitySchema.Base.modifiedOn] = .time(stamp)
        row[EntitySchema.Base.modifiedBy] = .guid(user.contact)
        prepare(&row, in: entity, replacing: old, given: given, at: stamp)
        try check(&row, in: schema, changed: old)
        put(row, in: entity)
        follow(row, in: entity, replacing: old, by: user, at: now)
        return row
    }

    /// Deletes a row; answers whether there was one.
    package mutating func delete(_ entity: String, _ id: GUID, at now: CreatioTime) throws(CreatioFault)
        -> Bool
    {
        guard let row = table(entity)[id] else { return false }
        let references = schema.references(to: entity)
        for reference in references where !Self.cascades(reference) {
            guard !refers(reference, to: id) else {
                throw .stillReferenced(
                    entity, from: reference.entity, column: reference.columnName, engine: switches.database)
            }
        }
        for reference in references where Self.cascades(reference) {
            for child in table(reference.entity).rows(with: .guid(id), in: reference.column) {
                _ = try delete(reference.entity, child.id, at: now)
            }
        }
        remove(id, from: entity)
        if entity == "ContactCommunication" { forgetCommunication(row, at: now) }
        return true
    }

    /// Whether another row names this one in a lookup.
    private func refers(_ reference: CreatioSchema.Reference, to id: GUID) -> Bool {
        let table = table(reference.entity)
        if table.isIndexed(reference.column) {
            return !table.ids(with: .guid(id), in: reference.column).isSubset(of: [id])
        }
        return table.all.contains { $0[reference.column] == .guid(id) && $0.id != id }
    }

    /// Details that are deleted with what they belong to.
    private static func cascades(_ reference: CreatioSchema.Reference) -> Bool {
        switch (reference.entity, reference.columnName) {
        case ("ContactCommunication", "Contact"), ("CaseFile", "Case"), ("ActivityFile", "Activity"),
            ("ContactFile", "Contact"):
            true
        default: false
        }
    }

    private func initial(_ column: ColumnSchema, by user: CreatioUser, at stamp: CreatioTime) -> CreatioValue
    {
        switch column.initial {
        case .nothing: column.emptyValue
        case .value(let value): value
        case .now: .time(stamp)
        case .currentContact: .guid(user.contact)
        case .defaultLanguage: .guid(CreatioSeed.english)
        }
    }

    /// Sees to what the object fills in by itself before it is checked.
    private mutating func prepare(
        _ row: inout CreatioRow, in entity: String, replacing old: CreatioRow?, given: CreatioValues,
        at stamp: CreatioTime
    ) {
        switch entity {
        case "Case": prepareCase(&row, replacing: old, at: stamp)
        case "Activity": prepareActivity(&row, replacing: old, given: given)
        case "Contact": prepareContact(&row, replacing: old, given: given)
        case "ContactCommunication": prepareCommunication(&row, replacing: old, given: given)
        default: break
        }
    }

    /// Sees to what a saved row brings about elsewhere.
    private mutating func follow(
        _ row: CreatioRow, in entity: String, replacing old: CreatioRow?, by user: CreatioUser,
        at now: CreatioTime
    ) {
        switch entity {
        case "Case": followCase(row, replacing: old)
        case "Activity": followActivity(row, replacing: old)
        case "Contact": followContact(row, replacing: old, by: user, at: now)
        case "ContactCommunication": followCommunication(row, replacing: old, by: user, at: now)
        default: break
        }
    }

    /// Checks required columns, sizes and references of the columns that changed.
    private func check(
        _ row: inout CreatioRow, in schema: EntitySchema, changed old: CreatioRow?
    ) throws(CreatioFault) {
        for (place, column) in schema.columns.enumerated() where old?[place] != row[place] {
            if column.isRequired, row[place].isEmpty {
                let words = switches.requiredText.replacing("{column}", with: column.name)
                throw .saving(words)
            }
            switch (column.kind, row[place]) {
            case (.text(let kind), .text(let text)):
                if text.utf8.contains(0) { throw .zeroByte }
                guard let limit = kind.limit, text.utf8.count > limit, text.unicodeScalars.count > limit
                else { break }
                guard switches.longText == .cut else {
                    throw .tooLong(limit: limit, engine: switches.database)
                }
                row[place] = .text(String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))))
            case (.lookup(let target), .guid(let id)):
                let isItself = target == schema.name && id == row.id
                guard isItself || tables[target]?[id] != nil else {
                    throw .danglingReference(
                        from: schema.name, column: column.name, to: target, isInsert: old == nil,
                        engine: switches.database)
                }
            default: break
            }
        }
        if schema.name == "Activity", old == nil || old != row {
            let owner = schema.known("Owner")
            let role = schema.known("OwnerRole")
            if row[owner].isEmpty, row[role].isEmpty {
                throw .saving("Field \"Owner\" must be filled in")
            }
        }
    }
}
