/// What the database below Creatio says, in the words of the engine.
extension CreatioFault {
    package static func duplicateId(
        _ id: GUID, in entity: String, engine: CreatioSwitches.Engine, status: Int
    ) -> CreatioFault {
        let key = constraint("PK", entity)
        let words =
            switch engine {
            case .postgresql: "23505: duplicate key value violates unique constraint \"\(key)\""
            case .mssql:
                "Violation of PRIMARY KEY constraint '\(key)'. Cannot insert duplicate key in object "
                    + "'dbo.\(entity)'. The duplicate key value is (\(id)).\r\nThe statement has been terminated."
            }
        return envelope(status, "An error has occurred.", inner: words)
    }

    /// A lookup to a row that is not there.
    package static func danglingReference(
        from entity: String, column: String, to target: String, isInsert: Bool,
        engine: CreatioSwitches.Engine
    ) -> CreatioFault {
        let key = constraint("FK", "\(entity).\(column)")
        switch engine {
        case .postgresql:
            return saving(
                "23503: insert or update on table \"\(entity)\" violates foreign key constraint \"\(key)\"")
        case .mssql:
            return saving(
                "The \(isInsert ? "INSERT" : "UPDATE") statement conflicted with the FOREIGN KEY constraint "
                    + "\"\(key)\". The conflict occurred in database \"creatio\", table \"dbo.\(target)\", "
                    + "column 'Id'.\r\nThe statement has been terminated.")
        }
    }

    /// A row to be deleted is still referred to.
    package static func stillReferenced(
        _ entity: String, from other: String, column: String, engine: CreatioSwitches.Engine
    ) -> CreatioFault {
        let key = constraint("FK", "\(other).\(column)")
        switch engine {
        case .postgresql:
            return saving(
                "23503: update or delete on table \"\(entity)\" violates foreign key constraint \"\(key)\" "
                    + "on table \"\(other)\"")
        case .mssql:
            return saving(
                "The DELETE statement conflicted with the REFERENCE constraint \"\(key)\". The conflict "
                    + "occurred in database \"creatio\", table \"dbo.\(other)\", column '\(column)Id'."
                    + "\r\nThe statement has been terminated.")
        }
    }

    package static func tooLong(limit: Int, engine: CreatioSwitches.Engine) -> CreatioFault {
        switch engine {
        case .postgresql: saving("22001: value too long for type character varying(\(limit))")
        case .mssql:
            saving("String or binary data would be truncated.\r\nThe statement has been terminated.")
        }
    }

    package static let zeroByte = saving("22021: invalid byte sequence for encoding \"UTF8\": 0x00")

    /// A generated name such as `FK6R22cV5NWM2CfAp2GAV4B2R2GfY`, the same each time.
    private static func constraint(_ kind: String, _ words: String) -> String {
        let digits = GUID.derived(from: "\(kind)/\(words)").text.filter { $0 != "-" }
        return kind + digits.prefix(27)
    }
}
