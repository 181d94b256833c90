import Casewire

extension CaseSystemFailure {
    /// What the words of an error tell, whatever its status; nil where they tell nothing that is known.
    ///
    /// Only texts of the database and the libraries are looked for: the others are in the language of the
    /// user.
    init?(_ body: CreatioErrorBody, to right: CreatioRight, object: String) {
        let text = body.all
        let quote = " (Creatio: “\(body.message.quotable)”)"
        guard
            let failure = Self.ofDatabase(text, object, quote) ?? Self.ofRights(text, right, object, quote)
                ?? Self.ofModel(text, object, quote)
                ?? Self.ofServer(text, quote)
        else { return nil }
        self = failure
    }

    /// PostgreSQL by SQLSTATE (PostgreSQL manual, appendix A), SQL Server by its sentences.
    private static func ofDatabase(_ text: String, _ object: String, _ quote: String) -> CaseSystemFailure? {
        func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }

        if has("update or delete on table", "DELETE statement conflicted") {
            return .rejected(reason: "Other rows still point at this row of \(object)\(quote)")
        }
        if has("23503:", "violates foreign key constraint", "conflicted with the FOREIGN KEY") {
            let target =
                text.text(between: "is not present in table \"", and: "\"")
                ?? text.text(between: "table \"dbo.", and: "\"")
            return .missingReference(
                reason: "A lookup of \(object) points at a row that is gone"
                    + (target.map { $0 == object ? "" : " from \($0)" } ?? "") + quote)
        }
        if has(
            "23505:", "duplicate key value violates", "Cannot insert duplicate key",
            "Violation of PRIMARY KEY")
        {
            return .duplicate(reason: "\(object) has a row with this id already\(quote)")
        }
        if has("23502:", "violates not-null", "Cannot insert the value NULL") {
            return .rejected(reason: "A column of \(object) must be filled in\(quote)")
        }
        if has("22001:", "value too long for type", "data would be truncated") {
            let limit = text.text(between: "character varying(", and: ")")
            return .rejected(
                reason: "A text is too long for its column of \(object)"
                    + (limit.map { ", which holds \($0) characters" } ?? "") + quote)
        }
        if has("22021:", "invalid byte sequence", "22P05:") {
            return .rejected(
                reason: "A text for \(object) holds a character that the database does not take\(quote)")
        }
        if has(
            "53300:", "too many clients already", "Timeout expired", "deadlock", "40P01:", "40001:", "57P0")
        {
            return .unavailable(reason: "Creatio's database is overloaded\(quote)")
        }
        return nil
    }

    private static func ofRights(
        _ text: String, _ right: CreatioRight, _ object: String, _ quote: String
    ) -> CaseSystemFailure? {
        let lowered = text.lowercased()
        if lowered.contains("licen") && !lowered.contains("foreign key") {
            return .denied(
                object: object, right: right.rawValue,
                reason:
                    "The integration user has no licence for \(object): assign it one in Creatio, System Designer → "
                    + "License manager\(quote)")
        }
        let words = ["permission", "SecurityException", "Authorization has been denied", "Access is denied"]
        guard words.contains(where: { text.contains($0) }) else { return nil }
        // The refused object may be another than the one asked for, such as a lookup that is read on the way.
        guard let named = text.text(between: "for the \"", and: "\""), named != object else {
            return .denied(to: right, object, quote)
        }
        guard text.contains("\" object") else {
            return .denied(
                object: object, right: right.rawValue,
                reason:
                    "The integration user lacks the operation permission \(named): give it in Creatio, System "
                    + "Designer → Operation permissions\(quote)")
        }
        return .denied(to: .read, named, quote)
    }

    /// OData's own checks of names and literals.
    private static func ofModel(_ text: String, _ object: String, _ quote: String) -> CaseSystemFailure? {
        let isUnknown = "; after publishing a new column, wait two minutes"
        if let column = text.text(between: "property named '", and: "'")
            ?? text.text(between: "The property '", and: "'"),
            text.contains("Could not find a property") || text.contains("does not exist on type")
        {
            let type =
                text.text(between: "on type '", and: "'")?.split(separator: ".").last.map(String.init)
                ?? object
            return .rejected(
                reason:
                    "\(type) has no column \(column): correct the field's column, or add it in Creatio\(isUnknown)\(quote)"
            )
        }
        if text.contains("Column by path") {
            let column = text.text(between: "Column by path ", and: " not found") ?? "it"
            let type =
                text.text(between: "not found in schema ", and: ".") ?? object
            return .rejected(reason: "\(type) has no column that is reached by \(column)\(isUnknown)\(quote)")
        }
        if text.contains("incompatible types") || text.contains("The query specified in the URI is not valid")
        {
            return .rejected(reason: "Creatio could not read a filter on \(object)\(quote)")
        }
        if text.contains("Parameter name: property") {
            return .rejected(
                reason:
                    "A column of \(object) that was asked for holds files, which are read otherwise\(quote)")
        }
        if text.contains("No HTTP resource was found")
            || text.contains("No type was found that matches the controller")
        {
            let set = text.text(between: "controller named '", and: "'") ?? object
            return .rejected(
                reason:
                    "The site has no object \(set): check the name, and that the product with it is installed. After "
                    + "publishing a new object, wait two minutes\(quote)")
        }
        if text.contains("The request is invalid") {
            let column = text.text(between: "item.", and: " ")
            return .rejected(
                reason: column.map { "The value for \(object).\($0) does not fit its type\(quote)" }
                    ?? "Creatio could not read the values for \(object)\(quote)")
        }
        let lowered = text.lowercased()
        if ["is required", "must be filled in", "must be specified", "cannot be empty"].contains(
            where: lowered.contains)
        {
            return .rejected(
                reason: "A column of \(object) must be filled in: map it, or make it optional\(quote)")
        }
        return nil
    }

    private static func ofServer(_ text: String, _ quote: String) -> CaseSystemFailure? {
        if text.contains("RAM consumption limit") {
            return .unavailable(reason: "Creatio stopped the request to save memory\(quote)")
        }
        if text.contains(CreatioErrorBody.modelBuilder) || text.contains("Collection was modified") {
            return .unavailable(
                reason:
                    "Creatio is rebuilding its OData model: it takes two minutes after publishing. If it stays, compile "
                    + "all items in System Designer → Configuration\(quote)")
        }
        return nil
    }
}
