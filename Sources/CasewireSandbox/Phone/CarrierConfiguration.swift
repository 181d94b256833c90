/// How the simulated carrier is set up. The credentials are fixed and fake; they open nothing else.
package struct CarrierConfiguration: Sendable {
    package var host: String
    /// 0 takes any free port.
    package var port: Int
    /// Where the state is kept; in memory alone when nil.
    package var folder: String?
    package var accountSid: String
    /// Opens the REST API and signs the webhooks.
    package var authToken: String
    /// An API key, which opens the REST API too.
    package var apiKeySid: String
    package var apiKeySecret: String
    /// The account's numbers, in E.164 or as short codes.
    package var numbers: [String]
    /// From queued to sent, and from sent to delivered.
    package var stepDelay: Duration

    package init(
        host: String = "127.0.0.1",
        port: Int = 8091,
        folder: String? = nil,
        accountSid: String = "ACca5e3173000000000000000000000001",
        authToken: String = "5a4db0f0000000000000000000000001",
        apiKeySid: String = "SKca5e3173000000000000000000000001",
        apiKeySecret: String = "sandbox-api-key-secret-000000001",
        numbers: [String] = ["+15550001000"],
        stepDelay: Duration = .milliseconds(200)
    ) {
        self.host = host
        self.port = port
        self.folder = folder
        self.accountSid = accountSid
        self.authToken = authToken
        self.apiKeySid = apiKeySid
        self.apiKeySecret = apiKeySecret
        self.numbers = numbers
        self.stepDelay = stepDelay
    }
}
