import Casewire
import Synchronization

/// Chance that repeats: the same seed gives the same run.
package final class SeededRandom: RandomSource {
    private let state: Mutex<UInt64>

    package init(seed: UInt64 = 1) {
        state = Mutex(seed)
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    package func identifier() -> String {
        let high = next()
        let low = next()
        func hex(_ value: UInt64, _ digits: Int) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: max(0, digits - text.count)) + text.suffix(digits)
        }
        return
            "\(hex(high >> 32, 8))-\(hex(high >> 16 & 0xFFFF, 4))-7\(hex(high & 0xFFF, 3))-8\(hex(low >> 48 & 0xFFF, 3))-\(hex(low & 0xFFFF_FFFF_FFFF, 12))"
    }

    package func fraction() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

    package func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
}
