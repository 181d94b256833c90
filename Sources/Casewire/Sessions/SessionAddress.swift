import CasewireStorage

/// An address at which a session can be read without signing in.
///
/// It names its own end, and is signed with this installation's key and the session's count of revocations: nobody can make or
/// prolong one, and all of a session end when that count grows.
package enum SessionAddress {
    /// Days for which a link may hold.
    package static let choices = [1, 7, 30]

    /// Whether an address opens a session.
    package enum Standing: Sendable, Hashable {
        case valid
        /// It was ours, and its time is over.
        case ended
        /// Never made here, altered, or revoked.
        case unknown
    }

    /// `/s/ID?expires=1794000000&signature=…`, without the server.
    static func path(of session: Session.ID, until end: Timestamp, generation: Int, vault: Vault) -> String {
        let seconds = end.milliseconds / 1000
        return "/s/\(session)?"
            + query(
                until: seconds, signature: signature(of: session, until: seconds, generation, vault: vault))
    }

    /// `expires=1794000000&signature=…`.
    package static func query(until seconds: Int64, signature: String) -> String {
        "expires=\(seconds)&signature=\(signature)"
    }

    static func standing(
        of session: Session.ID, expires: String, signature: String, generation: Int, vault: Vault,
        at now: Timestamp
    ) -> Standing {
        guard let seconds = Int64(expires), String(seconds) == expires, seconds < 1 << 40,
            SecretToken.areEqual(
                signature, self.signature(of: session, until: seconds, generation, vault: vault))
        else { return .unknown }
        return now.milliseconds / 1000 <= seconds ? .valid : .ended
    }

    /// 132 bits in letters, digits, hyphens and underscores.
    private static func signature(
        of session: Session.ID, until end: Int64, _ generation: Int, vault: Vault
    ) -> String {
        vault.addressSignature(of: "session/\(session)/\(generation)/\(end)")
    }
}

extension Vault {
    /// 132 bits in letters, digits, hyphens and underscores: what an address is signed with.
    func addressSignature(of text: String) -> String {
        String(
            hash(text).prefix(22).map { character in
                switch character {
                case "+": "-"
                case "/": "_"
                default: character
                }
            })
    }
}
