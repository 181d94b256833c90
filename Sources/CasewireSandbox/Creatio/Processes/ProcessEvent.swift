/// Something a business process with a start signal would be told of.
package struct ProcessEvent: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// An activity of a case was added or completed.
        case newActivity = "new_activity"
        /// A case came into a final or resolved status.
        case caseClosed = "case_closed"
    }

    package let kind: Kind
    package let caseId: GUID
    package var activityId: GUID?
    package var category: GUID?
    /// The subject or title of the row.
    package var title = ""
}
