import ArgumentParser
import CasewireSandbox
import Foundation
import ServiceLifecycle
import UnixSignals

/// `casewire sandbox`: the simulated Creatio and carrier alone.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "Run the simulated Creatio and carrier, without the server.")

    @Option(help: "Address of the simulated Creatio.") var creatio = "127.0.0.1:8090"
    @Option(help: "Address of the simulated carrier.") var carrier = "127.0.0.1:8091"
    @Option(help: "How the Creatio site is hosted: framework (below /0) or net.")
    var flavour = CreatioConfiguration.Flavour.framework
    @Option(help: "A folder in which the state outlives a restart.") var data: String?

    func run() async throws {
        let sandbox = try SandboxPair(creatio: creatio, carrier: carrier, flavour: flavour, data: data)
        let group = ServiceGroup(
            services: sandbox.services, gracefulShutdownSignals: [.sigterm, .sigint], logger: sandbox.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let addresses = await sandbox.addresses()
            Output.line("creatio: \(addresses.creatio)")
            Output.line("carrier: \(addresses.carrier)")
            for (name, value) in sandbox.credentials { Output.line("\(name): \(value)") }
            try await tasks.waitForAll()
        }
    }
}

extension CreatioConfiguration.Flavour: ExpressibleByArgument {}
