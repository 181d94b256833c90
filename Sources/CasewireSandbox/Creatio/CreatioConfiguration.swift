package import Logging

/// How a simulated Creatio site is set up.
package struct CreatioConfiguration: Sendable {
    /// The two ways a site is hosted, told apart by the `/0` in addresses.
    package enum Flavour: String, Sendable, Codable, CaseIterable {
        /// IIS on Windows: everything but the sign-in is below `/0`.
        case framework
        /// Linux: no `/0`.
        case net

        package var prefix: String { self == .framework ? "/0" : "" }
    }

    package var host = "127.0.0.1"
    /// 0 takes any free port.
    package var port = 8090
    package var flavour = Flavour.framework
    /// A folder in which the site's rows outlive a restart; memory alone when nil.
    package var dataFolder: String?
    package var switches = CreatioSwitches()
    package var credentials = Credentials()
    package var logger = Logger(label: "creatio-sandbox")

    package init() {}

    /// What opens the site: an OAuth application for integrations, and a password for its people.
    package struct Credentials: Sendable, Equatable {
        package var clientId = "5ABDB0C5000000000000000000000001"
        package var clientSecret = "sandbox-client-secret-not-a-real-one"
        /// The administrator; `Service rep` signs in with the same password.
        package var user = "Supervisor"
        package var password = "sandbox-password"

        package init() {}
    }
}
