import CasewireStorage

/// A page of the queue, oldest first.
package struct JobListing: Sendable, Hashable {
    package let jobs: [QueuedJob]
    /// Where the next page begins; nil at the end.
    package let next: Int64?
}

extension Snapshot {
    /// - Parameter position: where the page before ended; 0 for the first.
    package func jobListing(in state: QueuedJob.State, after position: Int64, limit: Int) throws -> JobListing
    {
        let found = try rows(
            """
            SELECT * FROM job WHERE state = \(state) AND position > \(position)
            ORDER BY position LIMIT \(limit + 1)
            """)
        let page = found.prefix(limit)
        return JobListing(
            jobs: try page.map(QueuedJob.init(row:)),
            next: found.count > limit ? try page.last.map { try $0["position"] } : nil)
    }
}
