import Foundation
import TestPrograms

/// `casewire sandbox` and `casewire serve` as two programs with a setup file between them.
struct ServerProcess: Sendable {
    /// What a run of the server may be asked to do differently.
    struct Options: Sendable {
        var flavour = "framework"
        var cases = "every_conversation"
        var polling = true
        var webhook = false
        var burstSeconds = 1
        /// Nothing for a file of its own.
        var database: String?
    }

    static let notice = "A person has your conversation now and will answer here."
    static let orderPattern = "^[A-Z]{2}\\d{6}$"

    let stage: Stage
    private let environment: [String: String]
    let credentials: Credentials
    private let folder: TemporaryFolder

    /// Runs a body with both programs running and ends them, whatever happens.
    ///
    /// The body gets the running server and may kill it and start it again on the same data.
    static func with(_ options: Options = Options(), _ body: (ServerProcess, Program) async throws -> Program)
        async throws
    {
        try await TemporaryFolder.with { folder in
            let ports = freePorts(3)
            let sandbox = try Program(
                [
                    "sandbox", "--creatio", "127.0.0.1:\(ports[0])", "--carrier", "127.0.0.1:\(ports[1])",
                    "--flavour", options.flavour,
                ], in: folder)
            do {
                let made = try await ServerProcess(options, ports: ports, sandbox: sandbox, in: folder)
                let server = try await made.start()
                do {
                    try await made.waitForNumber()
                    await (try body(made, server)).stop()
                } catch {
                    await server.stop()
                    print("The server's last words:\n\(server.output.suffix(6_000))")
                    throw error
                }
            } catch {
                await sandbox.stop()
                throw error
            }
            await sandbox.stop()
        }
    }

    /// The same for a body that leaves the server alone.
    static func with(_ options: Options = Options(), _ body: (Stage) async throws -> Void) async throws {
        try await with(options) { made, server in
            try await body(made.stage)
            return server
        }
    }

    /// Starts the server, on what it kept before when it was started before, and waits until it is ready.
    func start(_ flags: [String] = []) async throws -> Program {
        let program = try launch(flags)
        _ = try await program.wait(for: "readiness") {
            await Web.answers("\(stage.server)/readyz", status: 200) ? true : nil
        }
        return program
    }

    /// Starts the server and does not wait: it may be about to die.
    func launch(_ flags: [String]) throws -> Program {
        try Program(["serve"] + flags, environment: environment, in: folder)
    }

    private init(_ options: Options, ports: [Int], sandbox: Program, in folder: TemporaryFolder) async throws
    {
        let credentials = try await sandbox.wait(for: "its list of credentials") {
            Credentials(printedBy: sandbox)
        }
        self.credentials = credentials
        let creatio = Creatio(url: "http://127.0.0.1:\(ports[0])")
        let carrier = Carrier(url: "http://127.0.0.1:\(ports[1])")
        _ = try await sandbox.wait(for: "its listeners") {
            let creatioIsUp = (try? await creatio.usage()) != nil
            let carrierIsUp = (try? await carrier.texts(of: "+15551230000")) != nil
            return creatioIsUp && carrierIsUp ? true : nil
        }
        let key = "cw_" + String(repeating: "0123456789abcdef", count: 3)
        let server = "http://127.0.0.1:\(ports[2])"
        stage = Stage(
            server: server, key: key, carrier: carrier, creatio: creatio, number: credentials.number)
        self.folder = folder

        let token = "hint-0123456789abcdef0123456789abcdef"
        let setup = Self.setup(options, stage: stage, credentials: credentials, token: token)
        try setup.data().write(to: folder.url.appending(path: "setup.yaml"))
        environment = [
            "CASEWIRE_LISTEN": "127.0.0.1:\(ports[2])",
            "CASEWIRE_PUBLIC_URL": server,
            "CASEWIRE_DATABASE": options.database ?? folder.path("casewire.db"),
            "CASEWIRE_KEY_FILE": folder.path("casewire.key"),
            "CASEWIRE_SETUP": folder.path("setup.yaml"),
        ]
        guard options.webhook else { return }
        for event in ["new_activity", "case_closed"] {
            let process: JSON = [
                "event": .string(event), "url": .string("\(server)/webhooks/creatio/\(token)"),
            ]
            try await Web.call("POST", "\(creatio.url)/sandbox/processes", json: process)
        }
    }

    /// Waits until the carrier knows where the number's texts go, which the server sets by itself.
    private func waitForNumber() async throws {
        let login = Data("\(credentials.accountSID):\(credentials.authToken)".utf8).base64EncodedString()
        let numbers = "2010-04-01/Accounts/\(credentials.accountSID)/IncomingPhoneNumbers.json"
        _ = try await eventually("the carrier has the number's webhook", within: .seconds(60)) {
            let list = try await Web.call(
                "GET", "\(stage.carrier.url)/\(numbers)", headers: [("Authorization", "Basic \(login)")])
            return list["incoming_phone_numbers"].items.contains {
                $0["phone_number"].text == stage.number && $0["sms_url"].text.contains("/webhooks/twilio")
            } ? true : nil
        }
    }

    private static func setup(_ options: Options, stage: Stage, credentials: Credentials, token: String)
        -> JSON
    {
        [
            "organization": ["name": "Harbor Outfitters", "timezone": "America/New_York", "language": "en"],
            "numbers": [
                [
                    "number": .string(stage.number), "autopilot": true,
                    "provider": [
                        "kind": "twilio", "account_sid": .string(credentials.accountSID),
                        "auth_token": .string(credentials.authToken), "api_url": .string(stage.carrier.url),
                    ],
                ]
            ],
            "creatio": [
                "url": .string(stage.creatio.url), "identity_url": .string(stage.creatio.url),
                "client_id": .string(credentials.clientID),
                "client_secret": .string(credentials.clientSecret),
                "cases": .string(options.cases), "webhook_token": .string(token),

                "replies": ["task": true, "poll": .bool(options.polling), "poll_seconds": 2],
                "fields": [
                    [
                        "column": "PriorityId", "title": "Priority", "kind": "dropdown",
                        "description": "High when the customer is waiting for something that is late.",
                    ],
                    [
                        "column": "UsrOrderNumber", "title": "Order number", "kind": "text",
                        "description": "The number of the order the customer writes about.",
                        "pattern": .string(orderPattern),
                    ],
                ],
            ],
            "agent": [
                "model": ["kind": "builtin"],
                "profile": "You answer for Harbor Outfitters, a shop for outdoor gear.",
                "handoff": ["level": "quick", "notice": .string(notice), "notice_closed": .string(notice)],
                "burst_seconds": .number(Double(options.burstSeconds)),
            ],
            "knowledge": [
                [
                    "title": "Signing up",
                    "body":
                        "Choose a plan on our site and enter your name and address; service starts the next day.",
                    "examples": [
                        "I want to sign up for service", "I would like to get internet service",
                        "I want to open a new account", "I want to get a new policy",
                    ],
                ],
                [
                    "title": "Bills",
                    "body": "Bills come on the first of the month and are in your account under Billing.",
                    "examples": [
                        "I want to view my bill", "how much is my bill", "I want to know what I owe",
                    ],
                ],
                [
                    "title": "Outages",
                    "body": "Unplug the box, wait a minute, and plug it in again. Most outages end that way.",
                    "examples": ["my internet is not working", "my cable is out", "the connection is slow"],
                ],
                [
                    "title": "Claims",
                    "body": "Most claims are decided within five days; your account shows where each stands.",
                    "examples": [
                        "I want to check my claim status", "what is the status of my claim",
                        "I need proof of insurance", "I want to file a claim",
                    ],
                ],
                [
                    "title": "Returns",
                    "body":
                        "You can return anything within 30 days. Start at our returns page and print the label.",
                    "examples": [
                        "how do I send this back", "how do I return something", "can I return my tent",
                    ],
                ],
                [
                    "title": "Opening hours",
                    "body": "The shop is open Monday to Saturday, 9 am to 6 pm.",
                    "examples": [
                        "when are you open", "what are your opening hours", "are you open on Saturday",
                    ],
                ],
            ],
            "keys": [["name": "journeys", "key": .string(stage.key), "role": "admin"]],
        ]
    }
}

/// What `casewire sandbox` prints for whoever connects to it.
struct Credentials: Sendable {
    let clientID: String
    let clientSecret: String
    let accountSID: String
    let authToken: String
    let number: String

    init?(printedBy sandbox: Program) {
        guard let clientID = sandbox.printed("client_id"),
            let clientSecret = sandbox.printed("client_secret"),
            let accountSID = sandbox.printed("account_sid"), let authToken = sandbox.printed("auth_token"),
            let number = sandbox.printed("number")
        else { return nil }
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.accountSID = accountSID
        self.authToken = authToken
        self.number = number
    }
}
