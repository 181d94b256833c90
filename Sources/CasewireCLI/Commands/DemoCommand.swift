import ArgumentParser
import AsyncHTTPClient
import Casewire
import CasewireSandbox
import Foundation
import NIOCore
import ServiceLifecycle
import UnixSignals

/// `casewire demo`: the server and the sandbox together, seeded; nothing to set up.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run the server with a simulated phone and Creatio, seeded.",
        discussion: "Everything is in a temporary folder, or in --data. Ctrl-C ends all of it.")

    @Option(help: "Address of the dashboard and API.") var listen = "127.0.0.1:8080"
    @Option(help: "Address of the simulated Creatio.") var creatio = "127.0.0.1:8090"
    @Option(help: "Address of the simulated carrier.") var carrier = "127.0.0.1:8091"
    @Option(help: "How the simulated Creatio is hosted: framework or net.")
    var flavour = CreatioConfiguration.Flavour.framework
    @Option(help: "When cases are made: every_conversation or on_handoff.")
    var cases = CreatioSettings.CaseMode.everyConversation
    @Flag(help: "Leave out Creatio's business processes: replies are found by polling alone.")
    var pollingOnly = false
    @Option(help: "A folder in which everything outlives a restart.") var data: String?

    func run() async throws {
        let folder = try DemoFolder(data)
        defer { folder.removeIfTemporary() }
        let sandbox = try SandboxPair(
            creatio: creatio, carrier: carrier, flavour: flavour, data: folder.path("sandbox"))
        let settings = try Settings(
            flags: [
                "LISTEN": listen, "DATABASE": folder.path("casewire.db"),
                "KEY_FILE": folder.path("casewire.key"),
                "LOG_LEVEL": "warning",
            ], environment: [:])
        try PortCheck.require([("--listen", settings.listen)])
        let outside = ServiceGroup(
            services: sandbox.services, gracefulShutdownSignals: [], logger: sandbox.logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await outside.run() }
            tasks.addTask {
                do {
                    try await serve(settings, sandbox: sandbox, folder: folder)
                } catch {
                    await outside.triggerGracefulShutdown()
                    throw error
                }
                await outside.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
    }

    private func serve(_ settings: Settings, sandbox: SandboxPair, folder: DemoFolder) async throws {
        let addresses = await sandbox.addresses()
        let access = try folder.access()
        let composition = try await Composition(settings, serves: true)
        let setup = DemoSetup.make(
            creatioURL: addresses.creatio, carrierURL: addresses.carrier, sandbox: sandbox,
            email: access.email,
            password: Secret(access.password), key: Secret(access.key),
            webhookToken: Secret(access.webhookToken),
            cases: cases)
        _ = try await ApplySetup(
            database: composition.services.database, vault: composition.services.vault,
            random: composition.services.random, clock: composition.services.clock
        ).apply(setup)
        try await composition.prepareToServe()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await composition.run() }
            tasks.addTask {
                let world = DemoWorld(
                    serverURL: settings.publicURL, creatioURL: addresses.creatio,
                    carrierURL: addresses.carrier)
                try await world.waitUntilReady()
                if !pollingOnly {
                    try await world.addProcesses(
                        calling: "\(settings.publicURL)/webhooks/creatio/\(access.webhookToken)")
                }
                printAddresses(settings, addresses: addresses, access: access)
            }
            try await tasks.waitForAll()
        }
    }

    private func printAddresses(
        _ settings: Settings, addresses: (creatio: String, carrier: String), access: DemoFolder.Access
    ) {
        Output.line(
            """

            Casewire is running, with a simulated phone and a simulated Creatio.

              1. Be the customer   \(addresses.carrier)/
              2. See the session   \(settings.publicURL)/inbox
              3. Be the rep        \(addresses.creatio)/

            Sign in: \(access.email)  password: \(access.password)

            Text “What are your opening hours?”, then “I need to speak with a person”.
            Check the whole loop: casewire selftest --server \(settings.publicURL) --key \(access.key)
            Ctrl-C ends everything.
            """)
    }
}

extension CreatioSettings.CaseMode: ExpressibleByArgument {}
