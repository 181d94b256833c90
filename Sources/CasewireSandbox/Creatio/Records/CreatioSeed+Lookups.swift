extension CreatioSeed {
    static var caseLookups: [Lookup] {
        [
            status("New", "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38", stage: 1),
            status("In progress", "7e9f1204-f46b-1410-fb9a-0050ba5d6c38", stage: 2),
            status("Waiting for response", "3859c6e7-cbcb-486b-ba53-77808fe6e593", stage: 2, "IsPaused"),
            status("Resolved", "ae7f411e-f46b-1410-009b-0050ba5d6c38", stage: 3, "IsResolved"),
            status("Closed", "3e7f420c-f46b-1410-fc9a-0050ba5d6c38", stage: 4, "IsFinal"),
            status("Cancelled", "6e5f4218-f46b-1410-fe9a-0050ba5d6c38", stage: 4, "IsFinal"),
            status("Reopened", "f063ebbe-fdc6-4982-8431-d8cfa52fedcf", stage: 2),
            priority("Medium", "d9bd322c-f46b-1410-ee8c-0050ba5d6c38", response: 120, solution: 960),
            priority("High", "8b700f24-f46b-1410-ee8c-0050ba5d6c38", response: 60, solution: 480),
            priority("Critical", "afb33208-f46b-1410-ec8c-0050ba5d6c38", response: 30, solution: 240),
            priority("Low", nil, response: 480, solution: 2_880),
            Lookup("CaseOrigin", "Call", "5e5e202a-f46b-1410-3692-0050ba5d6c38"),
            Lookup("CaseOrigin", "Email", "7f9e1f1e-f46b-1410-3492-0050ba5d6c38"),
            Lookup("CaseOrigin", "Portal", "debf4124-f46b-1410-3592-0050ba5d6c38"),
            Lookup("CaseCategory", "Incident", "1b0bc159-150a-e111-a31b-00155d04c01d"),
            Lookup("CaseCategory", "Service request", "1c0bc159-150a-e111-a31b-00155d04c01d"),
            Lookup("ClosureCode", "Resolved", "b69f315c-f36b-1410-159b-0050ba5d6c38"),
            Lookup("RoleInServiceTeam", "1st line", "ff7f2f92-f36b-1410-3d9c-0050ba5d6c38"),
            Lookup("RoleInServiceTeam", "2nd line"),
            Lookup("UsrProductLine", "Outerwear"),
            Lookup("UsrProductLine", "Footwear"),
            Lookup("UsrProductLine", "Accessories"),
        ] + (1...5).map { Lookup("SatisfactionLevel", "\($0)", nil, [("Point", .integer($0))]) }
    }

    static var activityLookups: [Lookup] {
        [
            Lookup("ActivityType", "Task", "fbe0acdc-cfc0-df11-b00f-001d60e938c6", code("Task")),
            Lookup("ActivityType", "Email", "e2831dec-cfc0-df11-b00f-001d60e938c6", code("Email")),
            Lookup("ActivityType", "Call", "e1831dec-cfc0-df11-b00f-001d60e938c6", code("Call")),
            Lookup("ActivityType", "Visit", "e3831dec-cfc0-df11-b00f-001d60e938c6", code("Visit")),
            category("To do", "f51c4643-58e6-df11-971b-001d60e938c6", type: taskType),
            category("Meeting", "42c74c49-58e6-df11-971b-001d60e938c6", type: taskType),
            category("Paperwork", "2365ae4f-58e6-df11-971b-001d60e938c6", type: taskType),
            category("Call", "03df85bf-6b19-4dea-8463-d5d49b80bb28", type: taskType),
            category("Email", "8038a396-7825-e011-8165-00155d043204", type: emailType),
            category(
                "Call", "e52bd583-7825-e011-8165-00155d043204",
                type: GUID(known: "e1831dec-cfc0-df11-b00f-001d60e938c6")),
            Lookup(
                "ActivityStatus", "Not started", "384d4b84-58e6-df11-971b-001d60e938c6", code("NotStarted")),
            Lookup(
                "ActivityStatus", "In progress", "394d4b84-58e6-df11-971b-001d60e938c6", code("InProgress")),
            Lookup(
                "ActivityStatus", "Completed", "4bdbb88f-58e6-df11-971b-001d60e938c6",
                code("Finished") + [("Finish", .flag(true))]),
            Lookup(
                "ActivityStatus", "Canceled", "201cfba8-58e6-df11-971b-001d60e938c6",
                code("Canceled") + [("Finish", .flag(true))]),
            Lookup("ActivityPriority", "Medium", "ab96fa02-7fe6-df11-971b-001d60e938c6"),
            Lookup("ActivityPriority", "High"),
            Lookup("ActivityPriority", "Low"),
            Lookup("ActivityResult", "Completed", "632afdd2-f616-4ea6-87d2-8ed38eed8aff"),
            Lookup("EmailType", "Incoming", "7f9d1f86-f36b-1410-068c-20cf30b39373"),
            Lookup("EmailType", "Outgoing", "7f6d3f94-f36b-1410-068c-20cf30b39373"),
            Lookup("EmailSendStatus", "Sent", "8074ffc0-6107-e011-a646-16d83cab0980"),
            Lookup("EmailSendStatus", "Not sent", "20c0c460-6107-e011-a646-16d83cab0980"),
            Lookup("EmailSendStatus", "In progress", "603ba6af-6107-e011-a646-16d83cab0980"),
            Lookup("CallDirection", "Incoming", "1d96a65f-2131-4916-8825-2d142b1000b2"),
            Lookup("CallDirection", "Outgoing", "53f71b5f-7e17-4cf5-bf14-6a59212db422"),
        ]
    }

    static var otherLookups: [Lookup] {
        [
            Lookup("CommunicationType", "Mobile phone", "d4a2dc80-30ca-df11-9b2a-001d60e938c6"),
            Lookup("CommunicationType", "Business phone", "3dddb3cc-53ee-49c4-a71f-e9e257f59e49"),
            Lookup("CommunicationType", "Home phone", "0da6a26b-d7bc-df11-b00f-001d60e938c6"),
            Lookup("CommunicationType", "Other phone", "21c0d693-9a52-43fa-b7f1-c6d8b53975d4"),
            Lookup("CommunicationType", "Primary phone", "6a3fb10c-67cc-df11-9b2a-001d60e938c6"),
            Lookup("CommunicationType", "Alternate phone", "2b387201-67cc-df11-9b2a-001d60e938c6"),
            Lookup("CommunicationType", "Email", "ee1c85c3-cfcb-df11-9b2a-001d60e938c6"),
            Lookup("CommunicationType", "Fax", "9a7ab41b-67cc-df11-9b2a-001d60e938c6"),
            Lookup("CommunicationType", "Skype", "09e4bda6-cfcb-df11-9b2a-001d60e938c6"),
            Lookup("ContactType", "Customer"),
            Lookup("ContactType", "Employee"),
            Lookup("Gender", "Female"),
            Lookup("Gender", "Male"),
            Lookup("FileType", "File", "529bc2f8-0ee0-df11-971b-001d60e938c6"),
            Lookup("FileType", "Link", "539bc2f8-0ee0-df11-971b-001d60e938c6"),
        ]
    }

    private static func status(
        _ name: String, _ id: StaticString, stage: Int, _ flag: String? = nil
    ) -> Lookup {
        let flags: [(String, CreatioValue)] = flag.map { [($0, .flag(true))] } ?? []
        return Lookup("CaseStatus", name, id, [("StageNumber", .integer(stage))] + flags)
    }

    private static func priority(
        _ name: String, _ id: StaticString?, response: Int, solution: Int
    ) -> Lookup {
        Lookup(
            "CasePriority", name, id,
            [("ResponseTimeValue", .integer(response)), ("SolutionTimeValue", .integer(solution))])
    }

    private static func category(_ name: String, _ id: StaticString, type: GUID) -> Lookup {
        Lookup("ActivityCategory", name, id, [("ActivityType", .guid(type))])
    }

    private static func code(_ code: String) -> [(String, CreatioValue)] { [("Code", .text(code))] }
}
