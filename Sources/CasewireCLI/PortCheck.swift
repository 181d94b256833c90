import Foundation
import NIOCore

/// Finds out whether addresses are free to listen on, before anything is started.
enum PortCheck {
    /// Throws the words for every address that is taken, together.
    static func require(_ addresses: [(flag: String, address: ListenAddress)]) throws {
        let problems = addresses.compactMap { flag, address -> String? in
            guard address.port != 0, isTaken(address) else { return nil }
            return
                "\(address.host):\(address.port) is in use by another program. Choose another address with \(flag)."
        }
        guard problems.isEmpty else { throw SettingsProblems(problems: problems) }
    }

    /// Whether a listening socket can't be bound. Addresses that can't be resolved are left to the server to report.
    private static func isTaken(_ address: ListenAddress) -> Bool {
        guard let resolved = try? SocketAddress.makeAddressResolvingHost(address.host, port: address.port)
        else {
            return false
        }
        let family: Int32
        switch resolved {
        case .v4: family = AF_INET
        case .v6: family = AF_INET6
        case .unixDomainSocket: return false
        }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let bound = resolved.withSockAddr { pointer, size in bind(descriptor, pointer, socklen_t(size)) }
        return bound != 0 && errno == EADDRINUSE
    }
}
