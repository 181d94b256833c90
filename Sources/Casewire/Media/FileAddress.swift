import CasewireStorage

/// An address at which a file of ours can be had without signing in: by a carrier that sends it on, or by a customer.
///
/// It names the file and its own end, both signed with this installation's key, so that nobody can make or prolong one.
package enum FileAddress {
    /// From when the text was written, so that a text that is handed over again names the same address.
    package static let lifetime = Duration.seconds(7 * 24 * 3600)

    /// `/files/ID/1794000000/SIGNATURE/file.jpg`, without the server.
    package static func path(
        of medium: Medium.ID, as type: MediumType, writtenAt: Timestamp, vault: Vault
    ) -> String {
        let end = (writtenAt + lifetime).milliseconds / 1000
        let signature = signature(of: medium, until: end, vault: vault)
        return "/files/\(medium)/\(end)/\(signature)/file.\(type.ending)"
    }

    /// Whether the parts of an address are ours and its time is not over.
    package static func isValid(
        _ medium: Medium.ID, until end: String, signature: String, vault: Vault, at now: Timestamp
    ) -> Bool {
        guard let seconds = Int64(end), String(seconds) == end, seconds < 1 << 40 else { return false }
        return SecretToken.areEqual(signature, self.signature(of: medium, until: seconds, vault: vault))
            && now.milliseconds / 1000 <= seconds
    }

    /// 132 bits in letters, digits, hyphens and underscores.
    private static func signature(of medium: Medium.ID, until end: Int64, vault: Vault) -> String {
        vault.addressSignature(of: "file/\(medium)/\(end)")
    }
}
