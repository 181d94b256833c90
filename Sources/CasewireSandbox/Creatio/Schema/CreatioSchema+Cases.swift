extension CreatioSchema {
    /// `Case`, its lookups, and what a customer added to it (Creatio Academy: cases; case statuses).
    static let cases: [EntitySchema] = [
        EntitySchema(
            "Case", caption: "Case", uid: GUID(known: "117d32f9-8275-4534-8411-1c66115ce9cd"),
            display: "Number",
            [
                .text("Number", .short, indexed: true),
                .time("RegisteredOn", required: true, initial: .now),
                .text("Subject", .long, required: true),
                .text("Symptoms", .rich, caption: "Description"),
                .text("Solution", .rich, caption: "Resolution"),
                .text("Notes", .rich),
                .lookup(
                    "Status", to: "CaseStatus", initially: "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38",
                    required: true),
                .lookup("Priority", to: "CasePriority", initially: "d9bd322c-f46b-1410-ee8c-0050ba5d6c38"),
                .lookup("Origin", to: "CaseOrigin", initially: "5e5e202a-f46b-1410-3692-0050ba5d6c38"),
                .lookup("Category", to: "CaseCategory"),
                .lookup("Contact", to: "Contact", indexed: true),
                .lookup("Account", to: "Account", indexed: true),
                .lookup("Owner", to: "Contact", caption: "Assignee", indexed: true),
                .lookup("Group", to: "SysAdminUnit", caption: "Assignees group"),
                .time("ResponseDate"),
                .time("SolutionDate"),
                .time("RespondedOn"),
                .time("FirstSolutionProvidedOn"),
                .time("SolutionProvidedOn"),
                .time("ClosureDate"),
                .lookup("ClosureCode", to: "ClosureCode"),
                .lookup("SatisfactionLevel", to: "SatisfactionLevel"),
                .text("SatisfactionLevelComment", .unlimited),
                .flag("ResponseOverdue"),
                .flag("SolutionOverdue"),
                ColumnSchema("SolutionRemains", .decimal),
                .lookup("ParentCase", to: "Case", caption: "Parent case", indexed: true),
                .lookup("ParentActivity", to: "Activity"),
                .lookup("SupportLevel", to: "RoleInServiceTeam"),
                .text("UsrOrderNumber", .short, caption: "Order number"),
                .lookup("UsrProductLine", to: "UsrProductLine", caption: "Product line"),
            ]),
        .lookup(
            "CaseStatus", caption: "Case status", uid: GUID(known: "99f35013-6b7a-47d6-b440-e3f1a0ba991c"),
            [
                .flag("IsFinal"), .flag("IsResolved"), .flag("IsPaused"),
                .flag("IsDisplayed", initially: true),
                .flag("IsCloseOnSave"), .integer("StageNumber"), .text("ButtonCaption", .medium),
                .lookup("ClosureCode", to: "ClosureCode"), .text("Color", .short),
                .text("StatusColor", .short),
            ]),
        .lookup(
            "CasePriority", caption: "Case priority",
            uid: GUID(known: "e662865c-728f-40db-b3dd-15dcf46d47df"),
            [.integer("ResponseTimeValue"), .integer("SolutionTimeValue")]),
        .lookup(
            "CaseOrigin", caption: "Case source", uid: GUID(known: "b17869fe-43f9-487a-af82-b7626f1fc810")),
        .lookup("CaseCategory", caption: "Case category"),
        .lookup("ClosureCode", caption: "Reason for closing"),
        .lookup("SatisfactionLevel", caption: "Satisfaction level", [.integer("Point")]),
        .lookup("RoleInServiceTeam", caption: "Support line"),
        .lookup("UsrProductLine", caption: "Product line"),
    ]
}
