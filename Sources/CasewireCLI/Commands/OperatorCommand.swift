import ArgumentParser
import Casewire
import CasewireStorage
import Foundation

/// `casewire operator`: people who sign in to the dashboard.
struct OperatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "operator", abstract: "Add, list and reset operators.",
        subcommands: [Add.self, List.self, Reset.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an operator; the password is read from standard input, or made and printed.")
        @Argument(help: "E-mail address.") var email: String
        @Option(help: "owner, admin, rep or viewer.") var role = Operator.Role.rep
        @Flag(help: "Read the password from standard input.") var passwordStdin = false
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            guard email.contains("@") else {
                throw SettingsProblems(problems: ["“\(email)” is no e-mail address."])
            }
            try await withComposition(flags) { services in
                let password = try NewPassword(fromStandardInput: passwordStdin, random: services.random)
                let hash = try await PasswordHash(password: password.secret, random: services.random)
                let now = services.clock.now()
                let random = services.random
                let added = try await services.database.write {
                    try $0.insertOnce(
                        Operator(id: random.identifier(), email: email, role: role, createdAt: now),
                        password: hash)
                }
                guard added else {
                    throw SettingsProblems(problems: [
                        "\(email) is an operator already; use `casewire operator reset`."
                    ])
                }
                password.printIfMade(for: email)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List operators.")
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                for person in try await services.database.read({ try $0.operators() }) {
                    Output.line("\(person.email)\t\(person.role.rawValue)\t\(person.createdAt.iso8601)")
                }
            }
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an operator a new password and end their sign-ins.")
        @Argument(help: "E-mail address.") var email: String
        @Flag(help: "Read the password from standard input.") var passwordStdin = false
        @OptionGroup var flags: Settings.Flags

        func run() async throws {
            try await withComposition(flags) { services in
                let password = try NewPassword(fromStandardInput: passwordStdin, random: services.random)
                let hash = try await PasswordHash(password: password.secret, random: services.random)
                guard try await services.database.write({ try $0.resetPassword(ofOperator: email, to: hash) })
                else {
                    throw SettingsProblems(problems: ["There is no operator \(email)."])
                }
                password.printIfMade(for: email)
            }
        }
    }
}

/// A password that an operator is given.
struct NewPassword: Sendable {
    let secret: Secret
    private let isMade: Bool

    init(fromStandardInput reads: Bool, random: any RandomSource) throws {
        isMade = !reads
        guard reads else {
            secret = SecretToken.make(random)
            return
        }
        let line = readLine() ?? ""
        guard line.count >= PasswordHash.shortestPassword else {
            throw SettingsProblems(problems: [
                "A password has at least \(PasswordHash.shortestPassword) characters."
            ])
        }
        secret = Secret(line)
    }

    func printIfMade(for email: String) {
        Output.line(isMade ? "Sign in: \(email)  password: \(secret.value)" : "Done.")
    }
}
