/// Writes rows as Creatio answers them: every column, zero values for what is empty, media links last.
package struct RowWriter {
    private let store: CreatioStore
    /// The most rows of an expanded collection.
    private let collectionLimit: Int

    package init(store: CreatioStore) {
        self.store = store
        collectionLimit = store.switches.maxRows
    }

    /// Adds the members of a row, without the braces around them.
    package func write(_ row: CreatioRow, of entity: EntitySchema, as shape: RowShape, to json: inout String)
    {
        var isFirst = true
        func separate() {
            if !isFirst { json += "," }
            isFirst = false
        }
        if let columns = shape.columns {
            for place in columns {
                separate()
                json += entity.jsonNames[place]
                Self.write(row.values[place], as: entity.columns[place].kind, to: &json)
            }
        } else {
            for (place, column) in entity.columns.enumerated() where column.kind != .stream {
                separate()
                json += entity.jsonNames[place]
                Self.write(row.values[place], as: column.kind, to: &json)
            }
            for column in entity.columns where column.kind == .stream {
                separate()
                let link = "\(entity.name)(\(row.id))/\(column.name)"
                json += "\"\(column.name)@odata.mediaEditLink\":\"\(link)\","
                json += "\"\(column.name)@odata.mediaReadLink\":\"\(link)\","
                json += "\"\(column.name)@odata.mediaContentType\":\"application/octet-stream\""
            }
        }
        for expansion in shape.expansions {
            separate()
            json += "\"\(expansion.name)\":"
            write(expansion, of: row, to: &json)
        }
    }

    private func write(_ expansion: RowShape.Expansion, of row: CreatioRow, to json: inout String) {
        let target = store.schema.known(expansion.target)
        switch expansion.source {
        case .lookup(let column):
            guard let other = store.row(expansion.target, row[column].guid) else {
                json += "null"
                return
            }
            json += "{"
            write(other, of: target, as: expansion.shape, to: &json)
            json += "}"
        case .collection(let reference):
            let table = store.table(reference.entity)
            let others =
                table.isIndexed(reference.column)
                ? table.rows(with: .guid(row.id), in: reference.column)
                : table.all.filter { $0[reference.column] == .guid(row.id) }
            json += "["
            for (index, other) in others.prefix(collectionLimit).enumerated() {
                json += index > 0 ? ",{" : "{"
                write(other, of: target, as: expansion.shape, to: &json)
                json += "}"
            }
            json += "]"
        }
    }

    /// One value; an empty lookup is the zero GUID, an empty date the first day of year 1.
    package static func write(_ value: CreatioValue, as kind: ColumnSchema.Kind, to json: inout String) {
        switch value {
        case .guid(let guid): json += "\"" + guid.text + "\""
        case .text(let text): JSONValue.write(text, to: &json)
        case .flag(let flag): json += flag ? "true" : "false"
        case .integer(let number): json += String(number)
        case .decimal(let number): json += "\(number)"
        case .time(let time): json += "\"" + time.text + "\""
        case .null:
            switch kind {
            case .guid, .lookup: json += "\"" + GUID.zero.text + "\""
            case .time: json += "\"" + CreatioTime.emptyText + "\""
            case .text: json += "\"\""
            case .flag: json += "false"
            case .integer, .decimal: json += "0"
            case .stream: json += "null"
            }
        }
    }
}
