import Foundation

extension Sequence<UInt8> {
    /// Compares every byte, so that the time taken tells nothing of where they differ.
    func isEqual(inConstantTime other: some Collection<UInt8>) -> Bool {
        let bytes = Array(self)
        guard bytes.count == other.count else { return false }
        return zip(bytes, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Sequence<UInt8> {
    /// In lower-case hexadecimal digits.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
