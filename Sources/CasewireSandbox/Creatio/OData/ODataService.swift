/// The OData 4 service of the simulated site, one operation at a time.
///
/// Follows Creatio Academy ("Data service (OData 4)", "Batch request examples", "Stream data type request
/// examples") and bodies recorded from real sites.
package struct ODataService: Sendable {
    package let user: CreatioUser
    /// The service root as the client wrote it, without a slash at the end.
    package let root: String
    package let now: CreatioTime
    /// Whether an ordered fault takes a right (`read`, `add`, `edit`, `delete`) on an object away.
    package let isDenied: @Sendable (_ object: String, _ right: String) -> Bool

    package init(
        user: CreatioUser, root: String, now: CreatioTime,
        isDenied: @escaping @Sendable (String, String) -> Bool = { _, _ in false }
    ) {
        self.user = user
        self.root = root
        self.now = now
        self.isDenied = isDenied
    }

    /// Answers one operation; nothing is stored when the answer is a failure, save what a switch asks for.
    package func respond(to request: ODataRequest, in store: inout CreatioStore) -> ODataResponse {
        do {
            return try answer(request, in: &store)
        } catch {
            return ODataResponse(error)
        }
    }

    private func answer(
        _ request: ODataRequest, in store: inout CreatioStore
    ) throws(CreatioFault) -> ODataResponse {
        let target = try ODataTarget.read(request.path, in: store.schema)
        switch (target, request.method) {
        case (.service, "GET"): return .json(serviceDocument(store))
        case (.metadata, "GET"):
            return ODataResponse(
                status: 200, contentType: "application/xml",
                body: .text(ODataMetadata.xml(for: store.schema, hiding: store.switches.hiddenSets)))
        case (.set(let name), _):
            let entity = try entity(name, request, &store)
            switch request.method {
            case "GET": return try list(entity, request, in: store)
            case "POST": return try insert(entity, request, in: &store)
            default: throw .bare(405)
            }
        case (.count(let name), "GET"):
            let entity = try entity(name, request, &store)
            return .text("\(try matches(entity, request, in: store).count)")
        case (.row(let name, let id), _):
            let entity = try entity(name, request, &store)
            switch request.method {
            case "GET": return try read(entity, id, request, in: store)
            case "PATCH", "MERGE": return try update(entity, id, request, in: &store)
            case "DELETE": return try delete(entity, id, in: &store)
            default: throw .bare(405)
            }
        case (.property(let name, let id, let property, let isRaw), _):
            let entity = try entity(name, request, &store)
            return try self.property(property, isRaw, of: id, entity, request, in: &store)
        default: throw .bare(405)
        }
    }

    /// The object a request names, if it is in the model and neither switched off nor forbidden.
    private func entity(
        _ name: String, _ request: ODataRequest, _ store: inout CreatioStore
    ) throws(CreatioFault) -> EntitySchema {
        guard let entity = store.schema[name], !store.switches.hiddenSets.contains(name) else {
            throw .unknownSet(name, uri: "\(root)/\(request.path)", body: store.switches.missingSet)
        }
        if let forced = store.takeForcedFault(for: name) {
            switch forced {
            case .memory: throw .memoryLimit()
            case .model: throw .modelFailed()
            case .licence: throw .noLicence(for: name)
            case .pool: throw .poolExhausted()
            }
        }
        let right =
            switch request.method {
            case "POST": "add"
            case "PATCH", "MERGE", "PUT": "edit"
            case "DELETE": "delete"
            default: "read"
            }
        let taken = store.switches.denied[user.name] ?? []
        let isSystemTable = name.hasPrefix("Sys") && name != "SysLanguage"
        guard !isDenied(name, right), !taken.contains(name), !taken.contains("\(name)/\(right)"),
            store.switches.systemTables || !isSystemTable
        else { throw .noRights(to: name, status: store.switches.noRightsStatus) }
        return entity
    }

    private func serviceDocument(_ store: CreatioStore) -> String {
        let sets = store.schema.entities.map(\.name).filter { !store.switches.hiddenSets.contains($0) }
        let items = sets.map { "{\"name\":\"\($0)\",\"kind\":\"EntitySet\",\"url\":\"\($0)\"}" }
        return "{\"@odata.context\":\"\(root)/$metadata\",\"value\":[\(items.joined(separator: ","))]}"
    }
}
