import Foundation

/// What a text is compared by: its words, pairs of words, and pieces of words of two to four letters, each as a hash.
///
/// Pieces carry over misspellings and endings ("shiping", "shipped"), words and pairs carry the meaning. The text is folded
/// first, so that case and accents do not count.
struct TextFeatures: Sendable {
    /// Hashes of words and pairs of neighbours, sorted; a hash occurs as often as its word.
    let words: [UInt32]
    /// Hashes of the words' pieces, each word with a blank before and after it, sorted.
    let pieces: [UInt32]

    /// Long texts count by their beginning.
    private static let longestText = 1500
    private static let pieceLengths = 2...4

    init(_ text: String) {
        var words: [UInt32] = []
        var pieces: [UInt32] = []
        var before: UInt32?
        for word in Words(text, limit: Self.longestText).all {
            var bytes: [UInt8] = [0x20]
            bytes.append(contentsOf: word.utf8)
            bytes.append(0x20)
            let hash = Self.hash(bytes[...], seed: 0x811C_9DC5)
            words.append(hash)
            if let before { words.append((before &* 0x0100_0193) ^ (hash &+ 0x9E37_79B9)) }
            before = hash
            for length in Self.pieceLengths where bytes.count >= length {
                for start in 0...(bytes.count - length) {
                    pieces.append(Self.hash(bytes[start..<start + length], seed: 0x2545_F491))
                }
            }
        }
        words.sort()
        pieces.sort()
        self.words = words
        self.pieces = pieces
    }

    /// FNV-1a with 32 bits, its bits mixed once more so that the low ones can be used alone.
    private static func hash(_ bytes: ArraySlice<UInt8>, seed: UInt32) -> UInt32 {
        var hash = seed
        for byte in bytes {
            hash ^= UInt32(byte)
            hash = hash &* 0x0100_0193
        }
        hash ^= hash >> 15
        hash = hash &* 0x85EB_CA6B
        return hash ^ (hash >> 13)
    }
}

/// A text as the weights of its features, of length 1.
struct FeatureVector: Sendable {
    private(set) var buckets: [UInt32] = []
    private(set) var weights: [Float] = []

    /// - Parameters:
    ///   - mask: keeps a hash's low bits.
    ///   - rarity: each bucket's weight, by how few texts have it.
    init(_ features: TextFeatures, mask: UInt32, rarity: [Float]) {
        append(features.words, mask: mask, rarity: rarity)
        append(features.pieces, mask: mask, rarity: rarity)
        var sum: Float = 0
        for weight in weights { sum += weight * weight }
        guard sum > 0 else { return }
        let scale = 1 / sum.squareRoot()
        for index in weights.indices { weights[index] *= scale }
    }

    /// Adds one kind of features, all of them together of length 1, so that neither kind outweighs the other.
    private mutating func append(_ hashes: [UInt32], mask: UInt32, rarity: [Float]) {
        let start = weights.count
        var sum: Float = 0
        Self.forEachRun(of: hashes) { hash, count in
            let bucket = hash & mask
            let weight = (1 + Float(log(Double(count)))) * rarity[Int(bucket)]
            buckets.append(bucket)
            weights.append(weight)
            sum += weight * weight
        }
        guard sum > 0 else { return }
        let scale = 1 / sum.squareRoot()
        for index in start..<weights.count { weights[index] *= scale }
    }

    /// Calls with each different hash of a sorted list and how often it occurs.
    static func forEachRun(of hashes: [UInt32], _ body: (UInt32, Int) -> Void) {
        var index = 0
        while index < hashes.count {
            let hash = hashes[index]
            var end = index + 1
            while end < hashes.count, hashes[end] == hash { end += 1 }
            body(hash, end - index)
            index = end
        }
    }
}
