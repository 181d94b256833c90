import ArgumentParser

/// The program: a server, its sandbox, and the commands of whoever runs it.
@main
struct CasewireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casewire",
        abstract: "Answers customers' texts and carries every conversation into Creatio.",
        discussion: "Begin with `casewire demo`: the server and a simulated world, nothing to set up.",
        subcommands: [
            ServeCommand.self, DemoCommand.self, SandboxCommand.self, ApplyCommand.self, DoctorCommand.self,
            SelftestCommand.self,
            EvaluateCommand.self, EvaluateFieldCommand.self,
            OperatorCommand.self, KeyCommand.self, InspectCommand.self, ExportCommand.self,
            EraseCommand.self, ConsentCommand.self, KnowledgeCommand.self,
            BackupCommand.self, RestoreCommand.self, ReleaseCommand.self, MigrateCommand.self,
        ])
}
