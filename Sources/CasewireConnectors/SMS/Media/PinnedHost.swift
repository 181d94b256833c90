import AsyncHTTPClient
import Casewire
import NIOCore

/// A host that is asked at an address that was looked at first, and at no other: its name may mean another a moment later.
struct PinnedHost: Sendable {
    enum Refusal: Error, Sendable, Hashable {
        case unknown(String)
        case isPrivate(String)

        /// What follows a colon.
        var words: String {
            switch self {
            case .unknown(let name): "\(name) is not known to the network"
            case .isPrivate(let name): "\(name) is at a private address"
            }
        }
    }

    let name: String
    var allowsPrivate = false
    /// A connection that is refused is tried again for so long.
    var connectTimeout = Duration.seconds(10)
    /// The addresses of a host.
    var resolve: @Sendable (String) async -> [String] = PublicAddress.resolve

    /// A client for this host alone, which follows nothing; whoever takes it shuts it down.
    func client() async throws(Refusal) -> HTTPClient {
        let addresses = await resolve(name)
        guard let address = addresses.first else { throw .unknown(name) }
        guard allowsPrivate || addresses.allSatisfy(PublicAddress.isPublic) else { throw .isPrivate(name) }
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(connectTimeout.inMilliseconds)))
        configuration.dnsOverride = [name: address]
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
