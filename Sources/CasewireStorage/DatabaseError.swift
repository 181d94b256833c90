/// What went wrong in the database, told by what a caller can do about it.
///
/// The text of a case names tables, columns and files, never stored values.
package enum DatabaseError: Error, Hashable {
    /// There is no room to write; the same write works once there is.
    case full(String)

    /// The database can't be reached or is busy; the same call may work later.
    case unavailable(String)

    /// The write breaks a rule of the schema; again it would fail again.
    case constraint(String)

    /// The statement is wrong or used wrongly: a mistake in the program.
    case misuse(String)
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .full(let reason):
            "The database is full (\(reason)). Make room where it is kept; work goes on by itself."
        case .unavailable(let reason):
            "The database is not available (\(reason)). Check that it is up and can be read and written."
        case .constraint(let reason):
            "The database refused a change that breaks a rule of its schema (\(reason))."
        case .misuse(let reason):
            "The database was asked something it can't do (\(reason)). This is a mistake in the program; please report it."
        }
    }
}
