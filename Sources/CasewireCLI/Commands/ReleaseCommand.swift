import ArgumentParser
import Casewire

/// `casewire release`: lets texts go out again after a restore.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Let texts go out again after a restore.")

    @Flag(help: "Also before the carriers and Creatio were asked what was sent since the backup.")
    var withoutComparison = false
    @OptionGroup var flags: Settings.Flags

    func run() async throws {
        try await withComposition(flags) { services in
            try await RestoreActions(services: services).release(
                by: "the command line", anyway: withoutComparison)
            Output.line("Released: texts go out again.")
        }
    }
}
