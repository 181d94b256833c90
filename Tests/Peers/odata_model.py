"""What the other Creatio knows: objects, their columns, and the rows of a stock site.

From the vendor's documentation and constants (Creatio Academy, "OData 4"; ids of lookups as a stock site has them), for what a
service team's integration touches. A column whose kind is an object's name is a lookup: `StatusId` beside `Status`.
"""

TEXT, FLAG, MOMENT, NUMBER = "Edm.String", "Edm.Boolean", "Edm.DateTimeOffset", "Edm.Int32"
LOOKUP = {"Name": TEXT, "Description": TEXT}

OBJECTS = {
    "Contact": {
        "Name": TEXT,
        "MobilePhone": TEXT,
        "Phone": TEXT,
        "HomePhone": TEXT,
        "Email": TEXT,
        "DoNotUseSms": FLAG,
        "Owner": "Contact",
    },
    "ContactCommunication": {
        "Contact": "Contact",
        "CommunicationType": "CommunicationType",
        "Number": TEXT,
        "SearchNumber": TEXT,
        "Primary": FLAG,
        "NonActual": FLAG,
    },
    "Case": {
        "Number": TEXT,
        "RegisteredOn": MOMENT,
        "Subject": TEXT,
        "Symptoms": TEXT,
        "Solution": TEXT,
        "Notes": TEXT,
        "Status": "CaseStatus",
        "Priority": "CasePriority",
        "Origin": "CaseOrigin",
        "Category": "CaseCategory",
        "Contact": "Contact",
        "Owner": "Contact",
        "Group": "SysAdminUnit",
        "ParentCase": "Case",
        "SatisfactionLevel": "SatisfactionLevel",
        "SatisfactionLevelComment": TEXT,
        "UsrOrderNumber": TEXT,
    },
    "Activity": {
        "Title": TEXT,
        "StartDate": MOMENT,
        "DueDate": MOMENT,
        "Priority": "ActivityPriority",
        "Type": "ActivityType",
        "ActivityCategory": "ActivityCategory",
        "Status": "ActivityStatus",
        "Result": "ActivityResult",
        "DetailedResult": TEXT,
        "Owner": "Contact",
        "Author": "Contact",
        "Contact": "Contact",
        "Case": "Case",
        "Notes": TEXT,
        "Body": TEXT,
        "IsHtmlBody": FLAG,
        "ShowInScheduler": FLAG,
        "RemindToOwner": FLAG,
        "RemindToOwnerDate": MOMENT,
    },
    "CaseStatus": {**LOOKUP, "IsFinal": FLAG, "IsResolved": FLAG, "IsPaused": FLAG, "StageNumber": NUMBER},
    "CasePriority": LOOKUP,
    "CaseOrigin": LOOKUP,
    "CaseCategory": LOOKUP,
    "SatisfactionLevel": {**LOOKUP, "Point": NUMBER},
    "ActivityType": LOOKUP,
    "ActivityCategory": {**LOOKUP, "ActivityType": "ActivityType"},
    "ActivityStatus": {**LOOKUP, "Code": TEXT, "Finish": FLAG},
    "ActivityPriority": LOOKUP,
    "ActivityResult": LOOKUP,
    "CommunicationType": LOOKUP,
    "SysAdminUnit": LOOKUP,
}

INTEGRATION = "7a3c64a5-6f0f-4d6e-9d0a-0b6b8f6ab001"
REP = "7a3c64a5-6f0f-4d6e-9d0a-0b6b8f6ab002"
TASK = "fbe0acdc-cfc0-df11-b00f-001d60e938c6"
MOBILE = "d4a2dc80-30ca-df11-9b2a-001d60e938c6"
NEW = "ae5f2f10-f46b-1410-fd9a-0050ba5d6c38"
RESOLVED = "ae7f411e-f46b-1410-009b-0050ba5d6c38"
FINISHED = "4bdbb88f-58e6-df11-971b-001d60e938c6"
TO_DO = "f51c4643-58e6-df11-971b-001d60e938c6"
NOT_STARTED = "384d4b84-58e6-df11-971b-001d60e938c6"
MEDIUM = "d9bd322c-f46b-1410-ee8c-0050ba5d6c38"
CALL = "5e5e202a-f46b-1410-3692-0050ba5d6c38"

ROWS = {
    "Contact": [{"Id": INTEGRATION, "Name": "Casewire integration"}, {"Id": REP, "Name": "Service rep"}],
    "CaseStatus": [
        {"Id": NEW, "Name": "New", "StageNumber": 1},
        {"Id": "7e9f1204-f46b-1410-fb9a-0050ba5d6c38", "Name": "In progress", "StageNumber": 2},
        {"Id": "3859c6e7-cbcb-486b-ba53-77808fe6e593", "Name": "Waiting for response", "IsPaused": True, "StageNumber": 3},
        {"Id": RESOLVED, "Name": "Resolved", "IsResolved": True, "StageNumber": 4},
        {"Id": "3e7f420c-f46b-1410-fc9a-0050ba5d6c38", "Name": "Closed", "IsFinal": True, "StageNumber": 5},
        {"Id": "6e5f4218-f46b-1410-fe9a-0050ba5d6c38", "Name": "Cancelled", "IsFinal": True, "StageNumber": 6},
        {"Id": "f063ebbe-fdc6-4982-8431-d8cfa52fedcf", "Name": "Reopened", "StageNumber": 7},
    ],
    "CasePriority": [
        {"Id": MEDIUM, "Name": "Medium"},
        {"Id": "8b700f24-f46b-1410-ee8c-0050ba5d6c38", "Name": "High"},
        {"Id": "afb33208-f46b-1410-ec8c-0050ba5d6c38", "Name": "Critical"},
    ],
    "CaseOrigin": [{"Id": CALL, "Name": "Call"}, {"Id": "7f9e1f1e-f46b-1410-3492-0050ba5d6c38", "Name": "Email"}],
    "CaseCategory": [
        {"Id": "1b0bc159-150a-e111-a31b-00155d04c01d", "Name": "Incident"},
        {"Id": "1c0bc159-150a-e111-a31b-00155d04c01d", "Name": "Service request"},
    ],
    "ActivityType": [{"Id": TASK, "Name": "Task"}, {"Id": "e2831dec-cfc0-df11-b00f-001d60e938c6", "Name": "Email"}],
    "ActivityCategory": [{"Id": TO_DO, "Name": "To do", "ActivityTypeId": TASK}],
    "ActivityStatus": [
        {"Id": NOT_STARTED, "Name": "Not started", "Code": "NotStarted"},
        {"Id": "394d4b84-58e6-df11-971b-001d60e938c6", "Name": "In progress", "Code": "InProgress"},
        {"Id": FINISHED, "Name": "Completed", "Code": "Finished", "Finish": True},
        {"Id": "201cfba8-58e6-df11-971b-001d60e938c6", "Name": "Canceled", "Code": "Canceled", "Finish": True},
    ],
    "ActivityPriority": [{"Id": "ab96fa02-7fe6-df11-971b-001d60e938c6", "Name": "Medium"}],
    "ActivityResult": [{"Id": "632afdd2-f616-4ea6-87d2-8ed38eed8aff", "Name": "Completed"}],
    "SatisfactionLevel": [],
    "CommunicationType": [{"Id": MOBILE, "Name": "Mobile phone"}],
    "SysAdminUnit": [{"Id": "a29a3ba5-4b0d-de11-9a51-005056c00008", "Name": "All employees"}],
    "ContactCommunication": [],
    "Case": [],
    "Activity": [],
}

# What a new row holds where the client says nothing.
DEFAULTS = {
    "Case": {"StatusId": NEW, "PriorityId": MEDIUM, "OriginId": CALL},
    "Activity": {"StatusId": NOT_STARTED, "TypeId": TASK, "ActivityCategoryId": TO_DO, "OwnerId": INTEGRATION, "AuthorId": INTEGRATION},
    "Contact": {"OwnerId": INTEGRATION},
}
