extension ODataService {
    private static let knownOptions: Set<String> = [
        "$filter", "$select", "$expand", "$orderby", "$top", "$skip", "$count", "$format",
    ]

    /// Rows of an object with all options applied, at most as many as a site hands out at once.
    func list(
        _ entity: EntitySchema, _ request: ODataRequest, in store: CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        let shape = try shape(entity, request, in: store)
        let skip = try number("$skip", request) ?? 0
        let top = try number("$top", request)
        let rows = try matches(entity, request, in: store)
        let ordered = try sorted(rows, by: request.option("$orderby"), on: entity, in: store)
        let limit = min(top ?? .max, store.switches.maxRows)
        let page = ordered.dropFirst(skip).prefix(limit)
        var json = "{\"@odata.context\":\"\(root)/$metadata#\(entity.name)\(suffix(shape, entity))\""
        if request.option("$count") == "true" { json += ",\"@odata.count\":\(rows.count)" }
        json += ",\"value\":["
        let writer = RowWriter(store: store)
        var isFirst = true
        for row in page {
            json += isFirst ? "{" : ",{"
            isFirst = false
            writer.write(row, of: entity, as: shape, to: &json)
            json += "}"
        }
        json += "]"
        let isCut = ordered.count > skip + page.count && (top ?? .max) > page.count
        if store.switches.nextLink, isCut {
            json += ",\"@odata.nextLink\":"
            JSONValue.write(nextLink(request, skip: skip + page.count), to: &json)
        }
        return .json(json + "}")
    }

    /// One row by its key; an unknown one is 404 without a body.
    func read(
        _ entity: EntitySchema, _ id: GUID, _ request: ODataRequest, in store: CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        let shape = try shape(entity, request, in: store)
        guard let row = store.table(entity.name)[id] else { throw .bare(404) }
        return .json(self.json(row, of: entity, as: shape, in: store))
    }

    func json(
        _ row: CreatioRow, of entity: EntitySchema, as shape: RowShape = .all, in store: CreatioStore
    ) -> String {
        var json = "{\"@odata.context\":\"\(root)/$metadata#\(entity.name)\(suffix(shape, entity))/$entity\","
        RowWriter(store: store).write(row, of: entity, as: shape, to: &json)
        return json + "}"
    }

    /// The rows a filter lets through, in the order they were inserted.
    func matches(
        _ entity: EntitySchema, _ request: ODataRequest, in store: CreatioStore
    ) throws(CreatioFault) -> [CreatioRow] {
        let unknown = request.options.pairs.first {
            $0.name.hasPrefix("$") && !Self.knownOptions.contains($0.name)
        }
        if let unknown { throw .query("The query parameter '\(unknown.name)' is not supported.") }
        let table = store.table(entity.name)
        guard let text = request.option("$filter"), !text.isEmpty else { return table.all }
        let filter = try FilterParser.parse(text, on: entity, in: store)
        let rows = filter.candidates(in: table).map { table.rows($0) } ?? table.all
        return rows.filter { filter.holds(for: $0, in: store) == true }
    }

    private func shape(
        _ entity: EntitySchema, _ request: ODataRequest, in store: CreatioStore
    ) throws(CreatioFault) -> RowShape {
        try RowShape.read(
            select: request.option("$select"), expand: request.option("$expand"), on: entity, in: store.schema
        )
    }

    private func suffix(_ shape: RowShape, _ entity: EntitySchema) -> String {
        guard let columns = shape.columns else { return "" }
        return "(" + columns.map { entity.columns[$0].property }.joined(separator: ",") + ")"
    }

    private func number(_ name: String, _ request: ODataRequest) throws(CreatioFault) -> Int? {
        guard let text = request.option(name) else { return nil }
        guard let number = Int(text), number >= 0 else {
            throw .query(
                "Invalid value '\(text)' for \(name) query option found. "
                    + "The \(name) query option requires a non-negative integer value.")
        }
        return number
    }

    private func sorted(
        _ rows: [CreatioRow], by text: String?, on entity: EntitySchema, in store: CreatioStore
    ) throws(CreatioFault) -> [CreatioRow] {
        guard let text, !text.isEmpty else { return rows }
        var keys: [(path: ColumnPath, isDescending: Bool)] = []
        for item in text.split(separator: ",") {
            let words = item.split(separator: " ")
            guard let path = words.first, words.count <= 2,
                words.count < 2 || ["asc", "desc"].contains(words[1])
            else { throw .query("Syntax error at position 0 in '\(text)'.") }
            let resolved = try ColumnPath.resolve(
                path.split(separator: "/").map(String.init), from: entity, in: store.schema,
                switches: store.switches)
            keys.append((resolved, words.last == "desc"))
        }
        let valued = rows.map { row in (row: row, values: keys.map { $0.path.value(in: row, of: store) }) }
        return valued.sorted { left, right in
            for (index, key) in keys.enumerated() {
                let order = Self.order(left.values[index], right.values[index])
                if order != 0 { return key.isDescending ? order > 0 : order < 0 }
            }
            return left.row.sequence < right.row.sequence
        }.map(\.row)
    }

    /// Negative, zero or positive; nothing comes first.
    private static func order(_ left: CreatioValue, _ right: CreatioValue) -> Int {
        func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
            left == right ? 0 : (left < right ? -1 : 1)
        }
        switch (left, right) {
        case (.guid(let left), .guid(let right)): return sign(left, right)
        case (.text(let left), .text(let right)): return sign(left.lowercased(), right.lowercased())
        case (.flag(let left), .flag(let right)): return sign(left ? 1 : 0, right ? 1 : 0)
        case (.integer(let left), .integer(let right)): return sign(left, right)
        case (.decimal(let left), .decimal(let right)): return sign(left, right)
        case (.time(let left), .time(let right)): return sign(left, right)
        case (.null, .null): return 0
        case (.null, _): return -1
        case (_, .null): return 1
        default: return 0
        }
    }

    private func nextLink(_ request: ODataRequest, skip: Int) -> String {
        let kept = request.options.pairs.filter { $0.name != "$skip" }
        let pairs = kept.map { "\($0.name)=\($0.value.replacing(" ", with: "%20"))" } + ["$skip=\(skip)"]
        return "\(root)/\(request.path)?\(pairs.joined(separator: "&"))"
    }
}
