import Casewire

/// A case as Creatio has it now, as the API shows it.
struct CaseView: Encodable {
    struct ActivityView: Encodable {
        let id: String
        let title: String
        let details: String
        let replyTask: Bool
        let completed: Bool
        @OrNull var startAt: String?
    }

    @OrNull var number: String?
    @OrNull var subject: String?
    @OrNull var symptoms: String?
    @OrNull var status: String?
    @OrNull var contact: String?
    /// By Creatio's own column names.
    let fields: [FieldView]
    let activities: [ActivityView]

    struct FieldView: Encodable {
        let column: String
        let value: String
    }

    init(_ reading: CaseReader.Reading) {
        number = reading.number
        subject = reading.subject
        symptoms = reading.symptoms
        status = reading.status
        contact = reading.contact
        fields = reading.fields.sorted { $0.key < $1.key }.map { FieldView(column: $0.key, value: $0.value) }
        activities = reading.activities.map {
            ActivityView(
                id: $0.id, title: $0.title, details: $0.details, replyTask: $0.isReplyTask,
                completed: $0.isCompleted,
                startAt: $0.startAt?.iso8601)
        }
    }
}
