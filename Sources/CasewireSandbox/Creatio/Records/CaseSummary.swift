/// All there is to know about cases, for tests that count.
enum CaseSummary {
    /// Every case in the order of its creation, each with its activities in the order of the timeline.
    static func all(in store: CreatioStore) -> [JSONValue] {
        store.table("Case").all.map { summary(of: $0, in: store) }
    }

    private static func summary(of row: CreatioRow, in store: CreatioStore) -> JSONValue {
        let schema = store.schema.known("Case")
        var members = columns(
            ["Number", "Subject", "Symptoms", "CreatedOn", "ModifiedOn", "ClosureDate", "UsrOrderNumber"],
            of: row,
            schema)
        members += lookups(
            [
                ("Status", "Status"), ("Priority", "Priority"), ("Origin", "Origin"), ("Contact", "Contact"),
                ("Owner", "Owner"), ("Group", "Group"), ("ParentCase", "ParentCase"),
                ("Category", "Category"),
                ("SatisfactionLevel", "SatisfactionLevel"), ("UsrProductLine", "UsrProductLine"),
                ("CreatedBy", "CreatedBy"),
            ], of: row, schema, in: store)
        if let status = members.first(where: { $0.name == "Status" }) {
            members.append(JSONMember(name: "StatusName", value: status.value))
        }
        let activities = store.activities(of: row.id).map { activity(of: $0, in: store) }
        members.append(JSONMember(name: "activities", value: .list(activities)))
        return .object(members)
    }

    private static func activity(of row: CreatioRow, in store: CreatioStore) -> JSONValue {
        let schema = store.schema.known("Activity")
        return .object(
            columns(
                [
                    "Title", "DetailedResult", "Notes", "Body", "StartDate", "DueDate", "CreatedOn",
                    "ModifiedOn",
                    "ShowInScheduler", "RemindToOwner", "RemindToOwnerDate",
                ], of: row, schema)
                + lookups(
                    [
                        ("Status", "Status"), ("ActivityCategory", "Category"), ("Type", "Type"),
                        ("Owner", "Owner"), ("CreatedBy", "CreatedBy"), ("ModifiedBy", "ModifiedBy"),
                    ], of: row, schema, in: store))
    }

    /// `Id` and the named columns that the object has.
    private static func columns(
        _ names: [String], of row: CreatioRow, _ schema: EntitySchema
    ) -> [JSONMember] {
        var members = [JSONMember(name: "Id", value: .text(row.id.text))]
        for name in names {
            guard let place = schema.place(of: name) else { continue }
            let value: JSONValue =
                switch row[place] {
                case .text(let text): .text(text)
                case .flag(let flag): .flag(flag)
                case .time(let time): .text(time.text)
                case .guid(let id): .text(id.text)
                case .integer(let number): .number("\(number)")
                case .decimal(let number): .number("\(number)")
                case .null: .null
                }
            members.append(JSONMember(name: name, value: value))
        }
        return members
    }

    /// For each lookup its display name under the given word, and its identifier with `Id` behind the word.
    private static func lookups(
        _ names: [(column: String, word: String)], of row: CreatioRow, _ schema: EntitySchema,
        in store: CreatioStore
    ) -> [JSONMember] {
        names.flatMap { name -> [JSONMember] in
            guard let place = schema.place(of: name.column), let target = schema.columns[place].target else {
                return []
            }
            let id = row[place].guid
            return [
                JSONMember(name: name.word, value: id == nil ? .null : .text(store.displayName(target, id))),
                JSONMember(name: name.word + "Id", value: id.map { .text($0.text) } ?? .null),
            ]
        }
    }
}
