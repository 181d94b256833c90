/// The rows of one object, found by `Id`, by indexed columns, and by when they were modified.
package struct CreatioTable: Sendable {
    package let schema: EntitySchema
    private var rows: [GUID: CreatioRow] = [:]
    private var order: [Place] = []
    private var nextSequence = 0
    private let indexedPlaces: [Int]
    private var indexes: [Int: [CreatioValue: Set<GUID>]] = [:]
    /// Every write in order of its time; entries overtaken by a later write are skipped when read.
    private var writes: [Write] = []

    private struct Place {
        let sequence: Int
        let id: GUID
    }

    private struct Write {
        let at: CreatioTime
        let id: GUID
    }

    init(schema: EntitySchema) {
        self.schema = schema
        indexedPlaces = schema.columns.indices.filter { schema.columns[$0].isIndexed }
        for place in indexedPlaces { indexes[place] = [:] }
    }

    package var count: Int { rows.count }

    package subscript(id: GUID) -> CreatioRow? { rows[id] }

    /// All rows in the order they were inserted.
    package var all: [CreatioRow] {
        order.compactMap { place in
            guard let row = rows[place.id], row.sequence == place.sequence else { return nil }
            return row
        }
    }

    package func rows(_ ids: some Sequence<GUID>) -> [CreatioRow] {
        ids.compactMap { rows[$0] }.sorted { $0.sequence < $1.sequence }
    }

    package func isIndexed(_ place: Int) -> Bool { indexes[place] != nil }

    /// The identifiers of rows with an equal value in an indexed column.
    package func ids(with value: CreatioValue, in place: Int) -> Set<GUID> {
        indexes[place]?[Self.key(value)] ?? []
    }

    /// The identifiers of rows whose indexed text begins with `prefix`; nil when the index cannot tell.
    package func ids(withPrefix prefix: String, in place: Int) -> Set<GUID>? {
        guard indexes[place] != nil, let key = Self.prefixKey(prefix) else { return nil }
        return indexes[place]?[key] ?? []
    }

    /// The identifiers of rows modified at `time` or later.
    package func ids(modifiedSince time: CreatioTime) -> Set<GUID> {
        var low = 0
        var high = writes.count
        while low < high {
            let middle = (low + high) / 2
            if writes[middle].at < time { low = middle + 1 } else { high = middle }
        }
        return Set(writes[low...].map(\.id))
    }

    /// Rows with an equal value in an indexed column, in the order they were inserted.
    package func rows(with value: CreatioValue, in place: Int) -> [CreatioRow] {
        rows(ids(with: value, in: place))
    }

    /// Stores a row, replacing the one with the same `Id`.
    mutating func put(_ row: CreatioRow) {
        var row = row
        if let old = rows[row.id] {
            row.sequence = old.sequence
            unindex(old, unless: row)
            index(row, unless: old)
        } else {
            nextSequence += 1
            row.sequence = nextSequence
            order.append(Place(sequence: nextSequence, id: row.id))
            index(row, unless: nil)
        }
        rows[row.id] = row
        writes.append(Write(at: row.modifiedOn, id: row.id))
        if writes.count > 1_000 && writes.count > rows.count * 3 { forgetOvertakenWrites() }
    }

    mutating func remove(_ id: GUID) {
        guard let row = rows.removeValue(forKey: id) else { return }
        unindex(row, unless: nil)
        if order.count > 1_000 && order.count > rows.count * 3 {
            order = order.filter { rows[$0.id]?.sequence == $0.sequence }
        }
    }

    /// Puts the list of writes in order, after rows were read back in another one.
    mutating func sortWrites() {
        writes.sort { $0.at < $1.at }
    }

    private mutating func forgetOvertakenWrites() {
        writes = writes.filter { rows[$0.id]?.modifiedOn == $0.at }
    }

    private mutating func index(_ row: CreatioRow, unless old: CreatioRow?) {
        for place in indexedPlaces where old?[place] != row[place] {
            for key in Self.keys(row[place]) { indexes[place]?[key, default: []].insert(row.id) }
        }
    }

    private mutating func unindex(_ row: CreatioRow, unless new: CreatioRow?) {
        for place in indexedPlaces where new?[place] != row[place] {
            for key in Self.keys(row[place]) {
                indexes[place]?[key]?.remove(row.id)
                if indexes[place]?[key]?.isEmpty == true { indexes[place]?[key] = nil }
            }
        }
    }

    private static func key(_ value: CreatioValue) -> CreatioValue {
        if case .text(let text) = value { .text(text.lowercased()) } else { value }
    }

    private static func keys(_ value: CreatioValue) -> [CreatioValue] {
        if case .null = value { return [] }
        let key = key(value)
        guard case .text(let text) = key, let prefix = prefixKey(text) else { return [key] }
        return [key, prefix]
    }

    /// Texts are also indexed by their first seven characters, under a key that no whole text has.
    private static func prefixKey(_ text: String) -> CreatioValue? {
        let prefix = text.lowercased().prefix(7)
        return prefix.count == 7 ? .text(prefix + "\u{0}") : nil
    }
}
