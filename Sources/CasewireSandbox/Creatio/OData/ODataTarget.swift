/// What the path of an OData request names.
enum ODataTarget: Equatable {
    case service
    case metadata
    case set(String)
    case count(String)
    case row(String, GUID)
    /// A column of a row; `isRaw` when the path ends in `/$value`.
    case property(String, GUID, String, isRaw: Bool)

    /// Reads `Case`, `Case/$count`, `Case(<id>)`, `Case/<id>`, `Case(<id>)/Number`, `Case(<id>)/Number/$value`.
    static func read(_ path: String, in schema: CreatioSchema) throws(CreatioFault) -> ODataTarget {
        var parts = path.split(separator: "/").map(String.init)
        guard let first = parts.first else { return .service }
        if first == "$metadata" { return .metadata }
        parts.removeFirst()
        let name: String
        var key: GUID?
        if let open = first.firstIndex(of: "("), first.last == ")" {
            name = String(first[..<open])
            let inner = first[first.index(after: open)...].dropLast()
            guard let id = GUID(inner) else {
                throw .query("The key '\(inner)' is not a valid literal of type 'Edm.Guid'.")
            }
            key = id
        } else {
            name = first
            if let next = parts.first, let id = GUID(next) {
                key = id
                parts.removeFirst()
            }
        }
        guard let key else {
            if parts.isEmpty { return .set(name) }
            if parts == ["$count"] { return .count(name) }
            throw .bare(404)
        }
        switch parts.count {
        case 0: return .row(name, key)
        case 1: return .property(name, key, parts[0], isRaw: false)
        case 2 where parts[1] == "$value": return .property(name, key, parts[0], isRaw: true)
        default: throw .bare(404)
        }
    }
}
