import CasewireSandbox
import Foundation
import Logging
import ServiceLifecycle

/// The simulated outside world: a Creatio site and a carrier.
struct SandboxPair {
    let creatio: CreatioSandbox
    let carrier: CarrierSandbox
    let logger: Logger

    init(creatio: String, carrier: String, flavour: CreatioConfiguration.Flavour, data: String?) throws {
        guard let creatioAddress = ListenAddress(creatio), let carrierAddress = ListenAddress(carrier) else {
            throw SettingsProblems(problems: [
                "--creatio and --carrier must be HOST:PORT, such as 127.0.0.1:8090."
            ])
        }
        try PortCheck.require([("--creatio", creatioAddress), ("--carrier", carrierAddress)])
        var logger = Logger(label: "sandbox") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        self.logger = logger
        if let data {
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        }
        var site = CreatioConfiguration()
        site.host = creatioAddress.host
        site.port = creatioAddress.port
        site.flavour = flavour
        site.dataFolder = data
        site.logger = logger
        self.creatio = try CreatioSandbox(site)
        self.carrier = try CarrierSandbox(
            CarrierConfiguration(host: carrierAddress.host, port: carrierAddress.port, folder: data),
            logger: logger)
    }

    var services: [any Service] { [creatio, carrier] }

    /// Where both listen; waits until they do.
    func addresses() async -> (creatio: String, carrier: String) {
        (
            "http://\(creatio.configuration.host):\(await creatio.port)",
            "http://\(carrier.configuration.host):\(await carrier.port.value)"
        )
    }

    /// What opens them, as scripts read it.
    var credentials: [(String, String)] {
        [
            ("client_id", creatio.credentials.clientId), ("client_secret", creatio.credentials.clientSecret),
            ("user", creatio.credentials.user), ("password", creatio.credentials.password),
            ("account_sid", carrier.accountSid), ("auth_token", carrier.authToken),
            ("number", carrier.numbers.first ?? ""),
        ]
    }
}
