import AsyncHTTPClient
import CasewireConnectors
import Foundation
import NIOCore
import NIOHTTP1
import TestPrograms

@testable import Casewire

/// `casewire sandbox` as a program of its own, and a connector to its Creatio.
struct SandboxProgram: Sendable {
    /// How much the sandbox was asked for so far.
    struct Usage: Decodable {
        let requests: Int
        /// Requests, of which each part of a batch counts as one.
        let operations: Int
    }

    /// An answer that is no success.
    private struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    let site: CasewireConnectors.CreatioSite
    private let url: String
    private let client: HTTPClient

    static func run(_ test: (SandboxProgram) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let ports = freePorts(2)
            let program = try Program(
                ["sandbox", "--creatio", "127.0.0.1:\(ports[0])", "--carrier", "127.0.0.1:\(ports[1])"],
                in: folder)
            let client = HTTPClient(configuration: .creatio)
            do {
                try await test(
                    try await SandboxProgram(
                        program, url: "http://127.0.0.1:\(ports[0])", client: client))
            } catch {
                await program.stop()
                try await client.shutdown()
                throw error
            }
            await program.stop()
            try await client.shutdown()
        }
    }

    private init(_ program: Program, url: String, client: HTTPClient) async throws {
        self.url = url
        self.client = client
        let signIn = try await program.wait(for: "its credentials") { () -> CreatioConnection.SignIn? in
            guard let id = program.printed("client_id"), let secret = program.printed("client_secret") else {
                return nil
            }
            return .client(id: id, secret: Secret(secret))
        }
        site = CasewireConnectors.CreatioSite(
            connection: try CreatioConnection(url: url + "/", signIn: signIn), client: client,
            clock: StillClock())
        _ = try await program.wait(for: "its listener") { try? await usage() }
    }

    func usage() async throws -> Usage {
        try JSONDecoder().decode(Usage.self, from: try await call(.GET, "/sandbox/usage"))
    }

    /// Makes the site misbehave from now on, by what `/sandbox/faults` takes.
    func order(_ fault: String) async throws {
        _ = try await call(.POST, "/sandbox/faults", json: fault)
    }

    func endFaults() async throws {
        _ = try await call(.DELETE, "/sandbox/faults")
    }

    private func call(_ method: HTTPMethod, _ path: String, json: String? = nil) async throws -> Data {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(string: json))
        }
        let answer = try await client.execute(request, timeout: .seconds(30))
        let body = try await answer.body.collect(upTo: 1 << 20)
        guard (200..<300).contains(answer.status.code) else {
            throw Refused(description: "\(path) → \(answer.status) \(String(buffer: body))")
        }
        return Data(body.readableBytesView)
    }
}
