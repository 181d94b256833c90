/// A `Case` column that takes one value of the session as it is.
package struct CaseMapping: Sendable, Hashable, Codable {
    package enum Source: String, Sendable, Hashable, Codable, CaseIterable {
        case sessionID = "session.id"
        case ticket = "session.ticket"
        case phone, language, sentiment
        case reasons = "handoff.reasons"
        case channel
        /// What the customer answered to the question at the end: 1 to 5, and their words.
        case score = "csat.score"
        case comment = "csat.comment"
    }

    /// The flat name, such as `UsrTicket`.
    package let column: String
    package let from: Source

    package init(column: String, from: Source) {
        self.column = column
        self.from = from
    }

    /// Columns that Casewire itself writes, or that Creatio keeps.
    package static let reserved: Set<String> = [
        "Id", "Number", "Subject", "Symptoms", "StatusId", "ContactId", "OwnerId", "GroupId", "OriginId",
        "ParentCaseId", "CreatedOn", "ModifiedOn", "CreatedById", "ModifiedById",
    ]
}

extension CasePicture {
    /// What a mapping holds by now; nil while it is not known.
    func text(of source: CaseMapping.Source) -> String? {
        switch source {
        case .sessionID: session.id.rawValue
        case .ticket: String(session.ticket)
        case .phone: contact.phone.e164
        case .language: session.language
        case .sentiment: session.sentiment?.rawValue
        case .reasons: session.handoff?.reasons.map(\.rawValue).joined(separator: ", ")
        case .channel: "SMS"
        case .score: satisfaction.map { String($0.score) }
        case .comment: satisfaction?.comment
        }
    }
}

extension CaseCatalog {
    /// A text as a column of `Case` holds it: a lookup takes the value of that name, a number column a number. Nil where the
    /// column cannot hold it.
    func value(_ text: String, in column: String) -> RowValue? {
        guard let known = description.columns["Case"]?.first(where: { $0.name == column }) else { return nil }
        if known.lookup != nil {
            let folded = text.lowercased()
            return values(ofColumn: column).first { $0.name.lowercased() == folded }.map { .id($0.id) }
        }
        switch known.type {
        case "String": return .text(text)
        case "Int32", "Int64", "Decimal", "Double": return Double(text).map(RowValue.number)
        case "Guid": return DerivedID.isGUID(text) ? .id(text.lowercased()) : nil
        default: return nil
        }
    }
}
