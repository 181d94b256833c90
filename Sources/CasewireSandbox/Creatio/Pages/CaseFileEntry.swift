/// One attachment of a case, as its page lists it.
struct CaseFileEntry: Sendable {
    let id: String
    let name: String
    /// Such as `120 KB`.
    let size: String
    let time: String
    let instant: String

    static func all(of caseId: GUID, in store: CreatioStore) -> [CaseFileEntry] {
        let view = RepView(store)
        let schema = store.schema.known("CaseFile")
        return store.table("CaseFile").rows(with: .guid(caseId), in: schema.known("Case")).map { row in
            let created = row[EntitySchema.Base.createdOn].time
            let bytes = store.bytes[row.id]?.count ?? 0
            return CaseFileEntry(
                id: row.id.text, name: view.text(row, "Name", of: schema),
                size: bytes < 1024 ? "\(bytes) bytes" : "\((bytes + 1023) / 1024) KB",
                time: RepView.time(created), instant: created?.text ?? "")
        }.sorted { ($0.instant, $0.name) < ($1.instant, $1.name) }
    }
}
