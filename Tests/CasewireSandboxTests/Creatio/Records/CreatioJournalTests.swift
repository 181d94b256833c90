import FoundationEssentials
import HTTPTypes
import Testing

@testable import CasewireSandbox

struct CreatioJournalTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder =
            FileManager.default.temporaryDirectory.path() + "/creatio-journal-"
            + SandboxIdentifiers.system.hex(12)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    @Test func `what was stored is there after a restart`() async throws {
        try await withFolder { folder in
            try await SiteUnderTest.run(folder: folder) { site in
                let id = try await site.makeCase("Kept \\\"as\\\" it is\\nwith lines")
                let gone = try await site.makeCase("Gone")
                let activity = try await site.makeActivity(
                    id, ",\"StartDate\":\"2026-01-01T10:00:00.123456Z\"")
                try await site.delete("Case(\(gone))")
                try await site.patch(
                    "Case(\(id))",
                    "{\"UsrOrderNumber\":\"AB123456\",\"StatusId\":\"\(CreatioSeed.inProgressStatus)\"}")
                try await site.order(
                    "processes", "{\"event\":\"new_activity\",\"url\":\"http://127.0.0.1:1/x\"}")
                try await site.order("switches", "{\"missingIdStatus\":204}")
                let file = GUID.derived(from: "file")
                try await site.post(
                    "ActivityFile", "{\"Id\":\"\(file)\",\"Name\":\"a.bin\",\"ActivityId\":\"\(activity)\"}")
                try await site.send(
                    .put, "/odata/ActivityFile(\(file))/Data", bytes: [0, 1, 255],
                    type: "application/octet-stream")
            }
            for _ in 1...2 {
                try await SiteUnderTest.run(folder: folder) { site in
                    let cases = try await site.get("Case")
                    #expect(cases.rows.count == 1)
                    let row = try #require(cases.rows.first)
                    #expect(row["Subject"] == "Kept \"as\" it is\nwith lines")
                    #expect(row["UsrOrderNumber"] == "AB123456")
                    #expect(row["RespondedOn"] != "0001-01-01T00:00:00Z")
                    let activity = try #require(try await site.get("Activity").rows.first)
                    #expect(activity["StartDate"] == "2026-01-01T10:00:00.123456Z")
                    #expect(activity["CaseId"] == row["Id"])
                    #expect(try await site.send(.get, "/sandbox/processes").json["items"]?.list?.count == 1)
                    #expect(await site.sandbox.site.switches.missingIdStatus == 204)
                    #expect(await site.sandbox.site.rows.table("Contact").count == 10)
                    #expect(await site.sandbox.site.rows.bytes[GUID.derived(from: "file")] == [0, 1, 255])
                }
            }
            try await SiteUnderTest.run(folder: folder) { site in
                #expect(try await site.post("Case", "{\"Subject\":\"Next\"}").json["Number"] == "SR00000003")
                let old = try #require(
                    try await site.get("Activity?$select=ModifiedOn").rows.first?["ModifiedOn"]?.text)
                let polled = try await site.get("Activity?$filter=ModifiedOn ge \(old)")
                #expect(polled.rows.count == 1)
            }
        }
    }
}
