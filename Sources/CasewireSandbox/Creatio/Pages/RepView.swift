/// Rows put into the words of the rep's pages.
struct RepView {
    let store: CreatioStore

    init(_ store: CreatioStore) {
        self.store = store
    }

    func entry(_ row: CreatioRow) -> CreatioCasesPage.Entry {
        let schema = store.schema.known("Case")
        let registered = row[schema.known("RegisteredOn")].time
        return CreatioCasesPage.Entry(
            id: row.id.text, number: text(row, "Number", of: schema),
            subject: text(row, "Subject", of: schema),
            contact: contact(row[schema.known("Contact")].guid), status: name(row, "Status", of: schema),
            statusKind: kind(ofCase: row), instant: registered?.text ?? "", time: Self.time(registered))
    }

    func text(_ row: CreatioRow, _ column: String, of schema: EntitySchema) -> String {
        row[schema.known(column)].text ?? ""
    }

    /// The display name of what a lookup names.
    func name(_ row: CreatioRow, _ column: String, of schema: EntitySchema) -> String {
        let place = schema.known(column)
        return store.displayName(schema.columns[place].target ?? "", row[place].guid)
    }

    /// A contact's name with the first of its phones.
    func contact(_ id: GUID?) -> String {
        guard let row = store.row("Contact", id) else { return "" }
        let schema = store.schema.known("Contact")
        let phone = ["MobilePhone", "Phone", "HomePhone"].map { text(row, $0, of: schema) }.first {
            !$0.isEmpty
        }
        return [text(row, "Name", of: schema), phone].compactMap { $0 }.joined(separator: " · ")
    }

    func kind(ofCase row: CreatioRow) -> String {
        guard let status = row[store.schema.known("Case").known("Status")].guid else { return "open" }
        let flags = store.statusFlags(status)
        return flags.isFinal || flags.isResolved ? "done" : "open"
    }

    /// All rows of a lookup to choose from, with an empty one first.
    func options(_ entity: String, selected: GUID?, withNone: Bool = true) -> [ChoiceOption] {
        let table = store.table(entity)
        let rows = table.all.map { row in
            ChoiceOption(
                value: row.id.text, text: row[table.schema.displayColumn].text ?? "",
                isSelected: row.id == selected)
        }
        return (withNone ? [ChoiceOption(value: "", text: "—", isSelected: selected == nil)] : []) + rows
    }

    /// `2026-11-23 08:15:30 UTC`
    static func time(_ time: CreatioTime?) -> String {
        guard let time else { return "" }
        return time.cut(to: CreatioTime.ticksPerSecond).text.replacing("T", with: " ").replacing(
            "Z", with: " UTC")
    }
}

/// One choice of a list.
struct ChoiceOption: Sendable {
    let value: String
    let text: String
    let isSelected: Bool
}
