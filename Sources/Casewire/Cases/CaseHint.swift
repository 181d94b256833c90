import CasewireStorage
import Foundation

/// That something happened to a case in Creatio. Only a hint: what happened is read there.
package struct CaseHint: Sendable, Hashable {
    package let caseID: String?
    package let activityID: String?
    package let event: HintRecord.Event?

    package init(caseID: String?, activityID: String?, event: HintRecord.Event? = nil) {
        self.caseID = caseID
        self.activityID = activityID
        self.event = event
    }

    /// Whether it names nothing that could be looked at.
    package var isEmpty: Bool { caseID == nil && activityID == nil }

    /// Reads `{"caseId": …, "activityId": …}`, other keys ignored. A body that isn't JSON is searched for GUIDs: the first is
    /// taken for the case, the second for the activity.
    package init(body: [UInt8]) {
        let keys = try? JSONDecoder().decode(Keys.self, from: Data(body))
        event = keys?.event_type.flatMap(HintRecord.Event.init(rawValue:))
        let named = (keys?.caseId.flatMap(Self.guid), keys?.activityId.flatMap(Self.guid))
        guard named == (nil, nil) else {
            (caseID, activityID) = named
            return
        }
        let text = String(decoding: body, as: UTF8.self)
        let guids = text.matches(of: #/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/#)
            .map { $0.output.0.lowercased() }.filter { $0 != Self.zero }
        caseID = guids.first
        activityID = guids.dropFirst().first
    }

    private struct Keys: Decodable {
        let event_type: String?
        let caseId: String?
        let activityId: String?
    }

    /// What Creatio sends for an unset GUID.
    private static let zero = "00000000-0000-0000-0000-000000000000"

    private static func guid(_ text: String) -> String? {
        let id = text.trimmingCharacters(in: CharacterSet(charactersIn: "{} \n")).lowercased()
        return DerivedID.isGUID(id) && id != zero ? id : nil
    }
}

extension Services {
    /// Keeps a hint as a job. Hints about rows that Casewire itself wrote need no look.
    package func take(_ hint: CaseHint) async throws {
        let now = clock.now()
        let random = random
        try await database.write { transaction in
            try transaction.note(hint, at: now)
            guard !hint.isEmpty else { return }
            if let activity = hint.activityID, let row = try transaction.caseRow(activity),
                row.purpose != .replyTask
            {
                return
            }
            try transaction.enqueue(
                ReadCase(caseID: hint.caseID, activityID: hint.activityID), at: now + .milliseconds(100),
                latest: now + .seconds(2), now: now, id: random.identifier())
        }
    }
}
