import Foundation
import TestPrograms

/// `casewire demo` on free ports, in a folder of its own.
enum DemoProcess {
    /// Runs a body against a fresh demo and ends it, whatever happens.
    static func with(_ body: (Stage) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let ports = freePorts(3)
            let addresses = ports.map { "127.0.0.1:\($0)" }
            let program = try Program(
                [
                    "demo", "--data", folder.path("data"), "--listen", addresses[0], "--creatio",
                    addresses[1],
                    "--carrier", addresses[2],
                ], in: folder)
            do {
                let (server, key) = try await program.wait(for: "a line with the selftest command") {
                    selfTest(in: program.output)
                }
                _ = try await program.wait(for: "readiness") {
                    await Web.answers("\(server)/readyz", status: 200) ? true : nil
                }
                try await body(
                    Stage(
                        server: server, key: key, carrier: Carrier(url: "http://\(addresses[2])"),
                        creatio: Creatio(url: "http://\(addresses[1])"), number: "+15550001000"))
            } catch {
                await program.stop()
                print("The demo's last words:\n\(program.output.suffix(6_000))")
                throw error
            }
            await program.stop()
        }
    }

    /// The server's address and key in a printed line `casewire selftest --server URL --key K`.
    static func selfTest(in output: String) -> (server: String, key: String)? {
        for line in output.split(separator: "\n") where line.contains(" selftest ") {
            let words = line.split(separator: " ").map {
                $0.trimmingCharacters(in: .init(charactersIn: "'\"`"))
            }
            guard let server = words.after("--server"), let key = words.after("--key") else { continue }
            return (server, key)
        }
        return nil
    }
}

extension [String] {
    fileprivate func after(_ word: String) -> String? {
        firstIndex(of: word).flatMap { dropFirst($0 + 1).first }
    }
}
