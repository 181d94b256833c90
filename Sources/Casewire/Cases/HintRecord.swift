import CasewireStorage

/// What is known of the calls of Creatio's business processes: the guide on *Settings, Creatio* turns green by it.
package struct HintRecord: Sendable, Hashable, Codable {
    package enum Event: String, Sendable, Hashable, Codable, CaseIterable, CodingKeyRepresentable {
        case newActivity = "new_activity"
        case caseClosed = "case_closed"
    }

    /// The first call of all.
    package let first: Timestamp
    /// Times of the newest calls, exact to a minute.
    package var last: Timestamp
    package var events: [Event: Timestamp] = [:]
    /// One that named a case of ours.
    package var known: Timestamp?
    /// One that named nothing: no GUID stood in its body.
    package var empty: Timestamp?

    init(first: Timestamp) {
        self.first = first
        last = first
    }

    /// Between two writes of the same news.
    private static let grain = Duration.seconds(60)

    /// The record after a call; nil where it says nothing new.
    func noting(_ hint: CaseHint, isKnown: Bool, at now: Timestamp) -> HintRecord? {
        func isNews(_ moment: Timestamp?) -> Bool { moment.map { now - $0 >= Self.grain } ?? true }
        var new = self
        if isNews(last) { new.last = now }
        if let event = hint.event, isNews(events[event]) { new.events[event] = now }
        if isKnown && isNews(known) { new.known = now }
        if hint.isEmpty && isNews(empty) { new.empty = now }
        return new == self ? nil : new
    }
}

extension Snapshot {
    /// Nil before the first call.
    package func hintRecord() throws -> HintRecord? {
        try setting(HintRecord.name, as: HintRecord.self)
    }
}

extension HintRecord {
    static let name = "creatio.webhook"
}

extension Transaction {
    func note(_ hint: CaseHint, at now: Timestamp) throws {
        let isKnown =
            try hint.caseID.flatMap { try caseLink(ofCase: $0) } != nil
            || hint.activityID.flatMap { try caseRow($0) } != nil
        let old = try hintRecord()
        let beginning = old ?? HintRecord(first: now)
        let noted = beginning.noting(hint, isKnown: isKnown, at: now) ?? beginning
        guard noted != old else { return }
        try saveSetting(HintRecord.name, noted, at: now, isAnnounced: old == nil)
    }
}
