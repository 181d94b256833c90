/// Where identifiers and chance come from, handed over so that a seed replays a run.
package protocol RandomSource: Sendable {
    /// A new lower-case UUID. Later ones sort after earlier ones, as far as the clock allows (RFC 9562, version 7).
    func identifier() -> String

    /// A number from 0 up to, not including, 1.
    func fraction() -> Double

    /// Bytes fit for secrets.
    func bytes(_ count: Int) -> [UInt8]
}

extension RandomSource {
    package func identifier<Owner>(for owner: Owner.Type = Owner.self) -> Identifier<Owner> {
        Identifier(rawValue: identifier())
    }
}
