import Casewire
import Foundation

/// Chance from the operating system.
struct SystemRandom: RandomSource {
    /// A UUID of version 7: the time in milliseconds, then chance (RFC 9562, section 5.7).
    func identifier() -> String {
        var bytes = bytes(16)
        var time = UInt64(Date().timeIntervalSince1970 * 1000)
        for place in (0..<6).reversed() {
            bytes[place] = UInt8(truncatingIfNeeded: time)
            time >>= 8
        }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        var text = ""
        text.reserveCapacity(36)
        for (place, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(place) { text += "-" }
            text += Self.hex[Int(byte)]
        }
        return text
    }

    func fraction() -> Double { Double.random(in: 0..<1) }

    func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static let hex = (0..<256).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
