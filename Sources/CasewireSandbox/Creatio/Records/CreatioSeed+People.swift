extension CreatioSeed {
    /// The default language, and the contacts of those who can sign in; nobody can create them but themselves.
    static func people(_ store: inout CreatioStore, at now: CreatioTime) throws(CreatioFault) {
        let languages = store.schema.known("SysLanguage")
        let contacts = store.schema.known("Contact")
        let stamp = CreatioValue.time(store.stamp(at: now))
        func blank(_ schema: EntitySchema, _ id: GUID, _ name: String) -> CreatioRow {
            var row = CreatioRow(values: schema.columns.map(\.emptyValue))
            row[EntitySchema.Base.id] = .guid(id)
            row[schema.known("Name")] = .text(name)
            row[EntitySchema.Base.createdOn] = stamp
            row[EntitySchema.Base.modifiedOn] = stamp
            row[EntitySchema.Base.createdBy] = .guid(CreatioUser.supervisor.contact)
            row[EntitySchema.Base.modifiedBy] = .guid(CreatioUser.supervisor.contact)
            return row
        }
        for (id, name, code) in [
            (english, "English (United States)", "en-US"),
            (GUID.derived(from: "SysLanguage/Spanish"), "Spanish (Spain)", "es-ES"),
            (GUID.derived(from: "SysLanguage/French"), "French (France)", "fr-FR"),
            (GUID.derived(from: "SysLanguage/German"), "German (Germany)", "de-DE"),
            (GUID.derived(from: "SysLanguage/Portuguese"), "Portuguese (Brazil)", "pt-BR"),
        ] {
            var language = blank(languages, id, name)
            language[languages.known("Code")] = .text(code)
            language[languages.known("IsUsed")] = .flag(true)
            store.put(language, in: "SysLanguage")
        }
        for user in [CreatioUser.supervisor, .rep, .integration] {
            var contact = blank(contacts, user.contact, user.name)
            contact[contacts.known("Confirmed")] = .flag(true)
            contact[contacts.known("Language")] = .guid(english)
            contact[contacts.known("Owner")] = .guid(CreatioUser.supervisor.contact)
            store.put(contact, in: "Contact")
        }
    }

    /// Users and roles; a case's group is one of these.
    static func roles(_ store: inout CreatioStore, at now: CreatioTime) throws(CreatioFault) {
        let schema = store.schema.known("SysAdminUnit")
        for user in [CreatioUser.supervisor, .rep, .integration] {
            let values: CreatioValues = [
                EntitySchema.Base.id: .guid(user.id), schema.known("Name"): .text(user.name),
                schema.known("Contact"): .guid(user.contact),
                schema.known("SysAdminUnitTypeValue"): .integer(4),
            ]
            try store.insert("SysAdminUnit", values, by: .supervisor, at: now)
        }
        let views = store.schema.known("VwSysRole")
        for (id, name, type) in [
            (allEmployees, "All employees", 0),
            (GUID(known: "720b771c-e7a7-4f31-9cfb-52cd21c3739f"), "All external users", 0),
            (firstLine, "1st-line support", 6),
            (GUID.derived(from: "role/2nd-line support"), "2nd-line support", 6),
        ] {
            let values: CreatioValues = [
                EntitySchema.Base.id: .guid(id), schema.known("Name"): .text(name),
                schema.known("SysAdminUnitTypeValue"): .integer(type),
            ]
            try store.insert("SysAdminUnit", values, by: .supervisor, at: now)
            let view: CreatioValues = [EntitySchema.Base.id: .guid(id), views.known("Name"): .text(name)]
            try store.insert("VwSysRole", view, by: .supervisor, at: now)
        }
    }

    /// A few customers whose phone numbers are written as people write them.
    static func customers(_ store: inout CreatioStore, at now: CreatioTime) throws(CreatioFault) {
        let accounts = store.schema.known("Account")
        let company: CreatioValues = [
            EntitySchema.Base.id: .guid(ourCompany), accounts.known("Name"): .text("Our company"),
        ]
        try store.insert("Account", company, by: .supervisor, at: now)
        let contacts = store.schema.known("Contact")
        for (name, column, number) in [
            ("Customer One", "MobilePhone", "+15550100101"),
            ("Customer Two", "MobilePhone", "(555) 010-0102"),
            ("Customer Three", "Phone", "1-555-010-0103"),
            ("Customer Four", "HomePhone", "555.010.0104"),
            ("Customer Five", "MobilePhone", "+44 7700 900105"),
            ("Customer Six", "MobilePhone", "+1 555 010 0106"),
            ("Customer Six (again)", "MobilePhone", "15550100106"),
        ] {
            let values: CreatioValues = [
                EntitySchema.Base.id: .guid(.derived(from: "customer/\(name)")),
                contacts.known("Name"): .text(name), contacts.known(column): .text(number),
                contacts.known("Type"): .guid(.derived(from: "ContactType/Customer")),
            ]
            try store.insert("Contact", values, by: .supervisor, at: now)
        }
        let options = store.schema.known("ContactCommunication")
        for (customer, number, nonActual) in [
            ("Customer One", "+1 (555) 010-0111", true), ("Customer Two", "+1 555 010 0112 ext. 3", false),
        ] {
            let values: CreatioValues = [
                EntitySchema.Base.id: .guid(.derived(from: "option/\(customer)")),
                options.known("Contact"): .guid(.derived(from: "customer/\(customer)")),
                options.known("CommunicationType"): .guid(otherPhone), options.known("Number"): .text(number),
                options.known("NonActual"): .flag(nonActual),
            ]
            try store.insert("ContactCommunication", values, by: .supervisor, at: now)
        }
    }
}
