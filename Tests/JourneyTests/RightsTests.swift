import TestPrograms
import Testing

/// Rights that the integration user lacks in Creatio: named where somebody can act on it.
@Suite(.serialized)
struct RightsTests {
    @Test(arguments: ["Activity", "Case"])
    func `the selftest names the object that Creatio refuses, and fails`(object: String) async throws {
        try await DemoProcess.with { stage in
            let fault: JSON = ["kind": "deny", "path": .string(object)]
            try await Web.call("POST", "\(stage.creatio.url)/sandbox/faults", json: fault)
            try await TemporaryFolder.with { folder in
                let selftest = try Program(
                    ["selftest", "--server", stage.server, "--key", stage.key], in: folder)
                let status = try await selftest.finish()
                await selftest.stop()
                #expect(status == 1, "\(selftest.output)")
                let failure = selftest.output.split(separator: "\n").last { $0.hasPrefix("FAILED:") } ?? ""
                #expect(failure.contains(object), "\(selftest.output)")
                #expect(
                    ["read", "add", "edit"].contains { failure.contains($0) }, "No right is named: \(failure)"
                )
            }
        }
    }
}
