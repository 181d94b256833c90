import ArgumentParser
import Casewire
import CasewireStorage
import Foundation
import ServiceLifecycle
import UnixSignals

/// `casewire serve`: the server.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Run the server.")

    @OptionGroup var flags: Settings.Flags
    @OptionGroup var rehearsal: Rehearsal

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try Settings(flags: flags.given, environment: environment)
        try PortCheck.require([("--listen", settings.listen)])
        let setup = try settings.setup.map { try SetupFile(path: $0, environment: environment).setup }
        let composition = try await Composition(settings, serves: true, rehearsal: rehearsal)
        if let setup {
            try await ApplyCommand.apply(
                setup, to: composition, dryRun: false, printsUnchanged: false, from: .start)
        } else {
            let now = composition.services.clock.now()
            try await composition.services.database.write { try $0.noteStartWithoutSetup(at: now) }
        }
        try await composition.prepareToServe()
        Output.line(
            "Casewire listens on http://\(settings.listen.host):\(settings.listen.port), reached as \(settings.publicURL)."
        )
        try await composition.run()
    }
}
