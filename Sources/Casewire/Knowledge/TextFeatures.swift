import Foundation

/// What a text is compared by: its words, pairs of words, and pieces of words of two to five letters, each as a hash.
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
    private static let pieceLengths = 2...5

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
            Self.appendPieces(of: bytes, to: &pieces)
        }
        words.sort()
        pieces.sort()
        self.words = words
        self.pieces = pieces
    }

    /// A word within a text: marks of its place, and its pieces.
    init(marks: [String], word: String) {
        words = marks.map { Self.hash(Array($0.utf8)[...], seed: 0x811C_9DC5) }.sorted()
        let bytes: [UInt8] = [0x20] + Array(word.utf8.prefix(Self.longestWord)) + [0x20]
        var pieces: [UInt32] = []
        Self.appendPieces(of: bytes, to: &pieces)
        self.pieces = pieces.sorted()
    }

    private static let longestWord = 40

    /// - Parameter bytes: a word in UTF-8.
    private static func appendPieces(of bytes: [UInt8], to pieces: inout [UInt32]) {
        // Where each letter begins, and the end: letters beyond ASCII have several bytes.
        let starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
        for length in pieceLengths where starts.count > length {
            for first in 0..<(starts.count - length) {
                pieces.append(hash(bytes[starts[first]..<starts[first + length]], seed: 0x2545_F491))
            }
        }
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
