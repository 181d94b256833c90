import CasewireStorage
import Foundation

/// That something happened to a case in Creatio. Only a hint: what happened is read there.
package struct CaseHint: Sendable, Hashable {
    package let caseID: String?
    package let activityID: String?

    package init(caseID: String?, activityID: String?) {
        self.caseID = caseID
        self.activityID = activityID
    }

    /// Reads `{"caseId": …, "activityId": …}`, other keys ignored. A body that isn't JSON is searched for GUIDs: the first is
    /// taken for the case, the second for the activity.
    package init(body: [UInt8]) {
        let keys = try? JSONDecoder().decode(Keys.self, from: Data(body))
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
        guard hint.caseID != nil || hint.activityID != nil else { return }
        let now = clock.now()
        let random = random
        try await database.write { transaction in
            if try transaction.setting("creatio.webhook_at", as: Timestamp.self) == nil {
                try transaction.saveSetting("creatio.webhook_at", now, at: now)
            }
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
