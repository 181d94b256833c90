extension CreatioSchema {
    /// `Activity` and its lookups. "Recepient" and "Mnutes" are Creatio's own spellings.
    ///
    /// `reminders` adds the columns by which the owner is reminded at a time.
    static func activities(reminders: Bool) -> [EntitySchema] {
        let reminderColumns: [ColumnSchema] =
            reminders ? [.flag("RemindToOwner"), .time("RemindToOwnerDate")] : []
        return [
            EntitySchema(
                "Activity", uid: GUID(known: "c449d832-a4cc-4b01-b9d5-8a12c42a9f89"), display: "Title",
                activityColumns + reminderColumns)
        ] + activityLookups
    }

    private static let activityColumns: [ColumnSchema] = [
        .text("Title", .long, caption: "Subject", required: true),
        .time("StartDate", required: true, initial: .now),
        .time("DueDate", required: true, initial: .now),
        .lookup(
            "Priority", to: "ActivityPriority", initially: "ab96fa02-7fe6-df11-971b-001d60e938c6",
            required: true),
        .lookup("Author", to: "Contact", initial: .currentContact),
        .lookup("Type", to: "ActivityType", indexed: true),
        .lookup(
            "ActivityCategory", to: "ActivityCategory", caption: "Category", required: true, indexed: true),
        .lookup(
            "Status", to: "ActivityStatus", initially: "384d4b84-58e6-df11-971b-001d60e938c6", required: true),
        .lookup("Result", to: "ActivityResult"),
        .text("DetailedResult", .unlimited, caption: "Result details"),
        .lookup("Owner", to: "Contact", initial: .currentContact, indexed: true),
        .lookup("OwnerRole", to: "VwSysRole", caption: "Owner's role"),
        .lookup("Organizer", to: "Contact", initial: .currentContact),
        .lookup("Contact", to: "Contact", indexed: true),
        .lookup("Account", to: "Account", indexed: true),
        .lookup("Case", to: "Case", indexed: true),
        .text("Notes", .rich),
        .text("Body", .unlimited),
        .flag("IsHtmlBody"),
        .text("Sender", .medium),
        .text("Recepient", .unlimited),
        .text("CopyRecepient", .unlimited),
        .text("BlindCopyRecepient", .unlimited),
        .time("SendDate"),
        .lookup("MessageType", to: "EmailType"),
        .lookup("EmailSendStatus", to: "EmailSendStatus"),
        .text("ErrorOnSend", .unlimited),
        .lookup("SenderContact", to: "Contact"),
        .lookup("CallDirection", to: "CallDirection", initially: "1d96a65f-2131-4916-8825-2d142b1000b2"),
        .flag("ShowInScheduler"),
        .flag("IsNeedProcess"),
        .flag("ServiceProcessed"),
        .flag("IsAutoSubmitted"),
        .flag("IsNotPublished"),
        .text("GlobalActivityID", .medium),
        .text("MailHash", .medium),
        .text("HeaderProperties", .unlimited),
        .text("Preview", .medium),
        .integer("DurationInMinutes"),
        .text("DurationInMnutesAndHours", .short),
        ColumnSchema("ProcessElementId", .guid),
        .text("Color", .short),
    ]

    private static let activityLookups: [EntitySchema] = [
        .lookup("ActivityType", caption: "Activity type", [.text("Code", .short)]),
        .lookup(
            "ActivityCategory", caption: "Activity category",
            uid: GUID(known: "961e2086-a12b-4d27-b095-40b1e64d6cc0"),
            [.lookup("ActivityType", to: "ActivityType", required: true)]),
        .lookup("ActivityStatus", caption: "Activity status", [.text("Code", .short), .flag("Finish")]),
        .lookup("ActivityPriority", caption: "Activity priority"),
        .lookup("ActivityResult", caption: "Activity result"),
        .lookup("EmailType", caption: "Email type", [.text("Code", .short)]),
        .lookup("EmailSendStatus", caption: "Email status", [.text("Code", .short)]),
        .lookup("CallDirection", caption: "Call direction", [.text("Code", .short)]),
    ]
}
