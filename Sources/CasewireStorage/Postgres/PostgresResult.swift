import CLibPQ

/// What the server answered to one statement, in binary.
final class PostgresResult {
    private let result: OpaquePointer

    init?(_ result: OpaquePointer?) {
        guard let result else { return nil }
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var isSuccess: Bool {
        let status = PQresultStatus(result)
        return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
    }

    /// The error's code, SQLSTATE.
    var code: String { field(CInt(UInt8(ascii: "C"))) }

    /// The error in a sentence, without the details that show values.
    var message: String { field(CInt(UInt8(ascii: "M"))) }

    private func field(_ code: CInt) -> String {
        PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }

    /// The word for what was done: `COMMIT`, `INSERT 0 1`.
    var status: String { PQcmdStatus(result).map { String(cString: $0) } ?? "" }

    /// The number of rows that the statement changed.
    var changedRows: Int {
        let words = status.split(separator: " ")
        guard let verb = words.first, ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(verb) else { return 0 }
        return words.last.flatMap { Int($0) } ?? 0
    }

    /// All rows, or `DatabaseError.misuse` for a column of a type that isn't kept here.
    func rows() throws(DatabaseError) -> [Row] {
        let count = PQntuples(result)
        guard count > 0 else { return [] }
        var columns: [String] = []
        var types: [Oid] = []
        for column in 0..<PQnfields(result) {
            columns.append(String(cString: PQfname(result, column)))
            types.append(PQftype(result, column))
        }
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        for row in 0..<count {
            var values: [SQLValue] = []
            values.reserveCapacity(columns.count)
            for (index, type) in types.enumerated() {
                values.append(try value(row, CInt(index), type: type, name: columns[index]))
            }
            rows.append(Row(columns: columns, values: values))
        }
        return rows
    }

    private func value(_ row: CInt, _ column: CInt, type: Oid, name: String) throws(DatabaseError) -> SQLValue
    {
        if PQgetisnull(result, row, column) == 1 { return .null }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
        guard let value = SQLValue(bytes, type: type) else {
            throw .misuse(
                PostgresType.fractions.contains(type)
                    ? "the column \(name) is a floating-point number or a fraction; cast it"
                    : "the column \(name) is of a type that isn't read, number \(type); cast it")
        }
        return value
    }
}
