import CasewireStorage

/// How many cases do not hold what they should.
package struct CaseBacklog: Sendable, Hashable {
    /// Waiting for Creatio.
    package let behind: Int
    /// Refused; a person must act.
    package let failed: Int
}

extension Snapshot {
    package func caseBacklog() throws -> CaseBacklog {
        var counts: [String: Int] = [:]
        for row in try rows("SELECT sync, COUNT(*) AS count FROM case_link GROUP BY sync") {
            counts[try row["sync"]] = try row["count"]
        }
        return CaseBacklog(behind: counts["behind"] ?? 0, failed: counts["failed"] ?? 0)
    }
}

extension CreatioSettings {
    /// Where a person opens a case, whatever page design the site uses (Creatio Academy: "Mobile application FAQ", the
    /// format of links).
    package func caseAddress(of id: String) -> String {
        var root = url
        while root.hasSuffix("/") { root.removeLast() }
        if !root.contains("://") { root = "https://" + root }
        return root + "/Navigation/Navigation.aspx?schemaName=Case&recordId=" + id
    }
}
