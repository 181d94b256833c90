import Casewire
import Foundation

/// What the demo does to its simulated world before it says that it is ready.
struct DemoWorld: Sendable {
    let serverURL: String
    let creatioURL: String
    let carrierURL: String

    /// Waits until the server answers.
    func waitUntilReady() async throws {
        let server = HTTPCaller(base: serverURL)
        for _ in 0..<300 {
            if await server.isThere("/readyz") { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw SettingsProblems(problems: ["The server did not become ready within 30 seconds."])
    }

    /// The two business processes that the guide describes. The reply category is made by the server as it connects.
    func addProcesses(calling url: String) async throws {
        let creatio = HTTPCaller(base: creatioURL)
        for attempt in 1...100 {
            do {
                try await creatio.post(
                    "/sandbox/processes", ["event": "new_activity", "url": url, "category": "SMS reply"])
                break
            } catch let refused as HTTPCaller.Refused where attempt < 100 && refused.status < 500 {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        try await creatio.post("/sandbox/processes", ["event": "case_closed", "url": url])
    }
}
