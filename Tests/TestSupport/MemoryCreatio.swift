package import Casewire
import Synchronization

/// A Creatio of rows in memory, enough for the domain's tests; what a real site answers is the connector's tests' business.
package actor MemoryCreatio: CaseSystem {
    /// How the next write goes wrong.
    package enum Fault: Sendable {
        /// Nothing is stored.
        case refusing(CaseSystemFailure)
        /// Everything is stored, and the answer is lost.
        case losingAnswer
        /// So many changes are stored, then the answer is lost.
        case storingOnly(Int)
        /// So many changes go well; the next one is stored and answered with an error all the same.
        case storingThenFailing(Int)
    }

    package private(set) var tables: [String: [String: RowValues]] = [:]
    package private(set) var requests = 0
    package private(set) var operations = 0
    /// Every create, to count doubles by.
    package private(set) var created: [String] = []
    private var faults: [Fault] = []
    private var awayBecause: String?
    private var defaults: [String: RowValues] = [:]
    private var time: Timestamp

    package static let newStatus = "00000000-0000-4000-8000-000000000001"
    package static let resolvedStatus = "00000000-0000-4000-8000-000000000002"
    package static let closedStatus = "00000000-0000-4000-8000-000000000003"
    package static let pausedStatus = "00000000-0000-4000-8000-000000000004"
    package static let inProgressStatus = "7e9f1204-f46b-1410-fb9a-0050ba5d6c38"
    package static let escalatedStatus = "00000000-0000-4000-8000-000000000005"
    package static let highPriority = "00000000-0000-4000-8000-000000000011"
    package static let lowPriority = "00000000-0000-4000-8000-000000000012"
    package static let mediumPriority = "00000000-0000-4000-8000-000000000013"
    package static let integration = "00000000-0000-4000-8000-00000000000a"
    package static let rep = "00000000-0000-4000-8000-00000000000b"

    package init(startingAt time: Timestamp) {
        self.time = time
        func row(_ id: String, _ name: String, _ flags: String...) -> RowValues {
            var values: RowValues = ["Id": .id(id), "Name": .text(name)]
            for flag in flags { values[flag] = .flag(true) }
            return values
        }
        func table(_ rows: RowValues...) -> [String: RowValues] {
            var table: [String: RowValues] = [:]
            for row in rows { if let id = row.id("Id") { table[id] = row } }
            return table
        }
        tables["CaseStatus"] = table(
            row(Self.newStatus, "New"), row(Self.resolvedStatus, "Resolved", "IsResolved"),
            row(Self.closedStatus, "Closed", "IsFinal"))
        tables["ActivityStatus"] = table(
            row("384d4b84-58e6-df11-971b-001d60e938c6", "Not started"),
            row("4bdbb88f-58e6-df11-971b-001d60e938c6", "Completed", "Finish"),
            row("201cfba8-58e6-df11-971b-001d60e938c6", "Canceled", "Finish"))
        tables["ActivityType"] = table(row("fbe0acdc-cfc0-df11-b00f-001d60e938c6", "Task"))
        tables["CasePriority"] = table(
            row(Self.highPriority, "High"), row(Self.lowPriority, "Low"), row(Self.mediumPriority, "Medium"))
        tables["Contact"] = table(row(Self.integration, "Casewire"), row(Self.rep, "Service rep"))
    }

    /// A site with the statuses of a stock one, and one that its people added.
    package func offerMoreStatuses() {
        for (id, name, flag) in [
            (Self.pausedStatus, "Waiting for response", "IsPaused"),
            (Self.inProgressStatus, "In progress", nil),
            (Self.escalatedStatus, "Zz escalated", nil),
        ] {
            var row: RowValues = ["Id": .id(id), "Name": .text(name)]
            if let flag { row[flag] = .flag(true) }
            tables["CaseStatus", default: [:]][id] = row
        }
    }

    package func fail(_ fault: Fault) { faults.append(fault) }

    /// Whether nothing answers at all, and in which words.
    package func setAway(_ reason: String?) { awayBecause = reason }

    private func checkHere() throws(CaseSystemFailure) {
        if let awayBecause { throw .unavailable(reason: awayBecause) }
    }

    /// What a new row holds where nothing was sent.
    package func setDefault(_ object: String, _ column: String, _ value: RowValue) {
        defaults[object, default: [:]][column] = value
    }

    package func describe() async throws(CaseSystemFailure) -> CaseSystemDescription {
        requests += 1
        try checkHere()
        func column(_ name: String, _ type: String = "String", _ lookup: String? = nil) -> RowColumn {
            RowColumn(name: name, type: type, lookup: lookup)
        }
        return CaseSystemDescription(
            flavour: "net", integrationContact: Self.integration,
            columns: [
                "Case": [
                    column("Subject"), column("PriorityId", "Guid", "CasePriority"), column("UsrOrderNumber"),
                    column("UsrTicket", "Int32"), column("UsrTopic", "Guid", "UsrTopic"), column("UsrPhone"),
                    column("UsrReasons"),
                ],
                "Contact": [column("Name"), column("MobilePhone"), column("DoNotUseSms", "Boolean")],
                "SocialMessage": [column("EntityId", "Guid"), column("Message")],
                "Activity": [
                    column("Title"), column("CaseId", "Guid", "Case"), column("RemindToOwner", "Boolean"),
                    column("RemindToOwnerDate"),
                ],
                "CaseStatus": [column("IsFinal"), column("IsResolved"), column("IsPaused")],
                "ActivityStatus": [column("Finish")],
            ])
    }

    package func read(_ queries: [RowQuery]) async throws(CaseSystemFailure) -> [[RowValues]] {
        requests += 1
        try checkHere()
        operations += queries.count
        return queries.map { query in
            var found = byID(query.object).filter { query.filter.map(matches($0)) ?? true }
            if let order = query.order { found.sort { Self.sortKey($0[order]) < Self.sortKey($1[order]) } }
            return Array(found.prefix(query.limit))
        }
    }

    package func write(_ changes: [RowChange]) async throws(CaseSystemFailure) -> [RowOutcome] {
        requests += 1
        try checkHere()
        operations += changes.count
        var limit = changes.count
        var losesAnswer = false
        var failing: Int?
        if !faults.isEmpty {
            switch faults.removeFirst() {
            case .refusing(let failure): throw failure
            case .losingAnswer: losesAnswer = true
            case .storingOnly(let count):
                limit = count
                losesAnswer = true
            case .storingThenFailing(let count): failing = count
            }
        }
        var outcomes: [RowOutcome] = []
        for change in changes.prefix(limit) {
            if case .failed = outcomes.last { outcomes.append(.notAttempted); continue }
            let outcome = store(change)
            let fails = outcomes.count == failing
            outcomes.append(fails ? .failed(.unavailable(reason: "A step after the row failed.")) : outcome)
        }
        if losesAnswer { throw .unavailable(reason: "The answer was lost.") }
        return outcomes
    }

    /// The bytes of files, by their rows' ids.
    package private(set) var contents: [String: [UInt8]] = [:]

    package func attach(_ file: CaseAttachment) async throws(CaseSystemFailure) {
        requests += 1
        try checkHere()
        operations += 1
        let fault = faults.isEmpty ? nil : faults.removeFirst()
        if case .refusing(let failure)? = fault { throw failure }
        if case .storingOnly(0)? = fault { throw .unavailable(reason: "The answer was lost.") }
        guard tables["Case"]?[file.caseID] != nil else {
            throw .missingReference(reason: "There is no such case.")
        }
        if tables["CaseFile"]?[file.id] == nil { created.append(file.id) }
        tables["CaseFile", default: [:]][file.id] = [
            "Id": .id(file.id), "Name": .text(file.name), "CaseId": .id(file.caseID),
            "Size": .number(Double(file.content.count)), "ModifiedOn": .moment(tick()),
        ]
        contents[file.id] = file.content
        if fault != nil { throw .unavailable(reason: "The answer was lost.") }
    }

    package func download(
        _ file: String, of object: String, largestBytes: Int
    ) async throws(CaseSystemFailure) -> [UInt8] {
        requests += 1
        try checkHere()
        operations += 1
        guard tables[object]?[file] != nil, let content = contents[file] else {
            throw .notFound(reason: "Gone.")
        }
        return content
    }

    /// What a person attaches to an activity.
    package func attach(_ content: [UInt8]?, named name: String, to activity: String, size: Int? = nil) {
        let id = DerivedID.make("\(activity)/\(name)")
        insert(
            "ActivityFile",
            [
                "Id": .id(id), "Name": .text(name), "ActivityId": .id(activity),
                "Size": .number(Double(size ?? content?.count ?? 0)),
            ])
        contents[id] = content
    }

    /// What a person does in Creatio.
    package func edit(_ object: String, _ id: String, _ values: RowValues) {
        tables[object]?[id]?.merge(values) { $1 }
        tables[object]?[id]?["ModifiedOn"] = .moment(tick())
    }

    package func insert(_ object: String, _ values: RowValues) {
        guard let id = values.id("Id") else { return }
        var row = values
        row["ModifiedOn"] = .moment(tick())
        tables[object, default: [:]][id] = row
    }

    package func rows(_ object: String) -> [RowValues] {
        byID(object).sorted { Self.sortKey($0["StartDate"]) < Self.sortKey($1["StartDate"]) }
    }

    /// In an order that is the same in every run.
    private func byID(_ object: String) -> [RowValues] {
        (tables[object] ?? [:]).sorted { $0.key < $1.key }.map(\.value)
    }

    /// Its clock is its own; a test moves it along.
    package func set(_ time: Timestamp) { self.time = time }

    private func tick() -> Timestamp {
        time = time + .milliseconds(1)
        return time
    }

    private func store(_ change: RowChange) -> RowOutcome {
        switch change.kind {
        case .create:
            guard tables[change.object]?[change.id] == nil else {
                return .failed(.duplicate(reason: "Taken."))
            }
            created.append(change.id)
            var row = (defaults[change.object] ?? [:]).merging(change.values) { $1 }
            row["Id"] = .id(change.id)
            row["CreatedById"] = .id(Self.integration)
            row["ModifiedOn"] = .moment(tick())
            if change.object == "Case" {
                row["Number"] = .text("SR\(tables["Case"]?.count ?? 0)")
                if row["StatusId"] == nil { row["StatusId"] = .id(Self.newStatus) }
            }
            tables[change.object, default: [:]][change.id] = row
            return .done(row)
        case .update:
            guard tables[change.object]?[change.id] != nil else { return .failed(.notFound(reason: "Gone.")) }
            tables[change.object]?[change.id]?.merge(change.values) { $1 }
            tables[change.object]?[change.id]?["ModifiedOn"] = .moment(tick())
            return .done([:])
        case .delete:
            guard tables[change.object]?.removeValue(forKey: change.id) != nil else {
                return .failed(.notFound(reason: "Gone."))
            }
            return .done([:])
        }
    }

    /// What a person removes in Creatio.
    package func remove(_ object: String, _ id: String) { tables[object]?[id] = nil }

    private func matches(_ row: RowValues) -> (RowFilter) -> Bool {
        { filter in Self.holds(filter, for: row) }
    }

    private static func holds(_ filter: RowFilter, for row: RowValues) -> Bool {
        func value(_ path: String) -> RowValue {
            row[path.replacing("/Id", with: "Id")] ?? .null
        }
        switch filter {
        case .equal(let path, let wanted): return value(path) == wanted
        case .notEqual(let path, let wanted): return value(path) != wanted
        case .after(let path, let moment):
            if case .moment(let own) = value(path) { return own > moment }
            return false
        case .startsWith(let path, let text):
            if case .text(let own) = value(path) { return own.hasPrefix(text) }
            return false
        case .contains(let path, let text):
            if case .text(let own) = value(path) { return own.contains(text) }
            return false
        case .all(let parts): return parts.allSatisfy { holds($0, for: row) }
        case .any(let parts): return parts.contains { holds($0, for: row) }
        }
    }

    private static func sortKey(_ value: RowValue?) -> String {
        switch value {
        case .text(let text): text
        case .moment(let moment): moment.iso8601
        default: ""
        }
    }
}
