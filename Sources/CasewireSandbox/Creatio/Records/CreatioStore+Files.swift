extension CreatioStore {
    /// The largest attachment a site takes (`MaxFileSize`), in bytes.
    package static let fileLimit = 10 * 1024 * 1024

    /// Replaces the content of an attachment and notes its size.
    mutating func fill(
        _ id: GUID, of entity: String, with content: [UInt8]?, by user: CreatioUser, at now: CreatioTime
    ) throws(CreatioFault) {
        guard (content?.count ?? 0) <= Self.fileLimit else {
            throw .saving("The file exceeds the maximum size of 10 MB")
        }
        keep(content, of: id)
        let schema = schema.known(entity)
        guard let size = schema.place(of: "Size") else { return }
        try update(entity, id, [size: .integer(content?.count ?? 0)], by: user, at: now)
    }

    /// An ordered error of the catalogue for an object, used up once.
    mutating func takeForcedFault(for entity: String) -> CreatioSwitches.ForcedFault.Row? {
        guard
            let index = switches.forced.firstIndex(where: { $0.object == nil || $0.object == entity })
        else { return nil }
        let forced = switches.forced[index]
        if let count = forced.count {
            if count <= 1 {
                switches.forced.remove(at: index)
            } else {
                switches.forced[index].count = count - 1
            }
        }
        return forced.row
    }
}
