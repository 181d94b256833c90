/// One entry of a case's timeline: an activity with its title, status, result details and owner, or a feed post.
///
/// As on the stock page an activity's notes are not shown, and activities stand in the order of `StartDate`.
struct TimelineTile: Sendable {
    let id: String
    let kind: String
    let title: String
    let status: String?
    let statusKind: String
    /// HTML with web addresses as links.
    let text: String?
    let owner: String
    let instant: String
    let time: String
    let editor: Editor?

    /// What can be changed about a task.
    struct Editor: Sendable {
        let activityId: String
        /// The result in one line, as the field has only one.
        let result: String
        let status: String
        let isOpen: Bool
        let statuses: [ChoiceOption]
    }

    static func all(of caseId: GUID, in store: CreatioStore) -> [TimelineTile] {
        let activities = store.activities(of: caseId).map { activity($0, in: store) }
        let schema = store.schema.known("SocialMessage")
        let posts = store.table("SocialMessage").rows(with: .guid(caseId), in: schema.known("EntityId"))
            .map { post($0, schema, in: store) }
        guard !posts.isEmpty else { return activities.map(\.tile) }
        return (activities + posts).enumerated().sorted { left, right in
            left.element.at != right.element.at
                ? left.element.at < right.element.at : left.offset < right.offset
        }.map(\.element.tile)
    }

    private typealias Timed = (at: Int64, tile: TimelineTile)

    private static func activity(_ row: CreatioRow, in store: CreatioStore) -> Timed {
        let view = RepView(store)
        let schema = store.schema.known("Activity")
        let start = row[schema.known("StartDate")].time
        let isFinished = store.isFinished(row)
        let result = view.text(row, "DetailedResult", of: schema)
        let isTask = row[schema.known("Type")].guid == CreatioSeed.taskType
        let editor = Editor(
            activityId: row.id.text, result: result.replacing("\n", with: " "),
            status: row[schema.known("Status")].guid?.text ?? "", isOpen: !isFinished,
            statuses: view.options(
                "ActivityStatus", selected: row[schema.known("Status")].guid, withNone: false))
        let tile = TimelineTile(
            id: row.id.text, kind: "activity", title: view.text(row, "Title", of: schema),
            status: view.name(row, "Status", of: schema), statusKind: isFinished ? "done" : "open",
            text: result.isEmpty ? nil : RichText.linked(result), owner: view.name(row, "Owner", of: schema),
            instant: start?.text ?? "", time: RepView.time(start), editor: isTask ? editor : nil)
        return (start?.ticks ?? 0, tile)
    }

    private static func post(_ row: CreatioRow, _ schema: EntitySchema, in store: CreatioStore) -> Timed {
        let view = RepView(store)
        let created = row[EntitySchema.Base.createdOn].time
        let tile = TimelineTile(
            id: row.id.text, kind: "post", title: "Feed post", status: nil, statusKind: "",
            text: RichText.safeHTML(view.text(row, "Message", of: schema)),
            owner: view.name(row, "CreatedBy", of: schema), instant: created?.text ?? "",
            time: RepView.time(created), editor: nil)
        return (created?.ticks ?? 0, tile)
    }
}
