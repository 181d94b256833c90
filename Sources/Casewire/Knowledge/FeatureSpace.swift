import Foundation

/// Which features are known and how much each says: one column for each feature of the examples.
struct FeatureSpace: Sendable {
    /// Rising; a feature's column is its place.
    let hashes: [UInt32]
    /// Each column's weight, the more the fewer texts have it: `1 + ln((1 + texts) / (1 + texts that have it))`.
    let rarity: [Float]
    /// The same for a feature that no text has.
    let rarityOfUnknown: Float

    /// An open hash table of columns, -1 where there is none.
    private let table: [Int32]
    private let mask: UInt32

    /// - Parameter most: so many features at most; those that the fewest texts have are left out first.
    init(of texts: [TextFeatures], most: Int = .max) {
        var all: [UInt32] = []
        for text in texts {
            Self.forEachRun(of: text.words) { hash, _ in all.append(hash) }
            Self.forEachRun(of: text.pieces) { hash, _ in all.append(hash) }
        }
        all.sort()
        let fewest = Self.fewestHolders(of: all, most: most)
        var hashes: [UInt32] = []
        var rarity: [Float] = []
        let texts = Double(1 + texts.count)
        Self.forEachRun(of: all) { hash, holders in
            guard holders >= fewest else { return }
            hashes.append(hash)
            rarity.append(Float(1 + log(texts / Double(1 + holders))))
        }
        self.init(hashes: hashes, rarity: rarity, rarityOfUnknown: Float(1 + log(texts)))
    }

    /// How many texts must have a feature so that no more than `most` are left.
    private static func fewestHolders(of all: [UInt32], most: Int) -> Int {
        var features: [Int: Int] = [:]
        forEachRun(of: all) { _, holders in features[holders, default: 0] += 1 }
        var (count, fewest) = (features.values.reduce(0, +), 1)
        while count > most {
            count -= features[fewest] ?? 0
            fewest += 1
        }
        return fewest
    }

    init(hashes: [UInt32], rarity: [Float], rarityOfUnknown: Float) {
        self.hashes = hashes
        self.rarity = rarity
        self.rarityOfUnknown = rarityOfUnknown
        var size = 16
        while size < hashes.count * 2 { size *= 2 }
        let mask = UInt32(size - 1)
        var table = [Int32](repeating: -1, count: size)
        for (column, hash) in hashes.enumerated() {
            var place = hash & mask
            while table[Int(place)] >= 0 { place = (place + 1) & mask }
            table[Int(place)] = Int32(column)
        }
        self.table = table
        self.mask = mask
    }

    var count: Int { hashes.count }

    func column(of hash: UInt32) -> Int? {
        var place = hash & mask
        while true {
            let column = Int(table[Int(place)])
            guard column >= 0 else { return nil }
            if hashes[column] == hash { return column }
            place = (place &+ 1) & mask
        }
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
