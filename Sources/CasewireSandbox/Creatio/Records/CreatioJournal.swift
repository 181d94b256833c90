import FoundationEssentials

/// The file to which everything written to a site is appended, so that it outlives its process.
///
/// On start the file is read and written anew with what is there.
struct CreatioJournal: Sendable {
    private let journal: Journal<CreatioEntry>

    /// What a journal held: the writes in order, and the last switches and processes.
    struct Contents {
        var changes: [CreatioChange] = []
        var switches: CreatioSwitches?
        var processes: [BusinessProcess] = []
        /// The last case number given out, whether its case is still there or not.
        var lastCaseNumber = 0
    }

    init(in folder: String) throws {
        journal = try Journal(file: "creatio.jsonl", folder: folder)
    }

    /// Reads what was kept. Objects and columns that the site no longer has are left out.
    func contents() throws -> Contents {
        let entries = try journal.entries()
        var contents = Contents()
        for entry in entries {
            if let switches = entry.switches { contents.switches = switches }
            if let processes = entry.processes { contents.processes = processes }
            if let number = entry.lastCaseNumber { contents.lastCaseNumber = number }
        }
        let schema = CreatioSchema(switches: contents.switches ?? CreatioSwitches())
        contents.changes = entries.compactMap { $0.change(in: schema) }
        return contents
    }

    /// Replaces the file by what a site holds now.
    func compact(to store: CreatioStore, processes: [BusinessProcess]) throws {
        var entries = [
            CreatioEntry(switches: store.switches), CreatioEntry(processes: processes),
            CreatioEntry(lastCaseNumber: store.lastCaseNumber),
        ]
        for entity in store.schema.entities {
            entries += store.table(entity.name).all.map {
                CreatioEntry(.put(entity.name, $0), in: store.schema)
            }
        }
        entries += store.bytes.map { CreatioEntry(.bytes($0.key, $0.value), in: store.schema) }
        try journal.rewrite(entries)
    }

    func append(_ change: CreatioChange, in schema: CreatioSchema) throws {
        try journal.append(CreatioEntry(change, in: schema))
    }

    func append(_ switches: CreatioSwitches) throws {
        try journal.append(CreatioEntry(switches: switches))
    }

    func append(_ processes: [BusinessProcess]) throws {
        try journal.append(CreatioEntry(processes: processes))
    }
}

/// One line of the journal; only what it is about is there.
struct CreatioEntry: Codable, Sendable {
    private var put: String?
    /// The columns that hold something, each as text.
    private var row: [String: String]?
    private var remove: String?
    private var id: String?
    private var bytes: String?
    private var base64: String?
    private(set) var switches: CreatioSwitches?
    private(set) var processes: [BusinessProcess]?
    private(set) var lastCaseNumber: Int?

    init(switches: CreatioSwitches) { self.switches = switches }

    init(processes: [BusinessProcess]) { self.processes = processes }

    init(lastCaseNumber: Int) { self.lastCaseNumber = lastCaseNumber }

    init(_ change: CreatioChange, in schema: CreatioSchema) {
        switch change {
        case .put(let entity, let row):
            put = entity
            var columns: [String: String] = [:]
            for (place, column) in schema.known(entity).columns.enumerated()
            where row[place] != column.emptyValue {
                columns[column.property] = Self.text(row[place])
            }
            self.row = columns
        case .remove(let entity, let id):
            remove = entity
            self.id = id.text
        case .bytes(let id, let content):
            bytes = id.text
            base64 = content.map { Data($0).base64EncodedString() }
        }
    }

    func change(in schema: CreatioSchema) -> CreatioChange? {
        if let put, let entity = schema[put], let columns = self.row {
            var row = CreatioRow(values: entity.columns.map(\.emptyValue))
            for (name, text) in columns {
                guard let place = entity.place(ofProperty: name) else { continue }
                row[place] = Self.value(text, of: entity.columns[place])
            }
            return .put(put, row)
        }
        if let remove, schema[remove] != nil, let id = id.flatMap({ GUID($0) }) { return .remove(remove, id) }
        if let id = bytes.flatMap({ GUID($0) }) {
            return .bytes(id, base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) })
        }
        return nil
    }

    private static func text(_ value: CreatioValue) -> String? {
        switch value {
        case .null: nil
        case .guid(let guid): guid.text
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let number): "\(number)"
        case .time(let time): time.text
        }
    }

    private static func value(_ text: String, of column: ColumnSchema) -> CreatioValue {
        switch column.kind {
        case .guid, .lookup: GUID(text).map { .guid($0) } ?? .null
        case .text: .text(text)
        case .flag: .flag(text == "true")
        case .integer: .integer(Int(text) ?? 0)
        case .decimal: .decimal(Double(text) ?? 0)
        case .time: CreatioTime(text).map { .time($0) } ?? .null
        case .stream: .null
        }
    }
}
