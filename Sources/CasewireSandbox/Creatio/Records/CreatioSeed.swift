/// The rows that a site has from the start, and the identifiers that are the same on every site.
///
/// Identifiers that are public are spelled out; the rest (priority *Low*, satisfaction levels, roles and people)
/// are derived from their names.
package enum CreatioSeed {
    package static let newStatus = GUID(known: "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38")
    package static let inProgressStatus = GUID(known: "7e9f1204-f46b-1410-fb9a-0050ba5d6c38")
    package static let resolvedStatus = GUID(known: "ae7f411e-f46b-1410-009b-0050ba5d6c38")
    package static let closedStatus = GUID(known: "3e7f420c-f46b-1410-fc9a-0050ba5d6c38")
    package static let reopenedStatus = GUID(known: "f063ebbe-fdc6-4982-8431-d8cfa52fedcf")

    package static let taskType = GUID(known: "fbe0acdc-cfc0-df11-b00f-001d60e938c6")
    package static let emailType = GUID(known: "e2831dec-cfc0-df11-b00f-001d60e938c6")
    package static let toDoCategory = GUID(known: "f51c4643-58e6-df11-971b-001d60e938c6")
    package static let emailCategory = GUID(known: "8038a396-7825-e011-8165-00155d043204")
    package static let notStarted = GUID(known: "384d4b84-58e6-df11-971b-001d60e938c6")
    package static let completed = GUID(known: "4bdbb88f-58e6-df11-971b-001d60e938c6")

    package static let mobilePhone = GUID(known: "d4a2dc80-30ca-df11-9b2a-001d60e938c6")
    package static let workPhone = GUID(known: "3dddb3cc-53ee-49c4-a71f-e9e257f59e49")
    package static let homePhone = GUID(known: "0da6a26b-d7bc-df11-b00f-001d60e938c6")
    package static let otherPhone = GUID(known: "21c0d693-9a52-43fa-b7f1-c6d8b53975d4")
    package static let mainPhone = GUID(known: "6a3fb10c-67cc-df11-9b2a-001d60e938c6")
    package static let additionalPhone = GUID(known: "2b387201-67cc-df11-9b2a-001d60e938c6")
    package static let fax = GUID(known: "9a7ab41b-67cc-df11-9b2a-001d60e938c6")
    package static let emailCommunication = GUID(known: "ee1c85c3-cfcb-df11-9b2a-001d60e938c6")

    package static let allEmployees = GUID(known: "a29a3ba5-4b0d-de11-9a51-005056c00008")
    package static let firstLine = GUID(known: "b5d51a2d-c0dd-477b-b2aa-58034367ba26")
    package static let ourCompany = GUID(known: "e308b781-3c5b-4ecb-89ef-5c1ed4da488e")
    package static let english = GUID.derived(from: "SysLanguage/English")

    /// Communication types whose search number is made of digits.
    static let phoneCommunications: Set<GUID> = [
        mobilePhone, workPhone, homePhone, otherPhone, mainPhone, additionalPhone, fax,
    ]

    /// The columns of a contact that are kept in step with its communication options.
    static let communicationColumns: [(column: String, type: GUID)] = [
        ("MobilePhone", mobilePhone), ("Phone", workPhone), ("HomePhone", homePhone),
        ("Email", emailCommunication),
    ]

    /// Fills a new site.
    package static func fill(_ store: inout CreatioStore, at now: CreatioTime) throws(CreatioFault) {
        try people(&store, at: now)
        let low = GUID(store.switches.lowPriorityId)
        for lookup in caseLookups + activityLookups + otherLookups {
            let isLow = lookup.entity == "CasePriority" && lookup.name == "Low"
            try add(isLow ? lookup.identified(as: low) : lookup, to: &store, at: now)
        }
        try roles(&store, at: now)
        try customers(&store, at: now)
        for entity in store.schema.entities {
            var values: CreatioValues = [:]
            let schema = store.schema.known("SysSchema")
            values[EntitySchema.Base.id] = .guid(.derived(from: "SysSchema/\(entity.name)"))
            values[schema.known("UId")] = .guid(entity.uid)
            values[schema.known("Name")] = .text(entity.name)
            values[schema.known("Caption")] = .text(entity.caption)
            values[schema.known("ManagerName")] = .text("EntitySchemaManager")
            try store.insert("SysSchema", values, by: .supervisor, at: now)
        }
        _ = store.takeEvents()
    }

    /// A row of a lookup: its name, its identifier if that is public, and what else it holds by column.
    struct Lookup {
        let entity: String
        let name: String
        private(set) var id: GUID
        let more: [(String, CreatioValue)]

        func identified(as id: GUID?) -> Lookup {
            var lookup = self
            lookup.id = id ?? self.id
            return lookup
        }

        init(
            _ entity: String, _ name: String, _ id: StaticString? = nil, _ more: [(String, CreatioValue)] = []
        ) {
            self.entity = entity
            self.name = name
            self.id = id.map { GUID(known: $0) } ?? .derived(from: "\(entity)/\(name)")
            self.more = more
        }
    }

    private static func add(
        _ lookup: Lookup, to store: inout CreatioStore, at now: CreatioTime
    ) throws(CreatioFault) {
        let schema = store.schema.known(lookup.entity)
        var values: CreatioValues = [EntitySchema.Base.id: .guid(lookup.id)]
        values[schema.known("Name")] = .text(lookup.name)
        for (column, value) in lookup.more { values[schema.known(column)] = value }
        try store.insert(lookup.entity, values, by: .supervisor, at: now)
    }
}
