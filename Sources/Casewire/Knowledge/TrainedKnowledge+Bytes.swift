import Foundation

extension TrainedKnowledge {
    /// Says what the bytes are and how they are laid out; another layout gets another mark.
    static let layout = "CWK2"
    private static let mark: [UInt8] = Array(layout.utf8)

    /// What is written in words, before the long lists of numbers.
    private struct Header: Codable {
        let articles: [Article.ID]
        let features: Int
        let rarityOfUnknown: Float
        let isClassified: Bool
        let scale: ScoreScale
        let tradeOff: TradeOff
    }

    /// As the database keeps it: the mark, the header's length, the header as JSON, then numbers, the low byte first.
    func bytes() throws -> [UInt8] {
        let header = Header(
            articles: articles, features: space.count, rarityOfUnknown: space.rarityOfUnknown,
            isClassified: classifier != nil, scale: scale, tradeOff: tradeOff)
        let json = try JSONEncoder().encode(header)
        var bytes = Self.mark
        Self.append([UInt32(json.count)], to: &bytes)
        bytes += json
        Self.append(space.hashes, to: &bytes)
        Self.append(space.rarity.map(\.bitPattern), to: &bytes)
        if let classifier {
            Self.append(classifier.scales.map(\.bitPattern), to: &bytes)
            Self.append(classifier.weights, to: &bytes)
        }
        return bytes
    }

    /// Reads what `bytes` gave; nil for anything else, such as what another version wrote.
    init?(bytes: [UInt8]) {
        var rest = bytes[...]
        guard rest.starts(with: Self.mark) else { return nil }
        rest = rest.dropFirst(Self.mark.count)
        guard let length = Self.take(1, of: UInt32.self, from: &rest)?.first, rest.count >= Int(length),
            let header = try? JSONDecoder().decode(Header.self, from: Data(rest.prefix(Int(length))))
        else { return nil }
        rest = rest.dropFirst(Int(length))
        guard let hashes = Self.take(header.features, of: UInt32.self, from: &rest),
            let rarity = Self.take(header.features, of: UInt32.self, from: &rest)
        else { return nil }
        var classifier: LinearClassifier?
        if header.isClassified {
            let count = header.articles.count
            guard let scales = Self.take(count, of: UInt32.self, from: &rest),
                let weights = Self.take((header.features + 1) * count, of: Int16.self, from: &rest)
            else { return nil }
            classifier = LinearClassifier(
                articleCount: count, weights: weights, scales: scales.map { Float(bitPattern: $0) })
        }
        self.init(
            articles: header.articles,
            space: FeatureSpace(
                hashes: hashes, rarity: rarity.map { Float(bitPattern: $0) },
                rarityOfUnknown: header.rarityOfUnknown),
            classifier: classifier, scale: header.scale, tradeOff: header.tradeOff)
    }

    private static func append<Number: FixedWidthInteger>(_ numbers: [Number], to bytes: inout [UInt8]) {
        numbers.map(\.littleEndian).withUnsafeBytes { bytes += $0 }
    }

    private static func take<Number: FixedWidthInteger>(
        _ count: Int, of type: Number.Type, from rest: inout ArraySlice<UInt8>
    ) -> [Number]? {
        let size = MemoryLayout<Number>.size
        guard count >= 0, count <= rest.count / size else { return nil }
        let part = rest.prefix(count * size)
        rest = rest.dropFirst(count * size)
        return part.withUnsafeBytes { bytes in
            (0..<count).map { Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: type)) }
        }
    }
}
