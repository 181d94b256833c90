/// One connection of an engine, inside one transaction: what a `Snapshot` or `Transaction` speaks through.
///
/// Errors are `DatabaseError`.
protocol Connection: AnyObject {
    /// Runs a statement and gives its rows, with their columns in order.
    func rows(_ sql: SQL) throws(DatabaseError) -> [Row]

    /// Runs a statement and gives the number of rows it changed, without those that triggers or foreign keys changed.
    func execute(_ sql: SQL) throws(DatabaseError) -> Int
}
