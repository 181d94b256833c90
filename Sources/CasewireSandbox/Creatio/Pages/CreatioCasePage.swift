import CasewirePages

/// A case as a stock Creatio 8 page shows it: fields, rich-text description, and the timeline.
struct CreatioCasePage: Page {
    static let template = "sandbox/creatio-case"

    let title: String
    let caseId: String
    let number: String
    let subject: String
    let status: String
    let statusKind: String
    let symptoms: String
    let email: String
    let problem: String?
    let contact: ContactBox?
    let actions: [Action]
    let fields: [Field]
    let facts: [Fact]
    let tiles: [TimelineTile]
    let files: [CaseFileEntry]
    let hasNoFiles: Bool
    let categories: [ChoiceOption]
    let statuses: [ChoiceOption]

    /// A button that sets a status.
    struct Action: Sendable {
        let name: String
        let value: String
    }

    struct Field: Sendable {
        let name: String
        let caption: String
        var value = ""
        /// What the column held when the page was made.
        var original = ""
        var limit = 500
        var options: [ChoiceOption] = []
        var isChoice = false
        var isText = false
        var isLong = false
    }

    /// Whether the case's contact may be written to by text.
    struct ContactBox: Sendable {
        let id: String
        let name: String
        let isSilent: Bool
    }

    struct Fact: Sendable {
        let caption: String
        let value: String
    }

    /// The columns that the page edits, in its order.
    static let editable = [
        "Subject", "Status", "Priority", "Category", "Owner", "Group", "Contact", "UsrOrderNumber",
        "UsrProductLine", "SatisfactionLevel", "Solution",
    ]

    init(_ caseRow: CreatioRow, in store: CreatioStore, problem: String?) {
        let view = RepView(store)
        let schema = store.schema.known("Case")
        caseId = caseRow.id.text
        number = view.text(caseRow, "Number", of: schema)
        subject = view.text(caseRow, "Subject", of: schema)
        title = "\(number) \(subject)"
        status = view.name(caseRow, "Status", of: schema)
        statusKind = view.kind(ofCase: caseRow)
        symptoms = RichText.safeHTML(view.text(caseRow, "Symptoms", of: schema))
        self.problem = problem
        actions = Self.actions(for: caseRow[schema.known("Status")].guid, in: store)
        fields = Self.editable.map { Self.field($0, of: caseRow, schema, view) }
        facts = Self.facts(of: caseRow, schema, view)
        let contacts = store.schema.known("Contact")
        let row = store.row("Contact", caseRow[schema.known("Contact")].guid)
        email = row.map { view.text($0, "Email", of: contacts) } ?? ""
        contact = row.map { row in
            ContactBox(
                id: row.id.text, name: view.text(row, "Name", of: contacts),
                isSilent: row[contacts.known("DoNotUseSms")].flag == true)
        }
        tiles = TimelineTile.all(of: caseRow.id, in: store)
        files = CaseFileEntry.all(of: caseRow.id, in: store)
        hasNoFiles = files.isEmpty
        categories = view.options("ActivityCategory", selected: nil, withNone: false)
        statuses = view.options("ActivityStatus", selected: nil, withNone: false)
    }

    private static func actions(for status: GUID?, in store: CreatioStore) -> [Action] {
        let flags = status.map { store.statusFlags($0) } ?? (isFinal: false, isResolved: false)
        let resolve = Action(name: "Resolve", value: CreatioSeed.resolvedStatus.text)
        let close = Action(name: "Close", value: CreatioSeed.closedStatus.text)
        let reopen = Action(name: "Reopen", value: CreatioSeed.reopenedStatus.text)
        if flags.isFinal { return [reopen] }
        return flags.isResolved ? [close, reopen] : [resolve, close]
    }

    private static func field(
        _ name: String, of row: CreatioRow, _ schema: EntitySchema, _ view: RepView
    ) -> Field {
        let column = schema.columns[schema.known(name)]
        var field = Field(name: name, caption: column.caption)
        guard let target = column.target else {
            field.value = view.text(row, name, of: schema)
            field.original = field.value
            if case .text(.short) = column.kind { field.limit = 50 }
            if case .text(.rich) = column.kind { field.isLong = true } else { field.isText = true }
            return field
        }
        let selected = row[schema.known(name)].guid
        field.original = selected?.text ?? ""
        field.isChoice = true
        field.options =
            switch name {
            case "Owner": owners(selected, view)
            case "Contact": contacts(selected, view)
            default: view.options(target, selected: selected, withNone: !column.isRequired)
            }
        return field
    }

    /// Contacts of those who can sign in, and the present owner.
    private static func owners(_ selected: GUID?, _ view: RepView) -> [ChoiceOption] {
        let people = [CreatioUser.rep, .supervisor, .integration].map(\.contact)
        let all = people + [selected].compactMap { $0 }.filter { !people.contains($0) }
        return [ChoiceOption(value: "", text: "—", isSelected: selected == nil)]
            + all.map {
                ChoiceOption(
                    value: $0.text, text: view.store.displayName("Contact", $0), isSelected: $0 == selected)
            }
    }

    /// The hundred newest contacts, and the present one.
    private static func contacts(_ selected: GUID?, _ view: RepView) -> [ChoiceOption] {
        let newest = view.store.table("Contact").all.suffix(100).map(\.id)
        let all = [selected].compactMap { $0 }.filter { !newest.contains($0) } + newest
        return [ChoiceOption(value: "", text: "—", isSelected: selected == nil)]
            + all.map { ChoiceOption(value: $0.text, text: view.contact($0), isSelected: $0 == selected) }
    }

    private static func facts(of row: CreatioRow, _ schema: EntitySchema, _ view: RepView) -> [Fact] {
        let facts = [
            Fact(caption: "Contact and phone", value: view.contact(row[schema.known("Contact")].guid)),
            Fact(caption: "Source", value: view.name(row, "Origin", of: schema)),
            Fact(caption: "Registered on", value: RepView.time(row[schema.known("RegisteredOn")].time)),
            Fact(caption: "Response by", value: RepView.time(row[schema.known("ResponseDate")].time)),
            Fact(caption: "Responded on", value: RepView.time(row[schema.known("RespondedOn")].time)),
            Fact(caption: "Closed on", value: RepView.time(row[schema.known("ClosureDate")].time)),
            Fact(caption: "Parent case", value: view.name(row, "ParentCase", of: schema)),
            Fact(caption: "Created by", value: view.name(row, "CreatedBy", of: schema)),
        ]
        return facts.filter { !$0.value.isEmpty }
    }
}
