/// Where a simulated server takes its identifiers and secrets from.
package struct SandboxIdentifiers: Sendable {
    private let draw: @Sendable () -> UInt64

    /// `next` gives 64 random bits at each call; a seeded one makes a run repeatable.
    package init(next: @escaping @Sendable () -> UInt64) {
        draw = next
    }

    /// The machine's randomness.
    package static let system = SandboxIdentifiers { UInt64.random(in: .min ... .max) }

    /// So many lower-case hexadecimal digits, as in the identifiers of Twilio's resources.
    package func hex(_ count: Int) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(count)
        var bits: UInt64 = 0
        for index in 0..<count {
            if index % 16 == 0 { bits = draw() }
            digits.append(Self.digits[Int(bits & 15)])
            bits >>= 4
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// A random identifier of RFC 9562, version 4, in lower case: `7f8b6f2c-4f1e-4c59-9d0a-2f0f3e0f5a11`.
    package func uuid() -> String {
        var digits = Array(hex(32).utf8)
        digits[12] = UInt8(ascii: "4")
        digits[16] = Array("89ab".utf8)[Int(draw() & 3)]
        for place in [20, 16, 12, 8] { digits.insert(UInt8(ascii: "-"), at: place) }
        return String(decoding: digits, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
