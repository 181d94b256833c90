extension CreatioSchema {
    /// Attachments: a row each, with the bytes in `Data` (Creatio Academy: file API).
    static let files: [EntitySchema] = [
        file("CaseFile", of: "Case"), file("ActivityFile", of: "Activity"),
        file("ContactFile", of: "Contact"),
        .lookup("FileType", caption: "File type"),
    ]

    /// Users, roles, the feed, and the list of objects.
    static let system: [EntitySchema] = [
        .lookup(
            "SysAdminUnit", caption: "System administration object",
            [
                .integer("SysAdminUnitTypeValue"), .lookup("ParentRole", to: "SysAdminUnit"),
                .lookup("Contact", to: "Contact", indexed: true), .flag("Active", initially: true),
                .integer("ConnectionType"),
            ]),
        .lookup("VwSysRole", caption: "Role"),
        EntitySchema(
            "SocialMessage", caption: "Message/comment", display: "Message",
            [
                ColumnSchema("EntitySchemaUId", .guid),
                ColumnSchema("EntityId", .guid, indexed: true),
                .text("Message", .unlimited, required: true),
                .lookup("Parent", to: "SocialMessage"),
                .integer("LikeCount"), .integer("CommentCount"),
                .time("LastActionOn", initial: .now),
            ]),
        EntitySchema(
            "SysSchema", caption: "Schema",
            [
                ColumnSchema("UId", .guid), .text("Name", .medium, required: true),
                .text("Caption", .medium), .text("ManagerName", .medium),
            ]),
    ]

    private static func file(_ name: String, of parent: String) -> EntitySchema {
        EntitySchema(
            name, caption: "\(parent) attachment",
            [
                .text("Name", .medium, required: true),
                .text("Notes", .unlimited),
                .lookup("Type", to: "FileType", initially: "529bc2f8-0ee0-df11-971b-001d60e938c6"),
                .integer("Version"),
                .integer("Size"),
                .integer("TotalSize"),
                ColumnSchema(
                    "FileGroupId", .guid,
                    initial: .value(.guid(GUID(known: "efbf3a0d-d780-465a-8e4b-8c0765197cfb")))),
                .text("Tag", .medium),
                .lookup(parent, to: parent, indexed: true),
                ColumnSchema("Data", .stream),
            ])
    }
}
