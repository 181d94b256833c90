/// All rows of the simulated site, and the saving of changes with everything that Creatio does along the way.
///
/// A value: a copy taken before a group of changes can be put back. What was written since the last `takeWritten`
/// is collected in order, and so is what business processes would be told.
package struct CreatioStore: Sendable {
    package let schema: CreatioSchema
    package var switches: CreatioSwitches
    private(set) var tables: [String: CreatioTable]
    private(set) var bytes: [GUID: [UInt8]] = [:]
    private var lastStamp = CreatioTime(ticks: 0)
    private(set) var lastCaseNumber = 0
    private var written: [CreatioChange] = []
    private var events: [ProcessEvent] = []
    let newId: @Sendable () -> GUID

    package init(
        schema: CreatioSchema, switches: CreatioSwitches, newId: @escaping @Sendable () -> GUID
    ) {
        self.schema = schema
        self.switches = switches
        self.newId = newId
        tables = [:]
        for entity in schema.entities { tables[entity.name] = CreatioTable(schema: entity) }
    }

    package func table(_ entity: String) -> CreatioTable {
        guard let table = tables[entity] else { preconditionFailure("There is no object \(entity).") }
        return table
    }

    package func row(_ entity: String, _ id: GUID?) -> CreatioRow? {
        guard let id else { return nil }
        return tables[entity]?[id]
    }

    /// The display value of the row that a lookup names; empty when there is none.
    package func displayName(_ entity: String, _ id: GUID?) -> String {
        guard let table = tables[entity], let id, let row = table[id] else { return "" }
        return row[table.schema.displayColumn].text ?? ""
    }

    /// Time for one write: the clock's, but always later than the last one at the precision of the database.
    mutating func stamp(at now: CreatioTime) -> CreatioTime {
        let stamp = max(now, CreatioTime(ticks: lastStamp.ticks + precision))
        lastStamp = stamp.cut(to: precision)
        return stamp
    }

    /// How finely the database keeps time, in steps of 100 ns.
    var precision: Int64 {
        switch switches.database {
        case .postgresql: CreatioTime.ticksPerMicrosecond
        case .mssql: CreatioTime.ticksPerMillisecond
        }
    }

    mutating func nextCaseNumber() -> String {
        lastCaseNumber += 1
        let digits = String(lastCaseNumber)
        return "SR" + String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }

    /// Stores a row as it is, with its times as the database keeps them, and notes it as written.
    mutating func put(_ row: CreatioRow, in entity: String) {
        var kept = row
        let step = precision
        for (place, value) in row.values.enumerated() {
            if case .time(let time) = value { kept[place] = .time(time.cut(to: step)) }
        }
        tables[entity]?.put(kept)
        written.append(.put(entity, kept))
    }

    mutating func remove(_ id: GUID, from entity: String) {
        tables[entity]?.remove(id)
        written.append(.remove(entity, id))
        if bytes.removeValue(forKey: id) != nil { written.append(.bytes(id, nil)) }
    }

    mutating func keep(_ content: [UInt8]?, of id: GUID) {
        bytes[id] = content
        written.append(.bytes(id, content))
    }

    mutating func announce(_ event: ProcessEvent) {
        events.append(event)
    }

    /// What was written since the last call, in order; a later state of a row may follow an earlier one.
    mutating func takeWritten() -> [CreatioChange] {
        defer { written = [] }
        return written
    }

    mutating func takeEvents() -> [ProcessEvent] {
        defer { events = [] }
        return events
    }

    /// Puts back what was kept before a restart, without side effects.
    mutating func restore(_ change: CreatioChange) {
        switch change {
        case .put(let entity, let row):
            tables[entity]?.put(row)
            lastStamp = max(lastStamp, row.modifiedOn)
            if entity == "Case", let number = row[schema.known(entity).known("Number")].text,
                let count = Int(number.dropFirst(2))
            {
                lastCaseNumber = max(lastCaseNumber, count)
            }
        case .remove(let entity, let id): tables[entity]?.remove(id)
        case .bytes(let id, let content): bytes[id] = content
        }
    }

    /// Ends a series of `restore` calls. Case numbers go on after the given one.
    mutating func finishRestoring(after number: Int) {
        lastCaseNumber = max(lastCaseNumber, number)
        for entity in schema.entities { tables[entity.name]?.sortWrites() }
    }
}

/// One row or attachment written or removed.
package enum CreatioChange: Sendable, Equatable {
    case put(String, CreatioRow)
    case remove(String, GUID)
    /// The content of an attachment; nil when it was deleted.
    case bytes(GUID, [UInt8]?)
}
