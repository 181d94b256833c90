extension CreatioStore {
    /// Splits a name that came alone into its parts.
    func prepareContact(_ row: inout CreatioRow, replacing old: CreatioRow?, given: CreatioValues) {
        let schema = schema.known("Contact")
        let name = schema.known("Name")
        let parts = ["GivenName", "MiddleName", "Surname"].map { schema.known($0) }
        guard given[name] != nil, !parts.contains(where: { given[$0] != nil }),
            let words = row[name].text?.split(separator: " "), old?[name] != row[name]
        else { return }
        row[parts[0]] = .text(words.first.map(String.init) ?? "")
        row[parts[1]] = .text(words.count > 2 ? words[1..<(words.count - 1)].joined(separator: " ") : "")
        row[parts[2]] = .text(words.count > 1 ? words.last.map(String.init) ?? "" : "")
    }

    /// Keeps the contact's communication options in step with its phone and e-mail columns.
    mutating func followContact(
        _ row: CreatioRow, replacing old: CreatioRow?, by user: CreatioUser, at now: CreatioTime
    ) {
        let schema = schema.known("Contact")
        for (name, type) in CreatioSeed.communicationColumns {
            let place = schema.known(name)
            guard let number = row[place].text, number != old?[place].text ?? "" else { continue }
            let options = communications(of: row.id, type: type)
            let communication = self.schema.known("ContactCommunication")
            let previous =
                options.first { $0[communication.known("Number")].text == old?[place].text }
                ?? options.first { $0[communication.known("Primary")].flag == true }
            if number.isEmpty {
                if let previous { remove(previous.id, from: "ContactCommunication") }
            } else if options.contains(where: { $0[communication.known("Number")].text == number }) {
                continue
            } else {
                writeCommunication(number, type: type, of: row.id, replacing: previous, by: user, at: now)
            }
        }
    }

    /// Writes an option without the event layer, so that it does not write the contact in turn.
    private mutating func writeCommunication(
        _ number: String, type: GUID, of contact: GUID, replacing previous: CreatioRow?, by user: CreatioUser,
        at now: CreatioTime
    ) {
        let schema = schema.known("ContactCommunication")
        let stamp = stamp(at: now)
        var row = previous ?? CreatioRow(values: schema.columns.map(\.emptyValue))
        if previous == nil {
            row[EntitySchema.Base.id] = .guid(newId())
            row[EntitySchema.Base.createdOn] = .time(stamp)
            row[EntitySchema.Base.createdBy] = .guid(user.contact)
            row[schema.known("CommunicationType")] = .guid(type)
            row[schema.known("Contact")] = .guid(contact)
            row[schema.known("Primary")] = .flag(true)
        }
        row[EntitySchema.Base.modifiedOn] = .time(stamp)
        row[EntitySchema.Base.modifiedBy] = .guid(user.contact)
        row[schema.known("Number")] = .text(number)
        row[schema.known("SearchNumber")] = .text(Self.searchNumber(number, type: type))
        put(row, in: "ContactCommunication")
    }

    /// The search number is the platform's to fill; the first option of its type is the primary one.
    func prepareCommunication(_ row: inout CreatioRow, replacing old: CreatioRow?, given: CreatioValues) {
        let schema = schema.known("ContactCommunication")
        guard let type = row[schema.known("CommunicationType")].guid,
            let number = row[schema.known("Number")].text
        else { return }
        row[schema.known("SearchNumber")] = .text(Self.searchNumber(number, type: type))
        let primary = schema.known("Primary")
        if old == nil, given[primary] == nil, let contact = row[schema.known("Contact")].guid {
            row[primary] = .flag(communications(of: contact, type: type).isEmpty)
        }
    }

    /// Writes a primary option back to the contact's column.
    mutating func followCommunication(
        _ row: CreatioRow, replacing old: CreatioRow?, by user: CreatioUser, at now: CreatioTime
    ) {
        let schema = schema.known("ContactCommunication")
        guard
            row[schema.known("NonActual")].flag != true,
            let type = row[schema.known("CommunicationType")].guid,
            let column = CreatioSeed.communicationColumns.first(where: { $0.type == type })?.column,
            let contactId = row[schema.known("Contact")].guid, let contact = table("Contact")[contactId],
            let number = row[schema.known("Number")].text
        else { return }
        let place = self.schema.known("Contact").known(column)
        let current = contact[place].text ?? ""
        let oldNumber = old?[schema.known("Number")].text
        guard current.isEmpty || current == oldNumber || row[schema.known("Primary")].flag == true,
            current != number
        else { return }
        writeContact(contact, [place: .text(number)], by: user, at: now)
    }

    /// Empties the contact's column when the option that filled it is gone, or takes the next one of its type.
    mutating func forgetCommunication(_ row: CreatioRow, at now: CreatioTime) {
        let schema = schema.known("ContactCommunication")
        guard
            let type = row[schema.known("CommunicationType")].guid,
            let column = CreatioSeed.communicationColumns.first(where: { $0.type == type })?.column,
            let contactId = row[schema.known("Contact")].guid, let contact = table("Contact")[contactId]
        else { return }
        let place = self.schema.known("Contact").known(column)
        guard contact[place] == row[schema.known("Number")] else { return }
        let next = communications(of: contactId, type: type).first?[schema.known("Number")] ?? .text("")
        writeContact(contact, [place: next], by: .supervisor, at: now)
    }

    private mutating func writeContact(
        _ contact: CreatioRow, _ values: CreatioValues, by user: CreatioUser, at now: CreatioTime
    ) {
        var contact = contact
        for (place, value) in values { contact[place] = value }
        contact[EntitySchema.Base.modifiedOn] = .time(stamp(at: now))
        contact[EntitySchema.Base.modifiedBy] = .guid(user.contact)
        put(contact, in: "Contact")
    }

    private func communications(of contact: GUID, type: GUID) -> [CreatioRow] {
        let table = table("ContactCommunication")
        let typePlace = table.schema.known("CommunicationType")
        let nonActual = table.schema.known("NonActual")
        return table.rows(with: .guid(contact), in: table.schema.known("Contact")).filter {
            $0[typePlace].guid == type && $0[nonActual].flag != true
        }
    }

    /// The digits of a phone number from last to first; an e-mail address in lower case; nothing for the rest.
    package static func searchNumber(_ number: String, type: GUID) -> String {
        if type == CreatioSeed.emailCommunication { return number.lowercased() }
        guard CreatioSeed.phoneCommunications.contains(type) else { return "" }
        return String(
            String.UnicodeScalarView(number.unicodeScalars.filter { ("0"..."9").contains($0) }.reversed()))
    }
}
