import ArgumentParser
import Foundation

/// `casewire doctor`: every link of the chain, one line each, with the fix where one is broken.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check every link of the chain and say how to mend what is broken.",
        discussion: "Changes nothing. Ends with 1 if any check failed.")

    @Flag(help: "Print one JSON object.") var json = false
    @OptionGroup var flags: Settings.Flags

    private struct Report: Encodable {
        let passed: Bool
        let checks: [Finding]
    }

    func run() async throws {
        let findings = await examine()
        let failed = findings.count { $0.result == .failed }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let report = try encoder.encode(Report(passed: failed == 0, checks: findings))
            Output.line(String(decoding: report, as: UTF8.self))
        } else {
            let warnings = findings.count { $0.result == .warning }
            Output.line("\(findings.count) checks, \(failed) failed, \(warnings) warnings.")
        }
        if failed > 0 { throw ExitCode(1) }
    }

    private func examine() async -> [Finding] {
        let tell: (Finding) -> Void = { if !json { Output.line($0.text) } }
        do {
            let settings = try Settings(flags: flags.given, environment: ProcessInfo.processInfo.environment)
            return await Doctor(settings: settings, tell: tell).examine()
        } catch {
            let problems = (error as? SettingsProblems)?.problems ?? ["\(error)"]
            return problems.map { problem in
                let finding = Finding.failed(
                    "Settings", problem, fix: "Correct the flag or the CASEWIRE_ variable.")
                tell(finding)
                return finding
            }
        }
    }
}
